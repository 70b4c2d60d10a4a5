using System.Collections.Frozen;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Tests.Reporting;

/// <summary>Every time that a service had no place counts once, in numbers and never by reference.</summary>
public sealed class UnmetNeedTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(locality: Counted.Town(Counted.Slots(0) with
    {
        Catchment = new("all", "All", FrozenSet.Create("SS1", "SS2"), [], []),
    }));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Whom_no_service_has_a_place_for_the_hub_rings_round_for()
    {
        var reference = await app.Refer(Counted.Form);
        await app.Settle();
        using var hub = await Browser.Of(app, TestApp.Clinician);
        using var gp = await Browser.Of(app, TestApp.Gp);
        var page = (await hub.Open($"/referrals/{reference}")).Text;
        Assert.Contains("No service has capacity now", page);
        Assert.Contains("Ring these", page);
        Assert.Contains($"Hospital at Home: {Counted.WardPhone}", page);
        Assert.DoesNotContain("Ring these", (await gp.Open($"/referrals/{reference}")).Text);
    }

    [Fact]
    public async Task It_is_counted_once_however_often_the_lists_are_made_and_by_the_month_in_England()
    {
        app.Clock.Set(new(2026, 6, 30, 23, 30, 0, TimeSpan.Zero));
        var reference = await app.Refer(Counted.Form);
        await app.Settle();
        var before = await app.Ground.Rows(Lists.Table);
        await app.Get<RebuildLists>().Run(default);
        Assert.Equal(before, await app.Ground.Rows(Lists.Table));

        var hub = app.As(TestApp.Clinician);
        var july = await hub.Ask("/api/unmet-need?month=2026-07");
        Assert.Equal(("2026-07", "1", "intermediate-care", "SS1"), (july["month"], july["all.count"], july["byPathway.0.of"], july["byDistrict.0.of"]));
        Assert.Equal(july.Body, (await hub.Ask("/api/unmet-need")).Body);
        Assert.DoesNotContain(reference, july.Body);
        Assert.Equal("0", (await hub.Ask("/api/unmet-need?month=2026-06"))["all.count"]);
    }

    [Fact]
    public async Task A_commissioner_is_told_fewer_than_five_and_from_five_the_number()
    {
        var commissioner = app.As(TestApp.Commissioner);
        Assert.Equal("0", (await commissioner.Ask("/api/unmet-need"))["all.shown"]);
        for (var i = 0; i < 4; i++)
            await app.Refer(Counted.Form);
        await app.Settle();
        var few = await commissioner.Ask("/api/unmet-need");
        Assert.Equal(("", "fewer than 5", "fewer than 5"), (few["all.count"], few["all.shown"], few["byDistrict.0.shown"]));
        Assert.Equal("4", (await app.As(TestApp.Clinician).Ask("/api/unmet-need"))["all.count"]);

        await app.Refer(Counted.Form);
        await app.Settle();
        Assert.Equal("5", (await commissioner.Ask("/api/unmet-need"))["all.count"]);
        using var browser = await Browser.Of(app, TestApp.Commissioner);
        var page = await browser.Open("/unmet-need");
        Assert.Contains("March 2026: 5 times", page.Text);
        Assert.Contains("Intermediate care", page.Text);
    }

    [Fact]
    public async Task A_number_that_is_hidden_cannot_be_had_by_subtracting_the_others_from_the_total()
    {
        for (var i = 0; i < 6; i++)
            await app.Refer(Counted.Form);
        await app.Refer(Counted.Form with { Postcode = "SS2 6XX" });
        await app.Settle();
        var commissioner = await app.As(TestApp.Commissioner).Ask("/api/unmet-need");
        Assert.Equal(("5", "True"), (commissioner["all.count"], commissioner["isRounded"]));
        Assert.Equal(["5", "fewer than 5"], commissioner.Each("byDistrict", "shown"));
        Assert.Equal(["6", "1"], (await app.As(TestApp.Clinician).Ask("/api/unmet-need")).Each("byDistrict", "shown"));
        using var browser = await Browser.Of(app, TestApp.Commissioner);
        Assert.Contains("rounded to the nearest 5", (await browser.Open("/unmet-need")).Text);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        Assert.DoesNotContain("rounded", (await hub.Open("/unmet-need")).Text);
    }

    [Theory]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("March")]
    [InlineData("2026-03-01")]
    public async Task A_month_that_cannot_be_read_is_told(string month)
    {
        Assert.Equal(["month"], (await app.As(TestApp.Clinician).Ask($"/api/unmet-need?month={month}")).AssertProblem().Errors);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var page = await hub.Open($"/unmet-need?month={month}");
        Assert.Equal((422, month), (page.Status, page.Value("month")));
        Assert.Contains("like 2026-11", page.Error("month"));
    }
}
