using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>
/// A clinician at the hub decides pathway and urgency of a strand otherwise than the rules, with a reason, until a service has
/// seen the person. What a service has of it is taken back, and a service for the new decision is found.
/// </summary>
public static class OverrideTriage
{
    /// <param name="seen">The version of the referral that the clinician looked at; null when that is not known.</param>
    public static Decision Decide(
        Referral referral, int strandNumber, Pathway pathway, Urgency urgency, string? reason, DateTimeOffset now, int? seen = null)
    {
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Pathway == pathway && strand.Urgency == urgency && !strand.AskClinician)
            return Decision.Nothing;
        if (strand.Stage is Stage.Visited)
            return Refusal.BeingSupported;
        if (strand.DecidedIn > seen)
            return Refusal.DecidedMeanwhile;
        return Free.Text(reason) is { } because
            ? Decision.Of([.. OfferByHand.TakeBack(strand, because), new Overridden(strand.Number, pathway, urgency, because)], now)
            : Refusal.ReasonMissing;
    }
}
