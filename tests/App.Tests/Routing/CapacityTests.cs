using System.Collections.Immutable;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Tests.Routing;

/// <summary>Places are taken, given back, counted and never lost.</summary>
public sealed class CapacityTests : IAsyncLifetime
{
    private readonly Ground ground = Ground.Embedded();
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(ground, locality: Counted.Town(Counted.Slots(1), Counted.Unlimited));

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_finds_every_place_taken_is_told_so_and_the_referral_has_moved_on()
    {
        var (first, second) = (await Offered(), await Offered());
        Assert.Equal(200, (await Accept(first)).Status);
        var full = (await Accept(second, key: "once")).AssertProblem();
        Assert.Equal((409, "full"), (full.Status, full["refusal"]));
        Assert.Equal("full", (await Accept(second, key: "once"))["refusal"]);
        await app.Settle();

        var told = await app.As(TestApp.Gp).Ask($"/api/referrals/{second}");
        Assert.Equal(["strand-declined", "strand-offered"], told.Each("history", "type").TakeLast(2));
        Assert.Equal(Counted.Next, told["strands.0.service"]);
        Assert.Equal("not-offered-to-you", (await Accept(second))["refusal"]);
        Assert.Equal(["slot-001 " + first], await Slots());
    }

    [Fact]
    public async Task Nothing_is_offered_to_a_service_that_is_full_until_a_place_is_free_again()
    {
        var first = await Taken();
        var told = await app.As(TestApp.Gp).Ask($"/api/referrals/{await Offered()}");
        Assert.Equal(Counted.Next, told["strands.0.service"]);

        Assert.Equal(200, (await Close(first)).Status);
        await app.Settle();
        Assert.Equal(Counted.Ward, (await app.As(TestApp.Gp).Ask($"/api/referrals/{await Offered()}"))["strands.0.service"]);
        Assert.Empty(await Slots());
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("taken back")]
    public async Task A_place_is_given_back_when_what_had_it_is(string end)
    {
        var reference = await Taken();
        Assert.Equal(200, (end == "withdrawn"
            ? await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "other" })
            : await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/strands/1/offer", new { service = Counted.Next, reason = "Nearer" })).Status);
        await app.Settle();
        Assert.Empty(await Slots());
    }

    [Fact]
    public async Task A_process_that_dies_between_taking_a_place_and_recording_why_gives_it_back()
    {
        var reference = await Offered();
        await DieAccepting(reference);
        Assert.Equal(["slot-001 " + reference], await Slots());

        await Relay();
        Assert.Empty(await Slots());
        Assert.Equal(200, (await Accept(reference)).Status);
    }

