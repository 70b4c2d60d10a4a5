using System.Collections.Immutable;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>The clocks of a locality, and how breaches are told further.</summary>
public sealed record ClockRules(ImmutableArray<ClockRule> Rules, Escalation Escalation)
{
    /// <summary>
    /// What a locality goes by that says nothing else. Two hours and two days are national ("Community health services two-hour urgent
    /// community response standard", NHS England), five working days are Torbay's, six weeks Southend's ("Integrated Care and Support
    /// Pioneers", section 36), a quarter of an hour and half an hour those of the Cornwall hubs ("Single system to streamline all
    /// referrals is launched", Healthcare Leader).
    /// </summary>
    public static readonly ClockRules Standard = new(
    [
        new("ring-back", "Ring back for what is missing", ClockStart.Received, ClockStop.Completed, new(15, LengthUnit.Minutes)) { AtBreach = [Tell.Hub] },
        new("triage", "Triage", ClockStart.Received, ClockStop.Triaged, new(30, LengthUnit.Minutes))
        {
            Warning = new(null, 50), AtWarning = [Tell.Hub], AtBreach = [Tell.Hub], Escalates = true,
        },
        new("find-service", "Find a service", ClockStart.Wanted, ClockStop.Placed, new(30, LengthUnit.Minutes)) { AtBreach = [Tell.Hub] },
        new("hub", "Decide at the hub", ClockStart.HandedToHub, ClockStop.Placed, null) { AtBreach = [Tell.Hub] },
        new("answer", "Answer the offer", ClockStart.Offered, ClockStop.Answered, null) { Warning = new(null, 50), AtWarning = [Tell.Service] },
        new("two-hours", "See the person within 2 hours", ClockStart.Received, ClockStop.Seen, new(2, LengthUnit.Hours))
        {
            Urgencies = Triage.Flags.Of(Urgency.TwoHours), Warning = new(TimeSpan.FromMinutes(30), null), AtWarning = [Tell.Service, Tell.Lead], AtBreach = [Tell.Service, Tell.Hub],
            Escalates = true,
            Pauses = [new(PauseFor.InformationAskedFor, TimeSpan.FromMinutes(30)), new(PauseFor.NoAccess, TimeSpan.FromHours(1))],
        },
        new("two-days", "See the person within 2 days", ClockStart.Received, ClockStop.Seen, new(2, LengthUnit.Days))
        {
            Urgencies = Triage.Flags.Of(Urgency.TwoDays), Warning = new(TimeSpan.FromHours(12), null), AtWarning = [Tell.Service], AtBreach = [Tell.Service, Tell.Hub],
            WaitsInQuietHours = true,
            Pauses = [new(PauseFor.InformationAskedFor, TimeSpan.FromDays(1)), new(PauseFor.NoAccess, TimeSpan.FromDays(1))],
        },
        new("routine", "See the person within 5 working days", ClockStart.Received, ClockStop.Seen, new(5, LengthUnit.WorkingDays))
        {
            Urgencies = Triage.Flags.Of(Urgency.Routine), Warning = new(TimeSpan.FromDays(1), null), AtWarning = [Tell.Service], AtBreach = [Tell.Service],
            WaitsInQuietHours = true,
            Pauses = [new(PauseFor.InformationAskedFor, TimeSpan.FromDays(2)), new(PauseFor.NoAccess, TimeSpan.FromDays(2))],
        },
        new("review", "Review the support", ClockStart.Seen, ClockStop.Reviewed, new(7, LengthUnit.Days))
        {
            Warning = new(TimeSpan.FromDays(2), null), AtWarning = [Tell.Service], AtBreach = [Tell.Service], WaitsInQuietHours = true,
        },
        new("support", "End the support, or extend it", ClockStart.Seen, ClockStop.Closed, new(42, LengthUnit.Days))
        {
            Warning = new(TimeSpan.FromDays(2), null), AtWarning = [Tell.Service], AtBreach = [Tell.Service, Tell.Hub], WaitsInQuietHours = true,
        },
    ],
    new([], TimeSpan.FromMinutes(15), 2, new(22, 0), new(7, 0)));

    /// <summary>The rules for a strand that stop in some way.</summary>
    public IEnumerable<ClockRule> For(Pathway pathway, Urgency urgency, ClockStop to) => Rules.Where(r => r.To == to && r.AppliesTo(pathway, urgency));
}
