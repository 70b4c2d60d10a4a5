using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>What one strand of support adds to the measures. All moments are in UTC.</summary>
/// <param name="Service">The service that has it, or had it when it ended; null where none did.</param>
/// <param name="From">When it was asked for: the receipt of the referral, or of what brought the strand later.</param>
/// <param name="UrgencySince">When it was triaged with the urgency that it has.</param>
/// <param name="SeenAt">First contact face to face.</param>
/// <param name="EndedAt">When it was closed, or withdrawn with the referral; null while it is open.</param>
/// <param name="Periods">Every stage that it has left, in their order.</param>
/// <param name="Until">By when the support was to end at first; null before the person was seen, and where no rule says it.</param>
/// <param name="ExtendedUntil">Until when it was extended; null where it was not.</param>
/// <param name="GoalChange">The mean of end less start, over the goals that were scored at both; null where none was.</param>
/// <param name="AdmissionAvoided">As the provider said; null where it did not.</param>
public sealed record StrandContribution(
    int Number, Pathway Pathway, Urgency Urgency, string? Service, DateTimeOffset From, DateTimeOffset UrgencySince, DateTimeOffset? SeenAt,
    DateTimeOffset? EndedAt, IReadOnlyList<Period> Periods, IReadOnlyList<DeclineContribution> Declines, DateTimeOffset? Until,
    DateTimeOffset? ExtendedUntil, Outcome? Outcome, decimal? GoalChange, IReadOnlyList<InstrumentChange> Instruments, bool? AdmissionAvoided,
    decimal? HoursBefore, decimal? HoursAfter)
{
    internal static StrandContribution Of(Referral referral, Strand strand, IReadOnlyList<Recorded> facts, IReadOnlyList<Period> periods, Locality town)
    {
        var own = facts.Where(f => f.Fact is StrandFact of && of.Strand == strand.Number).Select(f => f.Fact).ToList();
        var closed = own.OfType<Closed>().FirstOrDefault();
        return new(
            strand.Number, strand.Pathway, strand.Urgency, ServiceOf(strand, periods), strand.ClockFrom, strand.UrgencySince, strand.VisitedAt,
            strand.ClosedAt ?? referral.EndedAt, periods, [.. own.OfType<Declined>().Select(d => new DeclineContribution(d.Reason, d.Service))],
            ReferralClocks.SupportUntil(strand with { ExtendedUntil = null }, town), strand.ExtendedUntil, strand.Outcome, ChangeOf(strand),
            [.. closed is null ? [] : ChangesOf(own, closed, town)], closed?.AdmissionAvoided, closed?.HoursBefore, closed?.HoursAfter);
    }

    private static string? ServiceOf(Strand strand, IReadOnlyList<Period> periods) => strand.Stage switch
    {
        Stage.Accepted or Stage.Visited => strand.Current?.Service,
        Stage.Closed when periods is [.., { Stage: Stage.Accepted or Stage.Visited } last] => last.Service,
        _ => null,
    };

    private static decimal? ChangeOf(Strand strand)
    {
        if (strand.Agreed is not { } agreed || strand.EndScores is not { } ends)
            return null;
        var changes = agreed.Goals.Zip(ends, (goal, end) => end - goal.Score).OfType<int>().ToList();
        return changes.Count == 0 ? null : (decimal)changes.Sum() / changes.Count;
    }

    /// <summary>From the first score of each instrument to that at the end.</summary>
    private static IEnumerable<InstrumentChange> ChangesOf(List<Fact> own, Closed closed, Locality town) =>
        from end in closed.Instruments ?? []
        let start = own.OfType<GoalsAgreed>().SelectMany(g => g.Instruments ?? []).FirstOrDefault(i => i.Instrument == end.Instrument)
        where start is not null
        let change = end.Score - start.Score
        select new InstrumentChange(end.Instrument, change, IsBetter(town.Instruments.FirstOrDefault(i => i.Id == end.Instrument), change));

    private static bool IsBetter(Instrument? instrument, int change) => instrument?.HigherIsBetter == false ? change < 0 : change > 0;
}

/// <summary>That a service declined, and why.</summary>
public sealed record DeclineContribution(DeclineReason Reason, string Service);

/// <summary>How far a person moved on a scale of the locality.</summary>
/// <param name="Change">The end less the start.</param>
/// <param name="IsBetter">The person moved to the better side of the scale.</param>
public sealed record InstrumentChange(string Instrument, int Change, bool IsBetter);
