using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Worklist;

/// <summary>Who at the hub owns what: taken, handed on, and handed over at the end of a shift.</summary>
public sealed class OwnerTests : IAsyncLifetime
{
    private const string CallHandler = "kit-walker";
    private TestApp app = null!;
    private Browser nadia = null!;
    private Browser kit = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        (nadia, kit) = (await Browser.Of(app, TestApp.Clinician), await Browser.Of(app, CallHandler));
    }

    public async Task DisposeAsync()
    {
        nadia.Dispose();
        kit.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task One_click_on_the_board_takes_a_referral_and_leads_back_to_the_same_board()
    {
        var reference = await app.Refer(The.Form with { Postcode = "CM1 1AA" });
        await app.Settle();
        var board = await nadia.Open("/hub?with=hub");
        Assert.Contains($"formaction=\"/referrals/{reference}/take\"", board.Html);
        Assert.Equal("with=hub", board.Value("back"));

        var taken = await nadia.Send("/hub", new() { ["from"] = "", ["back"] = "with=hub&x=http://elsewhere" }, to: $"/referrals/{reference}/take", from: board);
        Assert.Equal((302, $"/hub?with=hub&took={reference}"), (taken.Status, taken.Location));
        var after = await nadia.Open(taken.Location!);
        Assert.Contains("is yours.", after.Text);
        Assert.Contains("You Hand over", after.Text);
        Assert.DoesNotContain("/take\"", after.Html);

        await app.Settle();
        Assert.Contains("Nadia Rahman, ", (await kit.Open("/hub")).Text);
        Assert.Contains("None of the 1 open referral is what you asked for", (await kit.Open("/hub?owner=me")).Text);
        Assert.Contains("Owned at the hub by Nadia Rahman.", (await kit.Open($"/referrals/{reference}")).Text);
        Assert.Matches("With +Nadia Rahman, ", (await kit.Open($"/referrals/{reference}")).Text);
        Assert.Contains("Nadia Rahman, ", (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}"))["next.ownerName"]);
    }

    [Fact]
    public async Task Who_clicks_after_another_has_taken_it_is_told_and_takes_nothing()
    {
        var reference = await app.Refer();
        await app.Settle();
        var (board, page) = (await kit.Open("/hub"), await kit.Open($"/referrals/{reference}"));
        await nadia.Send($"/referrals/{reference}", [], to: $"/referrals/{reference}/take");

        var late = await kit.Send("/hub", new() { ["from"] = "" }, to: $"/referrals/{reference}/take", from: board);
        Assert.Equal(409, late.Status);
        Assert.Contains("Somebody else at the hub has taken it", late.Text);
        Assert.Equal(409, (await kit.Send("/hub", [], to: $"/referrals/{reference}/take", from: page)).Status);
        Assert.Contains("Take over from Nadia Rahman", late.Text);
        Assert.Equal(302, (await kit.Send($"/referrals/{reference}", [], to: $"/referrals/{reference}/take")).Status);
        Assert.Equal(302, (await kit.Send($"/referrals/{reference}", [], to: $"/referrals/{reference}/take")).Status);
        Assert.Equal(2, (await Facts(reference)).Count(t => t == "referral-assigned"));
    }

    [Fact]
    public async Task It_is_handed_to_somebody_who_has_used_the_board_or_to_the_team_and_to_nobody_else()
    {
        var reference = await app.Refer();
        var hub = app.As(TestApp.Clinician);
        Assert.Equal(["nadia-rahman"], (await hub.Ask("/api/hub/people")).Each("", "id"));
        Assert.Equal(422, (await hub.Tell($"/api/referrals/{reference}/owner", new { person = CallHandler })).Status);
        Assert.Equal(422, (await hub.Tell($"/api/referrals/{reference}/owner")).Status);

        await kit.Open("/hub");
        Assert.Equal("Select who has it from now on", (await nadia.Send($"/referrals/{reference}/owner", [])).Error("person"));
        Assert.Equal(302, (await nadia.Send($"/referrals/{reference}/owner", new() { ["person"] = CallHandler, ["from"] = "" })).Status);
        Assert.Equal("kit-walker", (await hub.Ask($"/api/referrals/{reference}"))["hubOwner.id"]);
        Assert.Equal(200, (await hub.Tell($"/api/referrals/{reference}/owner", new { person = "team" })).Status);
        Assert.Equal("", (await hub.Ask($"/api/referrals/{reference}"))["hubOwner"]);

        app.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(["nadia-rahman"], (await hub.Ask("/api/hub/people")).Each("", "id"));
    }

    [Fact]
    public async Task A_shift_ends_with_everything_handed_over_once_and_what_failed_is_named_and_still_mine()
    {
        var hub = app.As(TestApp.Clinician);
        var references = new[] { await app.Refer(), await app.Refer(), await app.Refer() };
        foreach (var reference in references)
            await hub.Tell($"/api/referrals/{reference}/owner", new { person = TestApp.Clinician });
        await app.Settle();
        await kit.Open("/hub");
        var form = await nadia.Open("/hub/handover");
        Assert.Contains("You own 3 open referrals.", form.Text);
        Assert.Contains("Kit Walker", form.Text);
        Assert.Equal("Select who takes over", (await nadia.Send("/hub/handover", [])).Error("person"));

        app.Ground.Tables.IsDown = table => table == ReferralJournal.Table;
        var failed = await nadia.Send("/hub/handover", new() { ["person"] = CallHandler }, from: form);
        Assert.Equal(503, failed.Status);
        Assert.Contains("3 referrals could not be handed over and are still yours", failed.Text);
        app.Ground.Tables.IsDown = _ => false;

        Assert.Contains("3 referrals are with Kit Walker now.", (await nadia.Send("/hub/handover", new() { ["person"] = CallHandler }, from: form)).Text);
        Assert.Equal("[]", (await hub.Tell("/api/hub/handover", new { person = CallHandler }))["handed"]);
        await app.Settle();
        Assert.Contains("No open referral is yours.", (await nadia.Open("/hub/handover")).Text);
        foreach (var reference in references)
            Assert.Equal(2, (await Facts(reference)).Count(t => t == "referral-assigned"));
        Assert.Contains("You own 3 open referrals.", (await kit.Open("/hub/handover")).Text);
    }

    private async Task<IReadOnlyList<string>> Facts(string reference) => (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}")).Each("history", "type");
}
