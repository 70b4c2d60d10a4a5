using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>
/// What the passing of time brings to a referral: warnings, breaches, offers that lapse, breaches that are told further, follow-ups that
/// fall due. Each is decided by the facts and its moment alone, so that a timer that is late, or fires twice, changes nothing.
/// </summary>
public static class WatchClocks
{
    /// <summary>One commit has room for so many, each with what it owes; the rest is due at once again.</summary>
    private const int MostAtOnce = 30;

    /// <summary>Something that falls due.</summary>
    /// <param name="At">When it is to be told: its own moment, or the end of the quiet hours that it fell in.</param>
    private sealed record Falling(DateTimeOffset At, DateTimeOffset Happened, Fact Fact);

    /// <summary>Everything that has fallen due, in the order in which it did.</summary>
    public static Decision Decide(Referral referral, Locality town, DateTimeOffset now)
    {
        var facts = new List<NewFact>();
        while (facts.Count < MostAtOnce && Next(referral, town) is { } next && next.At <= now)
        {
            var happened = next.Fact is Lapsed ? now : next.Happened;
            facts.Add(new(next.Fact, happened));
            referral = referral.With(new(referral.Version + 1, happened, now, Actor.System, null, next.Fact));
        }
        return Decision.Of(facts);
    }

    /// <summary>When the next thing falls due, if nothing happens before; at last the end of the time that it is kept. Null when nothing will.</summary>
    public static DateTimeOffset? NextMoment(Referral referral, Locality town) => Next(referral, town)?.At ?? town.Retention.EndOf(referral);

    private static Falling? Next(Referral referral, Locality town) =>
        ReferralClocks.Of(referral, town).SelectMany(c => c.IsRunning ? Running(c, referral, town) : Over(c, referral))
            .Concat(FollowUpsOf(referral, town))
            .OrderBy(f => f.At).ThenBy(f => f.Happened).FirstOrDefault();

    private static IEnumerable<Falling> FollowUpsOf(Referral referral, Locality town) =>
        FollowUps.ToOpen(referral, town.FollowUps).Select(f => new Falling(f.At, f.At, f.Fact))
            .Concat(FollowUps.Open(referral).Select(f => (Asked: f, Clock: new ClockId(f.FollowUp, f.Strand, f.Due))).Where(f => !WasBreached(referral, f.Clock))
                .Select(f => new Falling(AfterQuiet(f.Asked.Due, town), f.Asked.Due, new ClockBreached(f.Clock, NextActions.Of(referral, f.Asked).Owner))));

    /// <summary>A clock that ran out before it ended, and of which nobody was told: it is on record all the same, and can be explained.</summary>
    private static IEnumerable<Falling> Over(Clock clock, Referral referral) =>
        clock.Ended > clock.WorkingDue && clock.Rule.To is not ClockStop.Answered && !WasBreached(referral, clock.Id)
            ? [new(clock.WorkingDue, clock.WorkingDue, new ClockBreached(clock.Id, ServiceOf(clock, referral), IsOver: true))] : [];

    private static IEnumerable<Falling> Running(Clock clock, Referral referral, Locality town)
    {
        var told = referral.Tellings.FindAll(t => t.Fact.Clock == clock.Id);
        var breach = told.Find(t => t.Fact is ClockBreached);
        if (breach is null && clock.WarnAt is { } warnAt && !told.Exists(t => t.Fact is ClockWarned))
            yield return new(ToBeTold(clock.Rule, warnAt, town), warnAt, new ClockWarned(clock.Id, clock.WorkingDue, ServiceOf(clock, referral)));
        if (breach is null && clock.Rule.To is ClockStop.Answered)
            yield return new(clock.WorkingDue, clock.WorkingDue, new Lapsed(clock.Id.Strand!.Value, referral.Strand(clock.Id.Strand.Value)!.Offers[^1].Service));
        else if (breach is null)
            yield return new(ToBeTold(clock.Rule, clock.WorkingDue, town), clock.WorkingDue, new ClockBreached(clock.Id, ServiceOf(clock, referral)));
        else if (clock.Rule.Escalates && !told.Exists(t => t.Fact is BreachAcknowledged))
        {
            var step = told.Count(t => t.Fact is BreachEscalated) + 1;
            var at = ToBeTold(clock.Rule, told.FindLast(t => t.Fact is ClockBreached or BreachEscalated)!.ToldAt + town.Clocks.Escalation.RepeatEvery, town);
            if (town.Clocks.Escalation.At(step, town.Hub.OnCall) is not null)
                yield return new(at, at, new BreachEscalated(clock.Id, step));
        }
    }

    private static DateTimeOffset ToBeTold(ClockRule rule, DateTimeOffset at, Locality town) =>
        rule.WaitsInQuietHours ? AfterQuiet(at, town) : at;

    private static DateTimeOffset AfterQuiet(DateTimeOffset at, Locality town) =>
        WorkingTime.AfterQuiet(at, town.Clocks.Escalation.QuietFrom, town.Clocks.Escalation.QuietUntil);

    private static bool WasBreached(Referral referral, ClockId clock) => referral.Tellings.Exists(t => t.Fact is ClockBreached && t.Fact.Clock == clock);

    private static string? ServiceOf(Clock clock, Referral referral) => clock.Id.Strand is { } strand ? referral.Strand(strand)?.Current?.Service : null;
}