    [Fact]
    public async Task An_acceptance_that_is_tried_again_has_the_place_that_the_first_had_taken_and_keeps_it()
    {
        var reference = await Offered();
        await DieAccepting(reference);
        app.Clock.Advance(ReferralJournal.UndoneAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Accept(reference)).Status);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await Relay();
        Assert.Equal(["slot-001 " + reference], await Slots());
    }

    [Fact]
    public async Task A_place_that_another_is_just_taking_is_not_taken_away_by_the_note_of_an_earlier_attempt()
    {
        var reference = await Offered();
        await DieAccepting(reference);
        app.Clock.Advance(ReferralJournal.UndoneAfter - TimeSpan.FromSeconds(1));
        await DieAccepting(reference);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.Get<RelayOutbox>().Run(default);
        Assert.Equal(["slot-001 " + reference], await Slots());
    }

    [Fact]
    public async Task A_place_that_is_being_taken_again_while_the_next_process_starts_is_left_alone()
    {
        var reference = await Offered();
        await DieAccepting(reference);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var started = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await DieAccepting(reference);
        await app.Get<RelayOutbox>().Run(started + ReferralJournal.UndoneAfter, default);
        Assert.Equal(["slot-001 " + reference], await Slots());
    }

    [Fact]
    public async Task A_place_that_was_taken_for_what_was_withdrawn_meanwhile_is_given_back_at_once()
    {
        var reference = await Offered();
        WithdrawWhilePlaceIsTaken(reference);
        Assert.Equal("withdrawn", (await Accept(reference))["refusal"]);
        Assert.Empty(await Slots());
        Assert.Equal("1", (await app.As(TestApp.RapidResponse).Ask("/api/capacity"))["0.free"]);
    }

    [Fact]
    public async Task What_was_accepted_without_a_place_gets_one_and_rows_that_nothing_supports_go()
    {
        var (other, reference) = (await Offered(), await Taken());
        await ground.Tables.Commit(Capacities.Table, "service-" + Counted.Ward, [Ports.Write.Delete("slot-001")]);
        await ground.Tables.Commit(Capacities.Table, "service-" + Counted.Ward, [Row(2, reference, offer: 99), Row(3, reference, offer: 4)]);
        await ground.Tables.Commit(Capacities.Table, "service-" + Counted.Ward, [Row(4, other, offer: 3)]);
        app.Clock.Advance(ReferralJournal.UndoneAfter * 2);
        var before = await ground.Rows("lists");

        await app.Get<RebuildLists>().Run(default);
        // The row of an offer that is not known is left to those who know of it.
        Assert.Equal(["slot-002 " + reference, "slot-003 " + reference], await Slots());
        Assert.Equal(before, await ground.Rows("lists"));
    }

    [Fact]
    public async Task The_number_that_a_provider_sets_counts_at_once_and_throws_nobody_out()
    {
        var provider = app.As(TestApp.RapidResponse);
        var (first, second) = (await Taken(), await Offered());
        var raised = await provider.Tell($"/api/services/{Counted.Ward}/capacity", new { number = 2 });
        Assert.Equal(("2", "1", first), (raised["total"], raised["free"], raised["taken.0.reference"]));
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{second}/strands/1/offer", new { service = Counted.Ward, reason = "A place more" });
        Assert.Equal(200, (await Accept(second)).Status);

        var lowered = await app.As(TestApp.Clinician).Tell($"/api/services/{Counted.Ward}/capacity", new { number = 0 });
        Assert.Equal(("0", "0"), (lowered["total"], lowered["free"]));
        Assert.Equal(second, (await provider.Ask("/api/capacity"))["0.taken.1.reference"]);
        Assert.Equal(2, (await Slots()).Count);
        Assert.Equal(Counted.Next, (await app.As(TestApp.Gp).Ask($"/api/referrals/{await Offered()}"))["strands.0.service"]);
    }

    [Theory]
    [InlineData("{\"number\": -1}", 422)]
    [InlineData("{\"number\": 1000}", 422)]
    [InlineData("{}", 422)]
    [InlineData("{\"number\": null}", 422)]
    [InlineData("{\"number\": 1.5}", 400)]
    [InlineData("{\"number\": \"many\"}", 400)]
    public async Task A_number_that_cannot_be_one_is_told(string body, int status)
    {
        var answer = (await app.As(TestApp.RapidResponse).TellRaw($"/api/services/{Counted.Ward}/capacity", body)).AssertProblem();
        Assert.Equal((status, "number"), (answer.Status, Assert.Single(answer.Errors)));
    }

    [Fact]
    public async Task A_provider_answers_for_its_own_services_alone()
    {
        Assert.Equal(403, (await app.As(TestApp.Reablement).Tell($"/api/services/{Counted.Ward}/capacity", new { number = 3 })).AssertProblem().Status);
        Assert.Equal(404, (await app.As(TestApp.Reablement).Tell($"/api/services/{Counted.Next}/capacity", new { number = 3 })).AssertProblem().Status);
        Assert.Empty((await app.As(TestApp.Reablement).Ask("/api/capacity")).Each("", "service"));
        Assert.Equal([Counted.Ward], (await app.As(TestApp.RapidResponse).Ask("/api/capacity")).Each("", "service"));
        Assert.Equal([Counted.Ward], (await app.As(TestApp.Clinician).Ask("/api/capacity")).Each("", "service"));
    }

    [Fact]
    public async Task A_visit_of_a_day_is_used_up_once_the_person_was_seen_and_free_again_tomorrow()
    {
        Use(Counted.Slots(1, CapacityUnit.VisitsADay), Counted.Unlimited);
        var reference = await Taken();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/visit");
        await Close(reference);
        await app.Settle();
        Assert.Equal(["2026-03-03-slot-001 " + reference], await Slots());
        Assert.Equal(Counted.Next, (await app.As(TestApp.Gp).Ask($"/api/referrals/{await Offered()}"))["strands.0.service"]);

        app.Clock.Set(new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero));
        var tomorrow = await Taken();
        Assert.Equal(["2026-03-04-slot-001 " + tomorrow], await Slots());
    }

    [Fact]
    public async Task What_a_service_that_is_closed_starts_tomorrow_takes_a_place_of_tomorrow()
    {
        var day = OpeningHours.Always with { Weekdays = [.. Enumerable.Repeat(ImmutableArray.Create(new OpenPeriod(8 * 60, 20 * 60, 20 * 60)), 7)] };
        Use(Counted.Slots(1, CapacityUnit.VisitsADay) with { Hours = day });
        var today = await Taken();
        app.Clock.Set(new(2026, 3, 3, 20, 0, 0, TimeSpan.Zero));
        var tomorrow = await Taken();
        Assert.Equal(["2026-03-03-slot-001 " + today, "2026-03-04-slot-001 " + tomorrow], await Slots());
        Assert.Equal(today, (await app.As(TestApp.RapidResponse).Ask("/api/capacity"))["0.taken.0.reference"]);
        Assert.Equal(["with-hub"], (await app.As(TestApp.Gp).Ask($"/api/referrals/{await Offered()}")).Each("strands", "stage").Take(1));

        await app.As(TestApp.Gp).Tell($"/api/referrals/{tomorrow}/withdraw", new { reason = "other" });
        await app.Settle();
        Assert.Equal(["2026-03-03-slot-001 " + today], await Slots());
    }

    [Fact]
    public async Task Places_are_in_line_again_with_a_service_that_ceased_to_count_them_and_began_again()
    {
        var first = await Taken();
        Use(Counted.Slots(1) with { Capacity = null });
        var second = await Taken();
        await Close(first);
        await app.Settle();
        await app.Get<RebuildLists>().Run(default);
        Assert.Empty(await ground.Rows(Capacities.Table));

        Use(Counted.Slots(5));
        await app.Get<RebuildLists>().Run(default);
        Assert.Equal(["slot-001 " + second], await Slots());
        Assert.Equal(4, (await app.Get<Capacities>().Free(Enum.GetValues<Pathway>(), default)).Of(Counted.Slots(5), app.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_number_that_routing_was_never_told_is_told_by_making_the_lists_anew()
    {
        await app.As(TestApp.RapidResponse).Tell($"/api/services/{Counted.Ward}/capacity", new { number = 3 });
        await ground.Tables.Commit(Capacities.Table, "summary", [Ports.Write.Delete(Counted.Ward)]);
        await app.Get<RebuildLists>().Run(default);
        Assert.Equal(3, (await app.Get<Capacities>().Free(Enum.GetValues<Pathway>(), default)).Of(Counted.Slots(1), app.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_visit_of_a_day_that_is_withdrawn_before_it_was_made_is_free_again_the_same_day()
    {
        Use(Counted.Slots(1, CapacityUnit.VisitsADay));
        var reference = await Taken();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "other" });
        await app.Settle();
        Assert.Empty(await Slots());
    }

    [Fact]
    public async Task An_acceptance_that_is_sent_twice_at_once_has_one_place()
    {
        var reference = await Offered();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Accept(reference)));
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        await app.Settle();
        Assert.Equal(["slot-001 " + reference], await Slots());
    }

    private static Ports.Write Row(int number, string reference, int offer) => Ports.Write.Insert($"slot-{number:D3}", new Dictionary<string, string>
    {
        ["reference"] = reference, ["strand"] = "1", ["offer"] = offer.ToString(), ["at"] = Times.Write(The.Start),
    });

    private void Use(params Service[] services) => app.Get<App.DirectoryOfServices.LocalityInForce>().Replace(Counted.Town(services), app.Clock.GetUtcNow());

    private async Task<string> Offered()
    {
        var reference = await app.Refer(Counted.Form);
        await app.Settle();
        return reference;
    }

    private async Task<string> Taken()
    {
        var reference = await Offered();
        Assert.Equal(200, (await Accept(reference)).Status);
        await app.Settle();
        return reference;
    }

    private Task<Answer> Accept(string reference, string? key = null) => app.As(TestApp.RapidResponse).Tell(
        $"/api/referrals/{reference}/strands/1/accept", null, [.. key is null ? [] : new[] { ("Idempotency-Key", key) }]);

    private Task<Answer> Close(string reference) => app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "same-support" });

    /// <summary>The place is taken, then the store answers no more, and the process ends.</summary>
    private async Task DieAccepting(string reference)
    {
        var asked = 0;
        ground.Tables.IsDown = table => table == Capacities.Table ? ++asked < 0 : table == ReferralJournal.Table && asked >= 2;
        Assert.Equal(503, (await Accept(reference)).Status);
        ground.Tables.IsDown = _ => false;
        await app.DisposeAsync();
        app = await TestApp.Start(ground, locality: Counted.Town(Counted.Slots(1), Counted.Unlimited));
    }

    private void WithdrawWhilePlaceIsTaken(string reference)
    {
        var asked = 0;
        ground.Tables.IsDown = table =>
        {
            if (table == Capacities.Table && ++asked == 2)
                Task.Run(() => app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "other" })).Wait();
            return false;
        };
    }

    /// <summary>As the next process does when it starts, a second later.</summary>
    private async Task Relay()
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Get<RelayOutbox>().Run(app.Clock.GetUtcNow() + ReferralJournal.UndoneAfter, default);
        await app.Settle();
    }

    /// <summary>The places that are taken, and by what.</summary>
    private async Task<IReadOnlyList<string>> Slots() =>
        [.. (await ground.Tables.Range(Capacities.Table, "service-" + Counted.Ward)).Where(r => r.Key != "about").Select(r => $"{r.Key} {r["reference"]}")];
}
