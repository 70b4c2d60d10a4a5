using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Objections;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Objections;

/// <summary>A person objects to their information being shared further: on every referral of theirs, from before and from after.</summary>
public sealed class ObjectionTests : IAsyncLifetime
{
    private const string March = "/api/measures?from=2026-03-01&to=2026-03-31";
    private const string Number = "999 000 0018";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task It_reaches_every_referral_open_at_the_time_and_is_taken_back_on_every_one()
    {
        var (one, other) = (await Accepted(TestApp.Gp), await Accepted(TestApp.Paramedic));
        Assert.Equal(204, (await Say("objects")).Status);
        foreach (var reference in new[] { one, other })
        {
            Assert.Equal("sharing-objected", (await History(reference))[^1]);
            var refused = await Hub.Tell($"/api/referrals/{reference}/strands", new { pathway = "reablement", urgency = "routine", reason = "To walk again" });
            Assert.Equal((409, "objects-to-sharing"), (refused.Status, refused["refusal"]));
            Assert.Equal(200, (await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/visit")).Status);
        }
        await app.Settle();
        Assert.Contains("objection", (await Hub.Ask("/api/hub/referrals")).Body, StringComparison.Ordinal);

        Assert.Equal(204, (await Say("takes-back")).Status);
        foreach (var reference in new[] { one, other })
        {
            Assert.Contains("sharing-objection-withdrawn", await History(reference));
            Assert.Equal(200, (await Hub.Tell($"/api/referrals/{reference}/strands", new { pathway = "reablement", urgency = "routine", reason = "To walk again" })).Status);
        }
    }

    [Fact]
    public async Task A_referral_that_is_made_later_is_under_it_from_its_triage_on_and_finds_its_first_service_all_the_same()
    {
        await Say("objects");
        var reference = await app.Refer();
        await app.Settle();
        Assert.Equal(["referral-submitted", "referral-triaged", "sharing-objected", "strand-offered"], await History(reference));
        var somebodyElse = await app.Refer(The.Form with { NhsNumber = "999 000 0026" });
        await app.Settle();
        Assert.DoesNotContain("sharing-objected", await History(somebodyElse));
    }

    [Fact]
    public async Task A_corrected_number_brings_the_referral_under_the_objection_of_whoever_it_is_of()
    {
        await Say("objects");
        var reference = await app.Refer(The.Form with { NhsNumber = "999 000 0026" });
        await app.Settle();
        await Correct("999 000 0018");
        Assert.Equal("sharing-objected", (await History(reference))[^1]);
        await Correct("999 000 0026");
        Assert.Equal("sharing-objection-withdrawn", (await History(reference))[^1]);

        async Task Correct(string number)
        {
            Assert.Equal(200, (await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/correct", new { reasonForChange = "Misheard", changes = new { nhsNumber = number } })).Status);
            await app.Settle();
        }
    }

    [Fact]
    public async Task The_measures_lose_it_backwards_but_for_how_many_there_were_and_have_it_back_when_it_is_taken_back()
    {
        var reference = await Accepted(TestApp.Gp);
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/visit");
        await app.Settle();
        var before = await Measured();
        Assert.Contains("response-minutes", before, StringComparison.Ordinal);
        await Say("objects");
        await app.Settle();
        var during = (await Hub.Ask(March)).Json.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal("referrals-received", Assert.Single(during).GetProperty("measure").GetString());
        Assert.Empty((await Hub.Ask($"{March}&by=practice")).Json.GetProperty("lines").EnumerateArray());
        await Say("takes-back");
        await app.Settle();
        Assert.Equal(before, await Measured());
    }

    [Fact]
    public async Task Unmet_need_of_theirs_is_taken_off_and_comes_back()
    {
        var reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "no-capacity" });
        await app.Settle();
        var before = (await Hub.Ask("/api/unmet-need")).Body;
        await Say("objects");
        await app.Settle();
        var during = (await Hub.Ask("/api/unmet-need")).Body;
        Assert.NotEqual(before, during);
        await Say("takes-back");
        await app.Settle();
        Assert.Equal(before, (await Hub.Ask("/api/unmet-need")).Body);
    }

    [Fact]
    public async Task After_a_crash_between_two_referrals_the_timer_carries_it_to_the_other()
    {
        var (one, other) = (await Accepted(TestApp.Gp), await Accepted(TestApp.Paramedic));
        var asked = 0;
        app.Ground.Tables.IsDown = table => table == "referrals" && Interlocked.Increment(ref asked) > 2;
        Assert.Equal(202, (await Say("objects")).Status);
        app.Ground.Tables.IsDown = _ => false;
        Assert.Single(await Objecting());
        await app.Get<ObjectionList>().Finish(default);
        Assert.Equal(2, (await Objecting()).Count);
        var trips = app.Ground.Trips;
        await app.Get<ObjectionList>().Finish(default);
        Assert.Equal(new Trips(1, 0, 0), app.Ground.Trips - trips);

        async Task<List<string>> Objecting()
        {
            var objecting = new List<string>();
            foreach (var reference in new[] { one, other })
            {
                if ((await History(reference)).Contains("sharing-objected"))
                    objecting.Add(reference);
            }
            return objecting;
        }
    }

    [Fact]
    public async Task Every_wish_stays_on_record_and_the_same_again_changes_nothing()
    {
        foreach (var wish in new[] { "objects", "objects", "takes-back", "takes-back", "objects" })
            await Say(wish);
        var rows = await app.Ground.Tables.Range(ObjectionList.Table, "all");
        Assert.Equal(3, rows.Count(r => r.Key.StartsWith("past-", StringComparison.Ordinal)));
        Assert.Single(rows, r => r.Key.StartsWith("now-", StringComparison.Ordinal));
        Assert.All(rows, r => Assert.DoesNotContain("9990000018", r.Key + string.Concat(r.Texts.Where(t => t.Key != "person").Select(t => t.Value)), StringComparison.Ordinal));
        var acts = await app.Ground.Rows(AuditLog.Table);
        Assert.DoesNotContain("9990000018", acts, StringComparison.Ordinal);
        Assert.Contains("act=changed", acts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_governance_lead_records_it_on_the_page_and_sees_no_more_of_the_number_than_its_end()
    {
        using var lead = await Browser.Of(app, TestApp.GovernanceLead);
        var empty = await lead.Send("/objections", []);
        Assert.Equal(422, empty.Status);
        Assert.Equal(["nhsNumber", "wish", "why"], empty.Summary);
        var wrong = await lead.Send("/objections", new() { ["nhsNumber"] = "999 000 0019", ["wish"] = "objects", ["why"] = "No more, she said" });
        Assert.Equal(("999 000 0019", 422), (wrong.Value("nhsNumber"), wrong.Status));
        Assert.Contains("No more, she said", wrong.Text, StringComparison.Ordinal);
        var recorded = await lead.Send("/objections", new() { ["nhsNumber"] = Number, ["wish"] = "objects", ["why"] = "No more, she said" });
        Assert.Equal((302, "/objections?done=objects"), (recorded.Status, recorded.Location));
        var page = await lead.Open(recorded.Location!);
        Assert.Contains("No more, she said", page.Text, StringComparison.Ordinal);
        Assert.Contains("NHS number ending 018", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("9990000018", page.Html.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var gp = await Browser.Of(app, TestApp.Gp);
        Assert.Equal(403, (await gp.Open("/objections")).Status);
    }

    [Fact]
    public async Task A_referral_s_page_says_so_and_what_goes_on_and_on_what_basis_it_is_shared()
    {
        var reference = await Accepted(TestApp.Gp);
        await Say("objects");
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var page = await hub.Open($"/referrals/{reference}");
        Assert.Contains("The person objects to sharing", page.Text, StringComparison.Ordinal);
        Assert.Contains("What a service has accepted goes on", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Add another kind of support", page.Text, StringComparison.Ordinal);
        Assert.Contains("Basis for sharing Not said", page.Text, StringComparison.Ordinal);
    }

    private HttpClient Hub => app.As(TestApp.Clinician);

    private Task<Answer> Say(string wish) => Hub.Tell("/api/objections", new { nhsNumber = Number, wish, why = "It is nobody's business" });

    private async Task<string> Measured() => string.Join('\n', (await Hub.Ask(March)).Json.GetProperty("lines").EnumerateArray().Select(m => m.ToString()));

    private async Task<IReadOnlyList<string>> History(string reference) => (await Hub.Ask($"/api/referrals/{reference}")).Each("history", "type");

    private async Task<string> Accepted(string by)
    {
        var reference = await app.Refer(The.Form with { }, by);
        await app.Settle();
        Assert.Equal(200, (await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept")).Status);
        await app.Settle();
        return reference;
    }
}
