using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>
/// A strand ends with an outcome that its kind of support can have: the provider that has it closes it, or the hub while no service has
/// it, and then only with an outcome that needs no service. What the person needs next is asked for in the same act.
/// </summary>
public static class CloseStrand
{
    /// <param name="seen">The version of the referral that was looked at, where that is known: goals agreed later are not the ones that
    /// were scored.</param>
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode organisation, bool isHub, Ending ending, Locality town, DateTimeOffset now, int? seen = null)
    {
        if (referral.Strand(strandNumber) is { Stage: Stage.Closed } closed && closed.Outcome == ending.Outcome)
            return Decision.Nothing;
        if (WhyNot(referral, strandNumber, organisation, isHub, out var strand) is { } refusal)
            return refusal;
        if (!OutcomesOf(strand).Contains(ending.Outcome))
            return Refusal.WrongOutcome;
        if (Goal.WhyNot(strand, ending.Scores, seen) is { } wrongScores)
            return wrongScores;
        if (Instrument.WhyNot(ending.Instruments, town) is { } wrongInstruments)
            return wrongInstruments;
        if (!Ending.IsHours(ending.HoursBefore) || !Ending.IsHours(ending.HoursAfter))
            return Refusal.WrongHours;
        return EndOf(referral, strand, ending, now, out var ended) is { } wrongTime ? wrongTime : With(referral, new NewFact(
            new Closed(
                strand.Number, ending.Outcome, Free.Text(ending.Note), Goal.Kept(ending.Scores), ending.AdmissionAvoided, ending.HoursBefore,
                ending.HoursAfter, Instrument.Kept(ending.Instruments)), ended), ending.Onward, organisation, isHub, now);
    }

    /// <summary>What a strand can end with as it is now.</summary>
    public static IReadOnlyList<Outcome> OutcomesOf(Strand strand) => HasNoService(strand) ? Outcomes.WithoutService : Outcomes.For(strand.Pathway);

    private static bool HasNoService(Strand strand) => strand.Stage is Stage.WithHub or Stage.AwaitingOffer;

    private static Refusal? WhyNot(Referral referral, int number, OdsCode organisation, bool isHub, out Strand strand) =>
        StrandRules.Find(referral, number, out strand) is { } refusal ? refusal
        : HasNoService(strand) ? isHub ? null : Refusal.NotOfferedToYou
        : strand.Stage is Stage.OnOffer ? Refusal.NotAccepted
        : strand.Offers[^1].Provider != organisation ? Refusal.NotOfferedToYou
        : null;

    /// <summary>When it ended, or why that cannot be.</summary>
    private static Refusal? EndOf(Referral referral, Strand strand, Ending ending, DateTimeOffset now, out DateTimeOffset ended)
    {
        var began = strand.VisitedAt ?? (strand.Stage is Stage.Accepted ? strand.AcceptedAt : null) ?? strand.ClockFrom;
        ended = ending.Ended ?? (began > now ? began : now);
        return StrandRules.CheckTime(referral, ended, now) ?? (ended < began ? Refusal.EndBeforeStart : null);
    }

    /// <summary>The end, and what is asked for after it by the rules for any other strand.</summary>
    private static Decision With(Referral referral, NewFact end, Onward? onward, OdsCode organisation, bool isHub, DateTimeOffset now)
    {
        if (onward is null)
            return Decision.Of([end]);
        var after = referral.With(new Recorded(referral.Version + 1, end.Happened, now, Actor.System, null, end.Fact));
        var added = AddStrand.Decide(after, onward.Pathway, onward.Urgency, onward.Reason, organisation, isHub, now);
        return added.Refused is null ? Decision.Of([end, .. added.Facts]) : added;
    }
}
