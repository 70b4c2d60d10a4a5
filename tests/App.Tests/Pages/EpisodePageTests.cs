using SinglePointOfReferral.App.Clocks;

namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>The pages on which support is extended and ended, and the person asked after.</summary>
public sealed class EpisodePageTests : IAsyncLifetime
{
    private TestApp app = null!;
    private Browser nurse = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        nurse = await Browser.Of(app, TestApp.RapidResponse);
        var reference = await app.Refer();
        address = $"/referrals/{reference}";
        await app.Settle();
        foreach (var act in new[] { "accept", "visit" })
            await app.As(TestApp.RapidResponse).Tell($"/api{address}/strands/1/{act}");
        await app.Settle();
    }

    public async Task DisposeAsync()
    {
        nurse.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_ends_it_says_what_came_of_it_and_whether_it_kept_the_person_out_of_hospital()
    {
        var close = $"{address}/1/close";
        var page = await nurse.Open(close);
        Assert.DoesNotContain("advice-given", page.Html);
        Assert.Equal(("3", "3", "2026"), (page.Value("ended-day"), page.Value("ended-month"), page.Value("ended-year")));
        Assert.Equal(["outcome", "admission"], (await nurse.Send(close, [])).Summary);
        var wrong = await nurse.Send(close, Ending(new() { ["hoursBefore"] = "ten", ["instrument-eq-vas"] = "101", ["onwardReason"] = "To cook." }));
        Assert.Equal(
            ("Enter hours a week from 0 to 168, like 3.5", "Enter a whole number from 0 to 100 for EQ VAS", "Select what the person needs next, or take away what you typed about it"),
            (wrong.Error("hoursBefore"), wrong.Error("instrument-eq-vas"), wrong.Error("onward")));
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(wrong.Html, "<details[^>]* open"));
        Assert.Equal("ten", wrong.Value("hoursBefore"));
        Assert.Equal("Enter a real date, like 27 3 2026", (await nurse.Send(close, Ending(On("ended", "31", "2")))).Error("ended"));
        Assert.Equal("The time must be in the past.", (await nurse.Send(close, Ending(On("ended", "4", "3")))).Error("ended"));
        Assert.Equal("The time must be after the referral was received.", (await nurse.Send(close, Ending(On("ended", "2", "3")))).Error("ended"));
        app.Clock.Advance(TimeSpan.FromDays(9));
        var done = await nurse.Send(close, Ending(new(On("ended", "10", "3")) { ["hoursBefore"] = "10", ["hoursAfter"] = "3.5", ["instrument-eq-vas"] = "70", ["onward"] = "reablement", ["onwardUrgency"] = "two-days", ["onwardReason"] = "To cook again." }));
        Assert.Equal(302, done.Status);
        var told = (await nurse.Open(address)).Text;
        foreach (var words in new[] { "Less support than before", "Ended 10 March 2026", "Would have been admitted without this support", "10 hours before, 3.5 hours after", "EQ VAS: 70, of 0 to 100", "Added: reablement, within 2 days." })
            Assert.Contains(words, told);
    }

    [Fact]
    public async Task Support_is_extended_with_a_reason_and_an_approver()
    {
        var extend = $"{address}/1/extend";
        Assert.Contains("The support must end by 14 April 2026. It can go on until 26 May 2026 at the latest", (await nurse.Open(extend)).Text);
        Assert.Equal(["until", "reason", "approvedBy"], (await nurse.Send(extend, [])).Summary);
        var typed = new Dictionary<string, string>(On("until", "28", "4")) { ["reason"] = "Slower than hoped.", ["approvedBy"] = "Sam Lee" };
        Assert.Equal("Somebody else has to approve it. Enter their name.", (await nurse.Send(extend, new(typed) { ["approvedBy"] = "grace lindqvist" })).Error("approvedBy"));
        var late = await nurse.Send(extend, new(typed) { ["until-month"] = "6" });
        Assert.StartsWith("That is longer than support can be extended here.", late.Error("until"));
        Assert.Contains("Slower than hoped.", late.Text);
        var done = await nurse.Send(extend, typed);
        Assert.Equal(302, done.Status);
        Assert.Contains("The support may go on until 28 April 2026, as Sam Lee approved.", (await nurse.Open(done.Location!)).Text);
        using var stranger = await Browser.Of(app, TestApp.Reablement);
        Assert.Equal(403, (await stranger.Open(extend)).Status);
    }

    [Fact]
    public async Task A_follow_up_stands_on_the_worklist_and_is_answered_from_there()
    {
        await app.As(TestApp.RapidResponse).Tell($"/api{address}/strands/1/close", new { outcome = "no-ongoing-support" });
        Assert.DoesNotContain("Follow-up", (await nurse.Open("/worklist")).Text);
        Assert.Equal(404, (await nurse.Open($"{address}/follow-up/three-weeks")).Status);
        app.Clock.Advance(TimeSpan.FromDays(19));
        await app.Settle();
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
        var worklist = await nurse.Open("/worklist");
        Assert.Contains("Follow-ups (1)", worklist.Text);
        var followUp = $"{address}/follow-up/three-weeks";
        Assert.Contains(followUp, worklist.Html);
        Assert.Contains(followUp, (await nurse.Open(address)).Html);
        Assert.Contains("Ask by 24 March 2026.", (await nurse.Open(followUp)).Text);
        Assert.Equal("Select where the person is now", (await nurse.Send(followUp, [])).Error("result"));
        var open = await nurse.Open(followUp);
        Assert.Equal(302, (await nurse.Send(followUp, new() { ["result"] = "could-not-contact", ["note"] = "Rang three times." }, from: open)).Status);
        var other = await nurse.Send(followUp, new() { ["result"] = "at-home" }, from: open);
        Assert.Equal(409, other.Status);
        Assert.Contains("Somebody has recorded another result of this follow-up.", other.Text);
        var told = (await nurse.Open(address)).Text;
        Assert.Contains("Follow-up at 3 weeks: the person could not be contacted.", told);
        Assert.Contains("Rang three times.", told);
        await app.Settle();
        Assert.DoesNotContain("Follow-ups", (await nurse.Open("/worklist")).Text);
    }

    [Fact]
    public async Task Where_the_person_stands_is_scored_by_the_town_s_instruments_when_goals_are_agreed()
    {
        var goals = $"{address}/1/goals";
        Assert.Contains("From 0 (worst) to 100 (best)", (await nurse.Open(goals)).Text);
        var typed = new Dictionary<string, string> { ["goal-1"] = "To cook", ["instrument-eq-vas"] = "40.5" };
        Assert.Equal("Enter a whole number from 0 to 100 for EQ VAS", (await nurse.Send(goals, typed)).Error("instrument-eq-vas"));
        Assert.Equal(302, (await nurse.Send(goals, new(typed) { ["instrument-eq-vas"] = "40" })).Status);
        Assert.Equal("40", (await nurse.Open(goals)).Value("instrument-eq-vas"));
        Assert.Contains("Scores at the start EQ VAS: 40, of 0 to 100", (await nurse.Open(address)).Text);
    }

    private static Dictionary<string, string> Ending(Dictionary<string, string> besides) => new(besides) { ["outcome"] = "reduced-support", ["admission"] = "yes" };

    private static Dictionary<string, string> On(string box, string day, string month) => new() { [$"{box}-day"] = day, [$"{box}-month"] = month, [$"{box}-year"] = "2026" };
}
