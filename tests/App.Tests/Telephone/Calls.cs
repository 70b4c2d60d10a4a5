using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>What calls find, and what they leave.</summary>
internal static class Calls
{
    /// <summary>A referral by the GP that is over.</summary>
    public static async Task ReferredBefore(TestApp app)
    {
        var reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "no-longer-needed" });
        await app.Settle();
        app.Clock.Advance(TimeSpan.FromDays(1));
    }

    public static string Spaced(string reference) => Spoken.Of(Reference.Read(reference).Value!);

    /// <summary>How many calls are kept.</summary>
    public static async Task<int> Rows(TestApp app)
    {
        var rows = 0;
        await foreach (var row in app.Ground.Tables.Everything("calls"))
            rows += row.Partition == "live" ? 1 : 0;
        return rows;
    }
}
