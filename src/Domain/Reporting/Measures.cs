using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>Every measure that there is; docs/measures.md is made from it.</summary>
public static class Measures
{
    private const string Standard = "\"Community health services two-hour urgent community response standard\", NHS England";
    private const string Framework = "Adult Social Care Outcomes Framework, older people still at home 91 days after discharge";
    private const string Pioneers = "\"Integrated Care and Support Pioneers\", section 36: support for up to six weeks";
    private const string Ours = "Ours";
    private static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);

    public static readonly IReadOnlyList<Measure> All =
    [
        new("referrals-received", "Referrals received", MeasureKind.Count,
            "Referrals, those withdrawn too; duplicates that were merged are not counted", "referrals", "", Ours,
            (c, _) => [Whole(c)]) { IsTotal = true },
        new("withdrawn", "Referrals withdrawn", MeasureKind.Share, "Referrals that were taken back as a whole", "those withdrawn", "referrals received", Ours,
            (c, _) => [Whole(c) with { IsMet = c.IsWithdrawn }]),
        new("two-hours-from-received", "Seen within 2 hours of being asked for", MeasureKind.Share,
            "Strands that are to be seen within two hours, from receipt to first contact face to face; nothing pauses it", "seen in time",
            "seen, or late: open still, or ended unseen after the time was up", Standard, (c, now) => InTime(c, Urgency.TwoHours, s => s.From, TwoHours, now)),
        new("two-hours-from-triaged", "Seen within 2 hours of triage", MeasureKind.Share, "The same from when it was triaged as so urgent", "seen in time",
            "seen, or late: open still, or ended unseen after the time was up", Standard, (c, now) => InTime(c, Urgency.TwoHours, s => s.UrgencySince, TwoHours, now)),
        new("two-days-from-received", "Seen within 2 days of being asked for", MeasureKind.Share,
            "Strands that are to be seen within two days, from receipt to first contact face to face; nothing pauses it", "seen in time",
            "seen, or late: open still, or ended unseen after the time was up", Standard, (c, now) => InTime(c, Urgency.TwoDays, s => s.From, TwoDays, now)),
        new("two-days-from-triaged", "Seen within 2 days of triage", MeasureKind.Share, "The same from when it was triaged as so urgent", "seen in time",
            "seen, or late: open still, or ended unseen after the time was up", Standard, (c, now) => InTime(c, Urgency.TwoDays, s => s.UrgencySince, TwoDays, now)),
        new("ended-unseen", "Ended without being seen", MeasureKind.Share,
            "Strands that were closed or withdrawn before anybody saw the person", "ended unseen", "strands that ended", Ours,
            (c, _) => Each(c, s => s.EndedAt is not null, s => new() { IsMet = s.SeenAt is null })),
        new("response-minutes", "Minutes until the person was seen", MeasureKind.Size,
            "From receipt to first contact face to face, by how soon it was to be", "", "strands seen", Standard,
            (c, _) => Each(c, s => s.SeenAt is not null, s => new() { Of = Code.Of(s.Urgency), Value = Contribution.Minutes(s.From, s.SeenAt!.Value) }))
        {
            NameOf = Named<Urgency>(Plain.Of),
        },
        Time("time-finding", "Minutes to find a service", Stage.AwaitingOffer, "with nobody, until it was offered, handed to the hub or ended"),
        Time("time-on-offer", "Minutes on offer", Stage.OnOffer, "on offer to one service"),
        Time("time-with-hub", "Minutes with the hub", Stage.WithHub, "with the hub, until it was offered or closed"),
        Time("time-to-be-seen", "Minutes from acceptance until seen", Stage.Accepted, "accepted, until the person was seen, or it was taken back or ended"),
        Time("time-supported", "Minutes supported", Stage.Visited, "supported, until it was closed"),
        new("declines", "Declined", MeasureKind.Division, "Offers that a service declined, by reason", "those of the reason", "all declines", Ours,
            (c, _) => c.Strands.SelectMany(s => s.Declines.Select(d => In(s.Pathway, d.Service) with { Of = Code.Of(d.Reason) })))
        {
            NameOf = Named<DeclineReason>(Plain.Of),
        },
        new("unmet-need", "A service had no place", MeasureKind.Count,
            "Times that a service declined for want of capacity, or, where none did, that the hub took it for that", "times", "", Ours,
            (c, _) => c.Unmet.Select(u => In(u.Pathway, u.Service))),
        new("episode-days", "Days of support", MeasureKind.Size, "Days in England from first contact to the end", "", "strands seen that ended", Pioneers,
            (c, _) => Each(c, s => s is { SeenAt: not null, EndedAt: not null }, s => new() { Value = Days(s.SeenAt!.Value, s.EndedAt!.Value) })),
        new("over-running", "Support longer than it was to last", MeasureKind.Share,
            "Support that went on beyond its first end, extended or not", "beyond the first end", "strands seen that have an end", Pioneers,
            (c, now) => Each(c, s => s.Until is not null, s => new() { IsMet = (s.EndedAt ?? now) > s.Until })),
        new("over-running-extension", "Support longer than was agreed", MeasureKind.Share,
            "Support that went on beyond its end without being extended, or beyond that", "beyond the end as extended", "strands seen that have an end", Pioneers,
            (c, now) => Each(c, s => s.Until is not null, s => new() { IsMet = (s.EndedAt ?? now) > (s.ExtendedUntil ?? s.Until) })),
        new("goal-change", "Nearer to the person's goals", MeasureKind.Size,
            "Per strand the mean of end less start, over the goals of the last agreement that were scored at both",
            "nearer than at the start", "strands with such a goal", Ours,
            (c, _) => Each(c, s => s.GoalChange is not null, s => new() { IsMet = s.GoalChange > 0, Value = s.GoalChange })),
        new("instrument-change", "Change by another instrument", MeasureKind.Size,
            "End less first score, by instrument", "moved to the better side", "strands scored at both", Ours,
            (c, _) => c.Strands.SelectMany(s => s.Instruments.Select(i => Of(s) with { Of = i.Instrument, IsMet = i.IsBetter, Value = i.Change }))),
        new("outcomes", "Closed", MeasureKind.Division, "Strands that were closed, by outcome", "those of the outcome", "all that were closed", Ours,
            (c, _) => Each(c, s => s.Outcome is not null, s => new() { Of = Code.Of(s.Outcome!.Value) }))
        {
            NameOf = Named<Outcome>(Plain.Of),
        },
        new("admission-avoided", "Admission avoided", MeasureKind.Share,
            "Whether the provider thinks that the person would have been admitted otherwise", "yes", "yes or no", Ours,
            (c, _) => Each(c, s => s.AdmissionAvoided is not null, s => new() { IsMet = s.AdmissionAvoided })),
        new("admission-not-said", "Admission avoided, not said", MeasureKind.Share,
            "Strands that were seen and closed without an answer to that", "no answer", "strands seen and closed", Ours,
            (c, _) => Each(c, s => s is { SeenAt: not null, Outcome: not null }, s => new() { IsMet = s.AdmissionAvoided is null })),
        new("hours-saved", "Hours of support a week saved", MeasureKind.Size,
            "Hours a week before the support less hours after it", "fewer than before", "strands with both", Ours,
            (c, _) => Each(c, s => s is { HoursBefore: not null, HoursAfter: not null },
                s => new() { IsMet = s.HoursAfter < s.HoursBefore, Value = s.HoursBefore - s.HoursAfter })),
        new("at-home-91-days", "At home at 91 days", MeasureKind.Share,
            "Where the person was when last asked; died, in hospital, in a care home, not reached and not asked for 14 days are not at home", "at home",
            "people supported to the end, answered or due; not those who objected or moved away", Framework,
            (c, now) => c.AtHome is { } home && home.CountsFrom <= now ? [Behind(c, home.Strand) with { IsMet = home.IsAtHome }] : []),
        new("late-reasons", "Late because of", MeasureKind.Division,
            "Clocks that ran out and were explained, by reason", "those of the reason", "all that were explained", Ours,
            (c, _) => c.Late.Select(l => Behind(c, l.Strand) with { Of = Code.Of(l.Because) }))
        {
            NameOf = Named<LateBecause>(Plain.Of),
        },
    ];

    private static Measure Time(string code, string name, Stage stage, string when) => new(
        code, name, MeasureKind.Size, $"Minutes {when}; each time by itself, once it is over", "", "times", Ours,
        (c, _) => c.Strands.SelectMany(s => s.Periods.Where(p => p.Stage == stage).Select(p => In(s.Pathway, p.Service) with { Value = p.Minutes })));

    private static IEnumerable<Case> InTime(Contribution of, Urgency urgency, Func<StrandContribution, DateTimeOffset> since, TimeSpan limit, DateTimeOffset now) => Each(
        of, s => s.Urgency == urgency && (s.SeenAt is not null || (s.EndedAt ?? now) - since(s) > limit),
        s => new() { IsMet = s.SeenAt - since(s) <= limit });

    private static IEnumerable<Case> Each(Contribution of, Func<StrandContribution, bool> counts, Func<StrandContribution, Case> what) =>
        of.Strands.Where(counts).Select(s => what(s) with { Pathways = [s.Pathway], Services = [s.Service] });

    private static Case Of(StrandContribution strand) => In(strand.Pathway, strand.Service);

    private static Case In(Pathway pathway, string? service) => new([pathway], [service]);

    private static Case Behind(Contribution of, int? strand) => of.Strands.FirstOrDefault(s => s.Number == strand) is { } found ? Of(found) : Whole(of);

    /// <summary>The referral as a whole counts once wherever it has a strand.</summary>
    private static Case Whole(Contribution of) => of.Strands.Count == 0
        ? new([null], [null])
        : new([.. of.Strands.Select(s => (Pathway?)s.Pathway).Distinct()], [.. of.Strands.Select(s => s.Service).Distinct()]);

    private static int Days(DateTimeOffset from, DateTimeOffset until) =>
        Math.Max(0, Contribution.DayOf(until).DayNumber - Contribution.DayOf(from).DayNumber);

    private static Func<string, string> Named<T>(Func<T, string> name) where T : struct, Enum => of => Code.TryRead(of, out T value) ? name(value) : of;
}
