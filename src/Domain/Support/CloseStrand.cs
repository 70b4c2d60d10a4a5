using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>
/// A strand ends with an outcome: the provider that has it closes it, or the hub while no service has it, and then only with an
/// outcome that needs no service.
/// </summary>
public static class CloseStrand
{
    private static readonly Outcome[] WithoutService = [Outcome.AdviceGiven, Outcome.BackToGp, Outcome.Died, Outcome.PersonDeclined];

    /// <param name="scores">Of each goal at the end, in their order; null to score none.</param>
    /// <param name="seen">The version of the referral that was looked at, where that is known: goals agreed later are not the ones that
    /// were scored.</param>
    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode organisation, bool isHub, Outcome outcome, string? note, DateTimeOffset now,
        IReadOnlyList<int?>? scores = null, int? seen = null)
    {
        if (referral.Strand(strandNumber) is { Stage: Stage.Closed } closed && closed.Outcome == outcome)
            return Decision.Nothing;
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Stage is Stage.WithHub or Stage.AwaitingOffer)
        {
            if (!isHub)
                return Refusal.NotOfferedToYou;
            if (!WithoutService.Contains(outcome))
                return Refusal.WrongOutcome;
        }
        else if (strand.Stage is Stage.OnOffer)
            return Refusal.NotAccepted;
        else if (strand.Offers[^1].Provider != organisation)
            return Refusal.NotOfferedToYou;
        if (Goal.WhyNot(strand, scores, seen) is { } wrong)
            return wrong;
        return Decision.Of(new Closed(strand.Number, outcome, Free.Text(note), Goal.Kept(scores)), now);
    }
}
