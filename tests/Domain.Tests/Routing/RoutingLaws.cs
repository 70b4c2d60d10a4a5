using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Routing;

/// <summary>What holds of any referral, by any rules, in any town, at any time.</summary>
public sealed class RoutingLaws
{
    [Fact]
    public void Whatever_is_open_has_one_owner_one_next_action_and_one_due_time() => Any.Always(any =>
    {
        var (referral, _) = Routed(any.Referral(), any.Town(), any.Now(), any);
        Assert.All(referral.Strands, strand =>
        {
            Assert.True(strand.Stage is Stage.OnOffer or Stage.WithHub);
            var action = NextActions.Of(referral, strand, The.Town)!;
            Assert.NotEmpty(action.Owner);
            Assert.True(action.Due > referral.Received);
        });
        Assert.NotNull(NextActions.Of(referral, The.Town));
        Assert.Equal(Enumerable.Range(1, referral.Strands.Count), referral.Strands.Select(s => s.Number));
    });

    [Fact]
    public void The_same_gives_the_same() => Any.Always(any =>
    {
        var (submitted, town, now) = (any.Referral(), any.Town(), any.Now());
        var free = any.Free(town);
        Assert.Equal(Told(submitted, town, free, now), Told(submitted, town, free, now));
    });

    [Fact]
    public void The_order_of_the_directory_changes_nothing() => Any.Always(any =>
    {
        var (submitted, town, now) = (any.Referral(), any.Town(), any.Now());
        var free = any.Free(town);
        Assert.Equal(Told(submitted, town, free, now), Told(submitted, town with { Services = [.. town.Services.Reverse()] }, free, now));
    });

    [Fact]
    public void One_more_service_leaves_nobody_without_an_offer_who_had_one() => Any.Always(any =>
    {
        var (submitted, town, now) = (any.Referral(), any.Town(), any.Now());
        var free = any.Free(town);
        var before = Routed(submitted, town, free, now);
        var after = Routed(submitted, town with { Services = town.Services.Add(any.Service("service-new")) }, free, now);
        Assert.True(after.Strands.Any(s => s.Stage is Stage.OnOffer) || before.Strands.All(s => s.Stage is not Stage.OnOffer));
        foreach (var strand in before.Strands.Where(s => s.Stage is Stage.OnOffer && after.Strand(s.Number)?.Pathway == s.Pathway))
            Assert.Equal(Stage.OnOffer, after.Strand(strand.Number)!.Stage);
    }, 1500);

    [Fact]
    public void A_red_flag_means_999_and_an_alert_to_the_hub_whatever_the_rules_say() => Any.Always(any =>
    {
        var (submitted, town, now) = (any.Referral(), any.Town(), any.Now());
        var details = new Details(submitted.Person, submitted.Story, submitted.CallBack, submitted.Need);
        var advised = AdviseEmergency.Of(details, town, OrganisationKind.GpPractice, now);
        Assert.Equal(submitted.Need.Assessment.RedFlags, advised?.RedFlags ?? []);
        if (advised is null)
            return;
        var recorded = new Recorded(2, now, now, Actor.System, 1, advised);
        var (referral, _) = Routed(submitted, town, now, any, advised);
        Assert.Equal([town.Hub.AlertPhone], TextMessages.Of(referral, recorded, town).Select(t => t.To));
        Assert.Equal(HandedOverBecause.ClinicianDecides, referral.Strands[0].HubBecause);
        Assert.True(NextActions.Of(referral, referral.Strands[0], The.Town) is { Todo: Todo.Decide } todo && todo.Due == now + RouteReferral.HubRingsWithin);
    });

    [Fact]
    public void Nothing_that_is_not_known_keeps_a_referral_from_being_triaged() => Any.Always(any =>
    {
        var submitted = any.Referral();
        var known = submitted with { Need = submitted.Need with { Assessment = Assessment.None } };
        Assert.NotEmpty(Routed(known, any.Town(), any.Now(), any).Referral.Strands);
    });

