using SinglePointOfReferral.App.Clocks;
using static SinglePointOfReferral.App.Tests.Telephone.TextsIn;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Texts that come again, or too late.</summary>
public sealed class TextsAgainTests : IAsyncLifetime
{
    private TestApp app = null!;
    private TextsIn texts = null!;
    private string accepted = "";

    public async Task InitializeAsync() => texts = new(app = await TestApp.Start(locality: Counted.TheWard));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_text_that_the_network_delivers_again_changes_nothing_and_is_given_the_same_answer()
    {
        var (one, _) = (await texts.Offered(), await texts.Offered());
        var first = await texts.Text(East, $"N 1 {one}", "SMagain");
        await app.Settle();
        var version = (await texts.Shown(one))["version"];
        Assert.Equal(first, await texts.Text(East, $"N 1 {one}", "SMagain"));
        Assert.Equal(version, (await texts.Shown(one))["version"]);
    }

    /// <summary>The trips to the table of texts that were heard are the look-up, what is meant and the answer.</summary>
    [Theory]
    [InlineData("heard", 1, false)]
    [InlineData("heard", 2, false)]
    [InlineData("heard", 3, true)]
    [InlineData("referrals", 1, false)]
    [InlineData("referrals", 2, false)]
    [InlineData("lists", 1, false)]
    public async Task Whatever_fails_the_sender_is_told_and_the_text_accepts_nothing_else_when_it_comes_again(string table, int trip, bool isRecorded)
    {
        var first = await texts.Offered();
        var calls = 0;
        app.Ground.Tables.IsDown = t => t == table && ++calls == trip;
        var answer = await texts.Text(East, "Y", "SMcrash");
        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal(isRecorded ? "accepted" : "on-offer", (await texts.Shown(first))["strands.0.stage"]);
        Assert.StartsWith(isRecorded ? $"{Spaced(first)} accepted." : "Your answer may not have been recorded. Send it again", answer);
        await app.Settle();
        Assert.StartsWith($"{Spaced(first)} accepted.", await texts.Text(East, "Y", "SMcrash"));
        await app.Settle();
        var second = await texts.Offered();
        Assert.StartsWith($"{Spaced(first)} accepted.", await texts.Text(East, "Y", "SMcrash"));
        Assert.Equal("on-offer", (await texts.Shown(second))["strands.0.stage"]);
    }

    [Theory]
    [InlineData("Y")]
    [InlineData("Y {0}")]
    public async Task A_text_that_comes_again_when_its_offer_is_over_answers_no_other(string body)
    {
        var first = await texts.Offered();
        var said = body.Replace("{0}", first, StringComparison.Ordinal);
        var calls = 0;
        app.Ground.Tables.IsDown = table => table == "referrals" && ++calls == 2;
        await texts.Text(East, said, "SMlate");
        app.Ground.Tables.IsDown = _ => false;
        await app.As(TestApp.Gp).Tell($"/api/referrals/{first}/withdraw", new { reason = "made-in-error" });
        await app.Settle();
        var second = await texts.Offered();
        Assert.Equal($"{Spaced(first)} was withdrawn: nothing more to do.", await texts.Text(East, said, "SMlate"));
        Assert.Equal("on-offer", (await texts.Shown(second))["strands.0.stage"]);
    }

    [Fact]
    public async Task A_text_that_comes_again_after_midnight_is_known()
    {
        app.Clock.Advance(TimeSpan.FromHours(14) + TimeSpan.FromMinutes(59));
        var first = await texts.Text(East, "Y", "SMnight");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await texts.Offered();
        Assert.Equal(first, await texts.Text(East, "Y", "SMnight"));
    }

    [Fact]
    public async Task The_same_text_delivered_many_times_at_once_accepts_once()
    {
        var reference = await texts.Offered();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => texts.Text(East, "Y", "SMsame")));
        Assert.Single(answers.Distinct());
        Assert.Single((await texts.Shown(reference)).Each("history", "type"), f => f == "strand-accepted");
    }

    [Fact]
    public async Task An_offer_that_lapsed_is_told_as_such()
    {
        var reference = await texts.Offered();
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
        Assert.StartsWith($"{Spaced(reference)} was not answered in time and has moved on.", await texts.Text(East, $"Y {reference}"));
    }

    [Fact]
    public async Task What_has_ended_is_told_to_the_phone_that_had_it()
    {
        var reference = await texts.Offered();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" });
        Assert.Equal($"{Spaced(reference)} was withdrawn: nothing more to do.", await texts.Text(East, $"Y {reference}"));
        Assert.StartsWith($"{Spaced(await Accepted())} is accepted already.", await texts.Text(East, $"N 1 {accepted}"));
    }

    private async Task<string> Accepted()
    {
        accepted = await texts.Offered();
        await texts.Text(East, $"Y {accepted}");
        return accepted;
    }
}
