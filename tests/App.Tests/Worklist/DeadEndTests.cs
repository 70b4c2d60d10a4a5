using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Tests.Worklist;

/// <summary>The page that is always empty is not empty when something is wrong.</summary>
public sealed class DeadEndTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Through_a_whole_journey_nothing_is_without_owner_next_action_or_due_time()
    {
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var (reference, _) = (await app.Refer(The.Form with { Company = "yes" }), await app.Refer(The.Form with { Postcode = "CM1 1AA", NhsNumber = null }));
        await None();
        foreach (var act in new[] { "accept", "visit", "close" })
        {
            await app.Settle();
            await None();
            await nurse.Tell($"/api/referrals/{reference}/strands/1/{act}", act == "close" ? new { outcome = "same-support" } : new { });
        }
        await app.Settle();
        await None();

        async Task None() => Assert.Equal("0", (await hub.Ask("/api/hub/without-owner"))["count"]);
    }

    [Theory]
    [InlineData("\"owner\":\"rapid-response-east\"", "\"owner\":\" \"", "No owner")]
    [InlineData("\"owner\":\"rapid-response-east\",", "", "No owner")]
    [InlineData("\"owner\":\"rapid-response-east\"", "\"owner\":\"rapid-response-moon\"", "Its owner is not in the directory")]
    [InlineData("\"todo\":\"answer-offer\"", "\"todo\":\"wait-and-see\"", "No next action")]
    [InlineData("\"todo\":\"answer-offer\",", "", "No next action")]
    [InlineData("\"due\":\"2026-03-03T09:15", "\"due\":\"soon", "No due time")]
    [InlineData("\"due\":\"2026", "\"due\":\"2027", "Due at a time that cannot be right")]
    [InlineData("{", "", "Cannot be read")]
    public async Task A_broken_row_is_listed_and_the_board_goes_on_without_it(string sound, string broken, string said)
    {
        var (bad, good) = (await app.Refer(), await app.Refer(The.Form with { NhsNumber = null, Name = "Mavis Other" }));
        await app.Settle();
        var row = (await app.Ground.Tables.Get(Lists.Table, Lists.Hub, bad))!;
        Assert.Contains(sound, row["line"]);
        var at = row["line"]!.IndexOf(sound, StringComparison.Ordinal);
        var texts = new Dictionary<string, string>(row.Texts) { ["line"] = row["line"]!.Remove(at, sound.Length).Insert(at, broken) };
        await app.Ground.Tables.Commit(Lists.Table, Lists.Hub, [Write.Upsert(bad, texts)]);

        using var hub = await Browser.Of(app, TestApp.Clinician);
        var board = await hub.Open("/hub");
        Assert.Equal(200, board.Status);
        Assert.Contains("1 dead end", board.Text);
        Assert.Contains($"/referrals/{good}\"", board.Html);
        var page = await hub.Open("/hub/without-owner");
        Assert.Contains($"/referrals/{bad}\"", page.Html);
        Assert.Contains(said, page.Text);
        Assert.DoesNotContain($"/referrals/{good}\"", page.Html);
        Assert.Equal([bad], (await app.As(TestApp.Clinician).Ask("/api/hub/without-owner")).Each("referrals", "reference"));
    }

    [Fact]
    public async Task A_line_that_an_earlier_version_wrote_is_still_read()
    {
        var reference = await app.Refer();
        await app.Settle();
        var row = (await app.Ground.Tables.Get(Lists.Table, Lists.Hub, reference))!;
        var old = System.Text.RegularExpressions.Regex.Replace(row["line"]!, ",\"since\":\"[^\"]*\"", "");
        Assert.NotEqual(row["line"], old);
        await app.Ground.Tables.Commit(Lists.Table, Lists.Hub, [Write.Upsert(reference, new Dictionary<string, string> { ["line"] = old })]);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        Assert.Contains($"/referrals/{reference}\"", (await hub.Open("/hub")).Html);
    }
}
