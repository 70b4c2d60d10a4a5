using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Messages;

/// <summary>A message as it stands on a referral.</summary>
/// <param name="Number">The number of its fact, by which an answer names it.</param>
/// <param name="By">The organisation that sent it.</param>
public sealed record Message(int Number, MessageSent Said, OdsCode By, DateTimeOffset At);

/// <summary>Who of those with a part in a referral is meant.</summary>
public enum Side
{
    Referrer,

    /// <summary>Whichever service has it.</summary>
    Service,

    Hub,
}

/// <summary>Whom messages are for.</summary>
public static class Sides
{
    /// <summary>Where an organisation stands: whoever neither refers nor was offered any of it is the hub.</summary>
    public static Side Of(Referral referral, OdsCode organisation) =>
        referral.IsReferredBy(organisation) ? Side.Referrer
        : referral.WasOfferedTo(organisation) ? Side.Service
        : Side.Hub;

    public static bool HasService(Referral referral) => referral.Strands.Any(s => s.Current is not null);

    /// <summary>Whom a message is for now: what a service was asked that no longer has the referral falls to the hub.</summary>
    /// <param name="by">The organisation that sent it.</param>
    public static Side For(Referral referral, MessageSent said, OdsCode by) =>
        Reached(referral, said.To ?? (referral.IsReferredBy(by) ? Side.Service : Side.Referrer));

    /// <summary>How many questions wait for an answer of this side.</summary>
    public static int Asked(Referral referral, Side side) => referral.Questions.Count(q => For(referral, q.Said, q.By) == side);

    /// <summary>The service as long as one has the referral, otherwise the hub in its place.</summary>
    public static Side Reached(Referral referral, Side side) => side is Side.Service && !HasService(referral) ? Side.Hub : side;
}
