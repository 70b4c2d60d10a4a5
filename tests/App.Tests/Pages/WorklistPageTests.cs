namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>A provider's day on its worklist, from a telephone.</summary>
public sealed class WorklistPageTests : IAsyncLifetime
{
    private TestApp app = null!;
    private Browser nurse = null!;
    private string reference = "";

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        nurse = await Browser.Of(app, TestApp.RapidResponse);
        reference = await app.Refer();
        await app.Settle();
    }

    public async Task DisposeAsync()
    {
        nurse.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_worklist_says_what_will_happen()
    {
        using var other = await Browser.Of(app, TestApp.Reablement);
        var page = await other.Open("/worklist");
        Assert.Contains("Nothing is on offer to your services. The duty telephone is texted when something is.", page.Text);
        Assert.Contains("Nobody waits to be seen today.", page.Text);
        Assert.Contains("Your services support nobody now.", page.Text);
    }

    [Fact]
    public async Task An_offer_says_how_long_there_is_to_answer_and_then_how_late_it_is()
    {
        Assert.Contains("15 minutes left to answer, by 09:15 today", (await nurse.Open("/worklist")).Text);
        app.Clock.Advance(TimeSpan.FromMinutes(18));
        var late = await nurse.Open("/worklist");
        Assert.Contains("3 minutes late", late.Text);
        Assert.Contains("nhsuk-tag--red", late.Html);
        Assert.Contains("Worklist – 1 offer, 0 visits today, 1 late", late.Text);
    }

    [Fact]
    public async Task An_offer_is_declined_in_its_card_with_a_reason()
    {
        var asked = await nurse.Send("/worklist", new() { ["reason"] = "" }, to: $"/referrals/{reference}/1/decline");
        Assert.Equal((422, "Select why the service cannot take it"), (asked.Status, asked.Error("reason")));
        Assert.Equal(302, (await nurse.Send("/worklist", new() { ["reason"] = "no-capacity" }, to: $"/referrals/{reference}/1/decline")).Status);
        await app.Settle();
        Assert.DoesNotContain(reference, (await nurse.Open("/worklist")).Html);
    }

    [Fact]
    public async Task An_offer_that_was_made_after_the_page_was_opened_is_not_the_one_that_is_answered()
    {
        var open = await nurse.Open("/worklist");
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "other" });
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/strands/1/offer", new { service = "rapid-response-east", reason = "They rang back." });
        var late = await nurse.Send("/worklist", [], to: $"/referrals/{reference}/1/accept", from: open);
        Assert.Equal(409, late.Status);
        Assert.Contains("has changed since you opened the page", late.Text);
    }

    [Fact]
    public async Task An_offer_is_marked_as_due_soon_in_the_last_quarter_of_its_time_as_on_the_board()
    {
        Assert.Matches("nhsuk-tag--blue[^>]*>\\s*15 minutes left", (await nurse.Open("/worklist")).Html);
        app.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.Matches("nhsuk-tag--orange[^>]*>\\s*3 minutes left", (await nurse.Open("/worklist")).Html);
    }

    [Theory]
    [InlineData("3 March 2026", "", "")]
    [InlineData("03/03/2026", "", "")]
    [InlineData("3", "March", "2026")]
    public async Task The_day_of_a_visit_is_read_however_it_is_written(string day, string month, string year)
    {
        await Accept();
        var typed = At("seen", "09:00");
        (typed["seenOn-day"], typed["seenOn-month"], typed["seenOn-year"]) = (day, month, year);
        Assert.Equal(302, (await nurse.Send($"/referrals/{reference}/1/visit", typed)).Status);
    }

    [Fact]
    public async Task A_visit_in_vain_stays_to_be_made_and_is_told_on_the_lists_of_the_provider_and_of_the_hub()
    {
        await Accept();
        var address = $"/referrals/{reference}/1/visit";
        Assert.DoesNotContain(" checked", (await nurse.Open(address)).Html);
        var unsaid = await nurse.Send(address, new() { ["what"] = "", ["seenOn-day"] = "3", ["seenOn-month"] = "3", ["seenOn-year"] = "2026", ["seenAt"] = "09:00" });
        Assert.Equal((422, "Select what happened"), (unsaid.Status, unsaid.Error("what")));
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        var open = await nurse.Open(address);
        foreach (var _ in new[] { "once", "twice" })
            Assert.Equal(302, (await nurse.Send(address, At("nobody-answered", "09:25"), from: open)).Status);
        await app.Settle();
        Assert.Contains("1 attempt , nobody answered at 09:25 today ", (await nurse.Open("/worklist")).Text);

        Assert.Equal(302, (await nurse.Send(address, At("person-out", "09:29"))).Status);
        await app.Settle();
        var worklist = (await nurse.Open("/worklist")).Text;
        Assert.Contains("2 attempts , the last: the person was out at 09:29 today", worklist);
        Assert.Contains("2 hours 34 minutes left See by 12:04 today", worklist);
        Assert.Contains("it was to be by 11:00 today", worklist);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        Assert.Contains("Not seen yet", (await hub.Open("/hub")).Text);
        Assert.Contains("Somebody went and did not see the person: nobody answered.", (await hub.Open($"/referrals/{reference}")).Text);

        Assert.Equal(302, (await nurse.Send(address, At("seen", "09:30"))).Status);
        await app.Settle();
        Assert.DoesNotContain("Not seen yet", (await hub.Open("/hub")).Text);
    }

    [Fact]
    public async Task Visits_of_other_days_stand_apart_from_those_of_today()
    {
        await Accept();
        Assert.DoesNotContain("To be seen on other days", (await nurse.Open("/worklist")).Text);
        using var reablement = await Browser.Of(app, TestApp.Reablement);
        var later = await app.Refer(The.Form with { Reason = "hospital-discharge", HowSoon = "two-days", Purpose = "support-discharge", NhsNumber = "999 000 0026" });
        await app.Settle();
        Assert.Equal(302, (await reablement.Send("/worklist", [], to: $"/referrals/{later}/1/accept")).Status);
        await app.Settle();
        var page = (await reablement.Open("/worklist")).Text;
        Assert.Contains("Nobody waits to be seen today.", page);
        Assert.Contains("To be seen on other days (1)", page);
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("To be seen today (1)", (await reablement.Open("/worklist")).Text);
    }

    [Fact]
    public async Task Support_has_goals_weeks_a_review_and_an_end()
    {
        await Accept();
        await nurse.Send($"/referrals/{reference}/1/visit", At("seen", "09:00"));
        await app.Settle();
        Assert.Contains("Week 1 of 6 Must end by 10:00 on 14 April", (await nurse.Open("/worklist")).Text);

        var goals = $"/referrals/{reference}/1/goals";
        var none = await nurse.Send(goals, new() { ["score-2"] = "4" });
        Assert.Equal((422, "Enter goal 2, or take its score away"), (none.Status, none.Error("goal-2")));
        Assert.Equal("Enter a goal in the person’s own words", (await nurse.Send(goals, [])).Error("goal-1"));
        Assert.Equal(302, (await nurse.Send(goals, new() { ["goal-1"] = "To walk <to> the shop", ["score-1"] = "3", ["goal-4"] = "To cook" })).Status);
        Assert.Contains("To walk <to> the shop", (await nurse.Open(goals)).Text);

        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.Settle();
        var unlooked = (await nurse.Open("/worklist")).Text;
        Assert.Contains("Week 5 of 6", unlooked);
        Assert.Contains("2 goals agreed. Review due", unlooked);
        Assert.Contains("Week 5 of 6, not reviewed yet", (await nurse.Open($"/referrals/{reference}")).Text);
        var review = $"/referrals/{reference}/1/review";
        Assert.Equal("Enter how it goes", (await nurse.Send(review, new() { ["score-1"] = "5" })).Error("note"));
        Assert.Equal("Select a score from 1 to 10", (await nurse.Send(review, new() { ["score-1"] = "eleven", ["note"] = "Well" })).Error("score-1"));
        Assert.Equal(302, (await nurse.Send(review, new() { ["score-1"] = "6", ["note"] = "She goes out again." })).Status);
        await app.Settle();
        Assert.Contains("Reviewed in week 5.", (await nurse.Open("/worklist")).Text);

        Assert.Equal(302, (await nurse.Send($"/referrals/{reference}/1/close", new() { ["outcome"] = "no-ongoing-support", ["admission"] = "no", ["score-1"] = "9", ["score-2"] = "7" })).Status);
        var told = (await nurse.Open($"/referrals/{reference}")).Text;
        Assert.Contains("To walk <to> the shop (3 when agreed, 6 at the review, 9 at the end, of 10)", told);
        Assert.Contains("Closed: no ongoing support is needed; goals at 9 and 7 of 10.", told);
    }

    [Fact]
    public async Task The_API_does_what_the_pages_do()
    {
        await Accept();
        var (team, strand) = (app.As(TestApp.RapidResponse), $"/api/referrals/{reference}/strands/1");
        Assert.Equal(["reason"], (await team.Tell($"{strand}/attempts", new { reason = "no idea" })).Errors);
        Assert.Equal("person-out", (await team.Tell($"{strand}/attempts", new { reason = "person-out" }))["strands.0.attempts.0.reason"]);
        await app.Settle();
        Assert.Equal("not-seen-yet", (await team.Ask("/api/worklist"))["0.flags.0"]);
        Assert.Equal("not-seen-yet", (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}"))["flags.0"]);
        await team.Tell($"{strand}/visit");
        Assert.Equal("no-goals", (await team.Tell($"{strand}/goals"))["refusal"]);
        Assert.Equal(["goals[0].words"], (await team.Tell($"{strand}/goals", new { goals = new[] { new { words = new string('x', 501) } } })).Errors);
        Assert.Equal("4", (await team.Tell($"{strand}/goals", new { goals = new[] { new { words = "To cook", score = 4 } } }))["strands.0.goals.0.score"]);
        Assert.Equal("wrong-scores", (await team.Tell($"{strand}/reviews", new { note = "Well", scores = new[] { 1, 2 } }))["refusal"]);
        Assert.Equal("6", (await team.Tell($"{strand}/reviews", new { note = "Well", scores = new[] { 6 } }))["strands.0.reviewed.scores.0"]);
        Assert.Equal("8", (await team.Tell($"{strand}/close", new { outcome = "reduced-support", scores = new[] { 8 } }))["strands.0.endScores.0"]);
        Assert.Equal(403, (await app.As(TestApp.Gp).Tell($"{strand}/attempts", new { reason = "other" })).Status);
    }

    private async Task Accept()
    {
        Assert.Equal(302, (await nurse.Send("/worklist", [], to: $"/referrals/{reference}/1/accept")).Status);
        await app.Settle();
    }

    private static Dictionary<string, string> At(string what, string time) =>
        new() { ["what"] = what, ["seenOn-day"] = "3", ["seenOn-month"] = "3", ["seenOn-year"] = "2026", ["seenAt"] = time };
}
