using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>
/// A strand ends with an outcome: the provider that has it closes it, or the hub while no service has it, and then only with an
/// outcome that needs no service.
/// </summary>
public static class CloseStrand
{
    private static readonly Outcome[] WithoutService = [Outcome.AdviceGiven, Outcome.BackToGp, Outcome.Died, Outcome.PersonDeclined];

    public static Decision Decide(
        Referral referral, int strandNumber, OdsCode organisation, bool isHub, Outcome outcome, string? note, DateTimeOffset now)
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
        return Decision.Of(new Closed(strand.Number, outcome, Free.Text(note)), now);
    }
}
