namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>A provider sees who has its places, and says how many there are.</summary>
public sealed class CapacityPageTests : IAsyncLifetime
{
    private static readonly string Box = $"number-{Counted.Ward}";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(locality: Counted.Town(Counted.Slots(1), Counted.Unlimited));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_provider_sees_what_is_taken_and_sets_the_number()
    {
        var reference = await app.Refer(Counted.Form);
        await app.Settle();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Equal(302, (await nurse.Send("/worklist", [], to: $"/referrals/{reference}/1/accept")).Status);
        var page = await nurse.Open("/capacity");
        Assert.Contains("0 of 1", page.Text);
        Assert.Contains($"/referrals/{reference}", page.Html);
        Assert.Contains("href=\"/capacity\"", (await nurse.Open("/worklist")).Html);

        var set = await nurse.Send("/capacity", Typed("3"));
        Assert.Equal((302, $"/capacity?done={Counted.Ward}"), (set.Status, set.Location));
        Assert.Contains("Hospital at Home has 3 places.", (await nurse.Open(set.Location!)).Text);
        Assert.Contains("2 of 3", (await nurse.Open("/capacity")).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1000")]
    [InlineData("a few")]
    public async Task What_is_no_number_stands_there_as_typed_with_what_to_do(string typed)
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var page = await nurse.Send("/capacity", Typed(typed));
        Assert.Equal((422, typed), (page.Status, page.Value(Box)));
        Assert.Equal([Box], page.Summary);
        Assert.Contains("from 0 to 999", page.Error(Box));
    }

    [Theory]
    [InlineData("a token that is too old", 400)]
    [InlineData("a store that does not answer", 503)]
    public async Task What_could_not_be_taken_comes_back_as_typed_and_is_one_click_again(string trouble, int status)
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var open = await nurse.Open("/capacity");
        var typed = Typed("7");
        var asked = 0;
        if (status == 503)
            app.Ground.Tables.IsDown = table => table == "capacity" && asked++ == 0;
        else
            typed["__RequestVerificationToken"] = trouble;
        var page = await nurse.Send("/capacity", typed, from: open);
        app.Ground.Tables.IsDown = _ => false;
        Assert.Equal((status, "7"), (page.Status, page.Value(Box)));
        Assert.Equal(302, (await nurse.Send("/capacity", Typed("7"), from: page)).Status);
    }

    [Fact]
    public async Task Another_s_service_is_not_there_to_be_set()
    {
        using var other = await Browser.Of(app, TestApp.Reablement);
        Assert.Contains("None of your services counts its places.", (await other.Open("/capacity")).Text);
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        var token = await nurse.Open("/capacity");
        Assert.Equal(409, (await nurse.Send("/capacity", new() { ["service"] = Counted.Next, [$"number-{Counted.Next}"] = "3" }, from: token)).Status);
    }

    [Fact]
    public async Task Who_accepts_when_every_place_is_taken_reads_why_not_on_the_referral()
    {
        var (first, second) = (await app.Refer(Counted.Form), await app.Refer(Counted.Form));
        await app.Settle();
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Equal(302, (await nurse.Send("/worklist", [], to: $"/referrals/{first}/1/accept")).Status);
        var full = await nurse.Send($"/referrals/{second}", [], to: $"/referrals/{second}/1/accept");
        Assert.Equal(409, full.Status);
        Assert.Contains("Every place of the service is taken, so it was not accepted and has moved on.", full.Text);
        Assert.DoesNotContain("has changed since you opened the page", full.Text);
        Assert.Contains("Edith Example", full.Text);
        Assert.Contains("Declined by Hospital at Home: no capacity.", full.Text);
    }

    private static Dictionary<string, string> Typed(string number) => new() { ["service"] = Counted.Ward, [Box] = number };
}
