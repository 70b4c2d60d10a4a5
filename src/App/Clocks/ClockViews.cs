using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.App.Clocks;

/// <summary>A clock of a referral as the API tells it; all moments in UTC.</summary>
/// <param name="Rule">The id of the locality's rule.</param>
/// <param name="Strand">The strand; null where it is about the referral as a whole.</param>
/// <param name="Due">When it runs out if nothing pauses it.</param>
/// <param name="WorkingDue">The same with its pauses.</param>
/// <param name="IsPaused">It waits for somebody else now.</param>
/// <param name="Ended">When it was stopped, or what it was about ended; null while it runs.</param>
/// <param name="MinutesTaken">How long it took, in whole minutes; null where what it waited for has not happened.</param>
/// <param name="IsBreached">It ran out before it ended, or has by now.</param>
/// <param name="WarnedAt">When a warning was told; null where none was.</param>
/// <param name="BreachToldAt">When the breach was told; null where it was not.</param>
/// <param name="IsAcknowledged">Somebody sees to the breach.</param>
/// <param name="LateBecause">Why it was late, where somebody has said.</param>
/// <param name="Sentence">How it stands, in words.</param>
public sealed record ClockView(
    string Rule, string Name, int? Strand, DateTimeOffset Since, DateTimeOffset Due, DateTimeOffset WorkingDue, bool IsPaused, DateTimeOffset? Ended,
    int? MinutesTaken, bool IsBreached, DateTimeOffset? WarnedAt, DateTimeOffset? BreachToldAt, bool IsAcknowledged, LateBecause? LateBecause, string Sentence)
{
    public static IReadOnlyList<ClockView> Of(Referral referral, Locality town, DateTimeOffset now) => [.. ReferralClocks.Of(referral, town).Select(clock =>
    {
        var told = referral.Tellings.FindAll(t => t.Fact.Clock == clock.Id);
        var breach = Breaches.Of(referral).FirstOrDefault(b => b.Clock == clock.Id);
        return new ClockView(
            clock.Rule.Id, clock.Rule.Name, clock.Id.Strand, clock.Id.Since, clock.Due, clock.WorkingDue, clock.IsPausedAt(now), clock.Ended,
            (int?)clock.TimeTaken?.TotalMinutes, clock.IsBreachedAt(now), told.Find(t => t.Fact is ClockWarned)?.ToldAt, told.Find(t => t.Fact is ClockBreached)?.ToldAt,
            breach is { IsAcknowledged: true }, breach?.Explained?.Because, PlainClock.Stands(clock, breach, now));
    })];
}

/// <summary>How long the first contact took by both of the national definitions, in whole minutes, never paused ("Community health services
/// two-hour urgent community response standard", NHS England: from receipt; and from when it was triaged as needing that).</summary>
/// <param name="FromReceived">Null as long as nobody has seen the person.</param>
public sealed record ResponseView(DateTimeOffset Received, DateTimeOffset Triaged, int? FromReceived, int? FromTriaged)
{
    public static ResponseView Of(Strand strand) =>
        new(strand.ClockFrom, strand.UrgencySince, Minutes(strand.ClockFrom, strand.VisitedAt), Minutes(strand.UrgencySince, strand.VisitedAt));

    private static int? Minutes(DateTimeOffset from, DateTimeOffset? seen) => seen is { } at ? Contribution.Minutes(from, at) : null;
}
