namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>Every way to tell a service something has failed: the hub is to know, as long as it matters.</summary>
public static class ReportNotReached
{
    /// <param name="offer">The number of the fact with the offer that it was to be told of.</param>
    public static Decision Decide(Referral referral, int offer, DateTimeOffset now) =>
        referral.Strands.FirstOrDefault(s => s.Current?.FactNumber == offer) is { Stage: Stage.OnOffer, IsUntold: false } strand && !referral.IsWithdrawn
            ? Decision.Of(new ServiceNotReached(strand.Number, strand.Current!.Service, offer), now)
            : Decision.Nothing;

    /// <summary>The same of what is no offer. Of what is late or due the hub hears in any case.</summary>
    /// <param name="fact">The number of the fact that it was to be told.</param>
    public static Decision Decide(Referral referral, string service, int fact, TextKind about, DateTimeOffset now) =>
        about is TextKind.TakenBack or TextKind.AddedTo or TextKind.Withdrawn or TextKind.Duplicate or TextKind.Question or TextKind.Message
            && referral.Strands.FirstOrDefault(s => s.Offers.Exists(o => o.Service == service)) is { } strand && strand.NotTold != fact
            ? Decision.Of(new ServiceNotReached(strand.Number, service, fact, about), now)
            : Decision.Nothing;
}
