namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>Every way to tell a service of an offer has failed: the hub is to see it, as long as the offer stands.</summary>
public static class ReportNotReached
{
    /// <param name="offer">The number of the fact with the offer.</param>
    public static Decision Decide(Referral referral, int offer, DateTimeOffset now) =>
        referral.Strands.FirstOrDefault(s => s.Current?.FactNumber == offer) is { Stage: Stage.OnOffer, IsUntold: false } strand && !referral.IsWithdrawn
            ? Decision.Of(new ServiceNotReached(strand.Number, strand.Current!.Service, offer), now)
            : Decision.Nothing;
}