    [Fact]
    public void Every_service_of_the_kind_is_compared_once_and_none_that_fits_is_better_than_the_chosen_one() => Any.Always(any =>
    {
        var (of, town, now, pathway) = (any.Case(), any.Town(40), any.Now(), any.Of<Pathway>());
        var free = any.Free(town, now);
        var wanted = new Wanted(pathway, of, new("SS1", "SS1 2", null), now + TimeSpan.FromHours(48));
        var (chosen, passedOver) = CompareServices.For(wanted, town, free, now);
        Assert.Equal(
            town.Services.Where(s => s.Pathway == pathway).Select(s => s.Id).Order(StringComparer.Ordinal),
            passedOver.Select(p => p.Service).Concat(chosen is null ? [] : [chosen.Service.Id]).Order(StringComparer.Ordinal));
        var fits = town.Services.Where(s => s.Id == chosen?.Service.Id || passedOver.Any(p => p.Service == s.Id && p.Because >= WhyNot.StartsLater)).ToList();
        Assert.Equal(fits.Count == 0, chosen is null);
        var best = fits
            .OrderBy(Starts).ThenByDescending(s => free.Of(s, Starts(s)) ?? int.MaxValue)
            .ThenBy(s => town.Distance(s, "SS1") ?? double.MaxValue).ThenBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal);
        Assert.Equal(best.FirstOrDefault()?.Id, chosen?.Service.Id);

        DateTimeOffset Starts(Service service) => service.Hours.NextTaking(town.Moment(free.ClosureOf(service, now)?.Until ?? now))!.Value + service.StartsWithin;
    });

    [Fact]
    public void A_service_that_is_chosen_takes_referrals_by_then_and_is_not_full() => Any.Always(any =>
    {
        var (town, now) = (any.Town(40), any.Now());
        var free = any.Free(town, now);
        var seeBy = now + TimeSpan.FromHours(2);
        var chosen = CompareServices.For(new(any.Of<Pathway>(), any.Case(), new("SS1", "SS1 2", null), seeBy), town, free, now).Chosen;
        if (chosen is null)
            return;
        Assert.True(chosen.Takes >= now && chosen.Takes <= seeBy);
        Assert.Equal(Openness.TakesReferrals, chosen.Service.Hours.At(town.Moment(chosen.Takes)));
        Assert.Null(free.ClosureOf(chosen.Service, chosen.Takes));
        Assert.NotEqual(0, free.Of(chosen.Service, chosen.Starts));
    });

    private static (Referral Referral, IReadOnlyList<Fact> Facts) Routed(Submitted submitted, Locality town, DateTimeOffset now, Any any, params Fact[] before)
    {
        var facts = Facts(submitted, town, any.Free(town), now, before);
        return (Referral.From(The.Reference, facts), [.. facts.Select(f => f.Fact)]);
    }

    private static Referral Routed(Submitted submitted, Locality town, FreeCapacity free, DateTimeOffset now) =>
        Referral.From(The.Reference, Facts(submitted, town, free, now));

    private static string Told(Submitted submitted, Locality town, FreeCapacity free, DateTimeOffset now) =>
        string.Join('\n', Facts(submitted, town, free, now).Select(f => Given.Told(f.Fact)));

    /// <summary>The facts of a referral that is triaged and routed at once.</summary>
    private static List<Recorded> Facts(Submitted submitted, Locality town, FreeCapacity free, DateTimeOffset now, params Fact[] before)
    {
        var facts = new List<Recorded> { new(1, now, now, The.Gp, null, submitted) };
        Add(before);
        Add(TriageReferral.Decide(Now(), town, [], now).Facts.Select(f => f.Fact));
        Add(RouteReferral.Decide(Now(), town, free, now).Facts.Select(f => f.Fact));
        return facts;

        Referral Now() => Referral.From(The.Reference, facts);
        void Add(IEnumerable<Fact> more) => facts.AddRange([.. more.Select((f, i) => new Recorded(facts.Count + 1 + i, now, now, Actor.System, 1, f))]);
    }
}
