using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.Domain.Values;
using static SinglePointOfReferral.App.Tests.Telephone.TextsIn;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A duty phone answers by text.</summary>
public sealed class SmsInTests : IAsyncLifetime
{
    private TestApp app = null!;
    private TextsIn texts = null!;

    public async Task InitializeAsync() => texts = new(app = await TestApp.Start(locality: Counted.TheWard));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Y_and_the_reference_accepts_what_is_on_offer_to_the_service_of_the_phone()
    {
        var reference = await texts.Offered();
        Assert.Equal(
            $"{Spaced(reference)} accepted. See the person by 11:00. When you know, reply ETA and minutes. Then VISITED.", await texts.Text(East, $"Y {Spaced(reference)}"));
        var shown = await texts.Shown(reference);
        Assert.Equal("accepted", shown["strands.0.stage"]);
        Assert.Equal("Duty phone, Rapid Response East", shown.Each("history", "by")[^1]);
        await app.Settle();
        Assert.Single(await app.Texts(), t => t.Body.Contains("has accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yes_alone_is_enough_where_one_is_on_offer_and_the_whole_visit_goes_by_text()
    {
        var reference = await texts.Offered();
        Assert.StartsWith($"{Spaced(reference)} accepted.", await texts.Text(East, "yes"));
        await app.Settle();
        Assert.Equal($"{Spaced(reference)}: you are expected at 09:40. Reply VISITED when you have seen the person.", await texts.Text(East, "eta 40 min"));
        app.Clock.Advance(TimeSpan.FromMinutes(35));
        Assert.StartsWith($"{Spaced(reference)}: seen at 09:35.", await texts.Text(East, "Visited"));
        var shown = await texts.Shown(reference);
        Assert.Equal(("visited", The.Start.AddMinutes(35).UtcDateTime), (shown["strands.0.stage"], DateTimeOffset.Parse(shown["strands.0.visitedAt"]).UtcDateTime));
        await app.Settle();
        foreach (var again in new[] { "visited", $"visited {reference}" })
            Assert.StartsWith($"{Spaced(reference)}: recorded already, seen at 09:35.", await texts.Text(East, again));
        Assert.StartsWith($"{Spaced(reference)} was accepted and visited already.", await texts.Text(East, $"Y {reference}"));
        Assert.StartsWith($"{Spaced(reference)}: the visit is recorded", await texts.Text(East, $"ETA 10 {reference}"));
    }

    [Fact]
    public async Task A_word_about_a_visit_counts_what_was_accepted_a_moment_ago()
    {
        var one = await texts.Offered();
        await texts.Text(East, $"Y {one}");
        Assert.StartsWith($"{Spaced(one)}: you are expected at ", await texts.Text(East, "ETA 40"));
        await app.Settle();
        var other = await texts.Offered();
        await texts.Text(East, $"Y {other}");
        Assert.StartsWith("Which? ", await texts.Text(East, "Visited"));
        Assert.Equal("accepted", (await texts.Shown(one))["strands.0.stage"]);
    }

    [Fact]
    public async Task Where_two_are_on_offer_and_none_is_named_it_is_asked_which()
    {
        var (one, other) = (await texts.Offered(), await texts.Offered());
        var asked = await texts.Text(East, "Y");
        Assert.Matches(@"^Which\? \d{4} \d{4} or \d{4} \d{4}\. Reply Y and its number\.$", asked);
        Assert.Contains(Spaced(one), asked, StringComparison.Ordinal);
        Assert.Contains(Spaced(other), asked, StringComparison.Ordinal);
        Assert.Equal("on-offer", (await texts.Shown(one))["strands.0.stage"]);
        Assert.StartsWith($"{Spaced(other)} accepted.", await texts.Text(East, $"y{other}"));
        await app.Settle();
        Assert.StartsWith($"{Spaced(one)} accepted.", await texts.Text(East, "Y"));
    }

    [Fact]
    public async Task N_with_the_number_of_a_reason_declines_and_it_moves_on()
    {
        var reference = await texts.Offered();
        Assert.Equal("Why? Reply N and a number: 1 no capacity, 2 out of area, 3 not eligible, 4 hospital, 5 known, 6 other.", await texts.Text(East, "No"));
        Assert.StartsWith("Why? Reply N", await texts.Text(East, "N 7"));
        Assert.Equal("on-offer", (await texts.Shown(reference))["strands.0.stage"]);
        Assert.Equal($"{Spaced(reference)} declined, reason 1, no capacity. It moves on: nothing more to do.", await texts.Text(East, "N 1"));
        await app.Settle();
        Assert.Equal("with-hub", (await texts.Shown(reference))["strands.0.stage"]);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(
            $"{Spaced(reference)} was declined by your service at 09:00 and has moved on. If you can take it after all, telephone the hub on {Hub}.", await texts.Text(East, $"Y {reference}"));
    }

    [Fact]
    public async Task What_was_texted_is_on_the_list_first_so_that_yes_alone_never_means_the_other()
    {
        var one = await texts.Offered();
        var other = await app.Refer(The.Form with { NhsNumber = null, Name = "Another Example" });
        await app.Get<TriageReferralStep>().Run(new(The.Read<Reference>(other), 1), default);
        await app.Get<RouteReferralStep>().Run(new(The.Read<Reference>(other), 2), default);
        await app.Get<SendMessageStep>().Run(new(The.Read<Reference>(other), 3), default);
        Assert.Contains(await app.Texts(), t => t.Body.Contains(Spaced(other), StringComparison.Ordinal));
        Assert.StartsWith("Which?", await texts.Text(East, "Y"));
        Assert.Equal("on-offer", (await texts.Shown(one))["strands.0.stage"]);
    }

    [Fact]
    public async Task A_phone_answers_for_its_own_services_alone_and_is_not_told_what_exists()
    {
        var reference = await texts.Offered();
        var answers = new[] { await texts.Text(West, $"Y {reference}"), await texts.Text(WardPhone, $"Y {reference}"), await texts.Text(East, $"Y {The.OtherReference.Text}") };
        Assert.Equal($"{Spaced(reference)} is not with this phone. Check the number, or telephone the hub on {Hub}.", answers[0]);
        Assert.Single(answers.Select(a => a[9..]).Distinct());
        Assert.StartsWith("Nothing waits for an answer from this phone.", await texts.Text(WardPhone, "Y"));
        Assert.Equal("on-offer", (await texts.Shown(reference))["strands.0.stage"]);
    }

    [Fact]
    public async Task Where_every_place_is_taken_it_says_so_and_the_referral_moves_on()
    {
        await app.As(TestApp.Clinician).Tell($"/api/services/{Counted.Ward}/capacity", new { number = 0 });
        await app.As(TestApp.Clinician).Tell($"/api/services/{Counted.Ward}/capacity", new { number = 1 });
        var (one, other) = (await texts.Offered(Counted.Form), await texts.Offered(Counted.Form with { Name = "Another Example" }));
        Assert.StartsWith($"{Spaced(one)} accepted.", await texts.Text(WardPhone, $"Y {one}"));
        Assert.StartsWith($"{Spaced(other)} not accepted: every place of the service is taken.", await texts.Text(WardPhone, $"Y {other}", "SMfull"));
        Assert.StartsWith($"{Spaced(other)} not accepted: every place of the service is taken.", await texts.Text(WardPhone, $"Y {other}", "SMfull"));
    }
}
