namespace SinglePointOfReferral.EndToEnd;

/// <summary>One referral from the first word to the last, by three people, in each way in which pages are used.</summary>
public sealed class JourneyTests
{
    [Theory]
    [MemberData(nameof(Mode.Names), MemberType = typeof(Mode))]
    public async Task A_person_is_referred_accepted_seen_and_closed(string way)
    {
        var mode = Mode.Of(way);
        await using var app = await TestApp.Start();
        await using var gp = await mode.Sit(app.Address);
        await using var nurse = await mode.Sit(app.Address);
        await using var hub = await mode.Sit(app.Address);

        await gp.SignIn(TestApp.Gp, "/refer");
        await Refer(gp);
        var reference = new Uri(gp.Page.Url).Segments[^1];
        await app.Settle();

        await nurse.SignIn(TestApp.RapidResponse, "/worklist");
        await nurse.Send($"/referrals/{reference}/1/accept");
        await nurse.Sees("Accepted by Rapid Response East");
        await app.Settle();

        await hub.SignIn(TestApp.Clinician, "/hub");
        await hub.Follow($"/referrals/{reference}");
        await hub.Sees("Edith Example");

        await nurse.Follow($"/referrals/{reference}/1/visit");
        await nurse.Choose("what", "seen");
        await nurse.Type("note", "Bruised, and up again.");
        await nurse.Send();
        await nurse.Sees("Seen face to face");
        await app.Settle();

        await nurse.Follow($"/referrals/{reference}/1/close");
        await nurse.Choose("outcome", "no-ongoing-support");
        await nurse.Choose("admission", "yes");
        await nurse.Send();
        await nurse.Sees("Closed");
        await app.Settle();

        await gp.Open($"/referrals/{reference}");
        await gp.Sees("Closed: no ongoing support is needed.");
        await hub.Open("/hub");
        Assert.DoesNotContain(reference, await hub.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Fills in what is needed and goes on until the referral is received, however many pages there are between.</summary>
    private static async Task Refer(Hands gp)
    {
        await gp.Type("name", "Edith Example");
        await gp.Type("dateOfBirth-day", "9");
        await gp.Type("dateOfBirth-month", "3");
        await gp.Type("dateOfBirth-year", "1942");
        await gp.Choose("nhsNumberUnknown", "yes");
        await gp.Type("postcode", "SS1 2AB");
        await gp.Choose("reason", "fall");
        await gp.Choose("howSoon", "two-hours");
        await gp.Choose("purpose", "prevent-admission");
        await gp.Type("whatChanged", "Found on the kitchen floor this morning.");
        await gp.Type("callBack", "07700 900201");
        for (var pages = 0; pages < 3 && !gp.Page.Url.Contains("/referrals/", StringComparison.Ordinal); pages++)
            await gp.Send();
        await gp.Sees("Referral received");
    }
}
