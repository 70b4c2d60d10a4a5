using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>What calls find, and what they leave.</summary>
internal static class Calls
{
    /// <summary>A referral by the GP that is over.</summary>
    public static async Task ReferredBefore(TestApp app, ReferralForm? form = null)
    {
        var reference = await app.Refer(form ?? The.Form);
        await app.Settle();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "no-longer-needed" });
        await app.Settle();
        app.Clock.Advance(TimeSpan.FromDays(1));
    }

    /// <summary>A paramedic's call was put through, with something keyed.</summary>
    public static Task Keyed(TestApp app, string nhsNumber = "999 000 0018") => app.Get<HubCalls>().Put(new HubCall(
        "CA1", app.Clock.GetUtcNow(), "Tom Bright", OdsCode.Read("RYC01").Value!, PhoneNumber.Read("07700 900801").Value!,
        new ReferralForm { NhsNumber = nhsNumber, DateOfBirth = "1942-03-09", Reason = "fall", HowSoon = "two-hours", SafeToWait = "no", Residence = "own-home" }, null), default);

    /// <summary>The boxes of the form that takes down a call, all filled in.</summary>
    public static Dictionary<string, string> Boxes(Page form, string story) => new()
    {
        ["call"] = form.Value("call"), ["key"] = form.Value("key"), ["onBehalfOf"] = form.Value("onBehalfOf"), ["referrerName"] = form.Value("referrerName"),
        ["name"] = "Edith Example", ["dateOfBirth-day"] = "9", ["dateOfBirth-month"] = "3", ["dateOfBirth-year"] = "1942", ["nhsNumber"] = form.Value("nhsNumber"),
        ["postcode"] = "SS1 2AB", ["reason"] = "fall", ["howSoon"] = "two-hours", ["purpose"] = "prevent-admission", ["whatChanged"] = story, ["callBack"] = form.Value("callBack"),
    };

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
