namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>Somebody at the hub, who answers for a referral until it is closed.</summary>
/// <param name="Id">An opaque id of the person.</param>
public sealed record HubPerson(string Id, string Name);

/// <summary>
/// A person at the hub takes a referral, hands it to another, or gives it back to the team. Who has the next action stays as it is:
/// the owner is whoever at the hub keeps an eye on it.
/// </summary>
public static class AssignReferral
{
    /// <param name="to">Who has it then; null for the team.</param>
    public static Decision Decide(Referral referral, HubPerson? to, DateTimeOffset now) =>
        referral.MergedInto is not null ? Refusal.Merged
        : referral.IsWithdrawn ? Refusal.Withdrawn
        : !referral.IsOpen ? Refusal.NothingToOwn
        : referral.HubOwner?.Id == to?.Id ? Decision.Nothing
        : Decision.Of(new Assigned(to?.Id, to?.Name), now);

    /// <summary>The same, unless somebody else has taken it since.</summary>
    /// <param name="seen">The id of whoever had it when this was asked for; null for the team.</param>
    public static Decision Decide(Referral referral, HubPerson? to, string? seen, DateTimeOffset now) =>
        Decide(referral, to, now) switch
        {
            { Facts.Count: > 0 } when referral.HubOwner?.Id != seen => Refusal.OwnedByAnother,
            var decision => decision,
        };

    /// <summary>What becomes of a referral when its owner's shift ends: whatever they no longer own, and whatever is closed, stays as it is.</summary>
    public static Decision HandOver(Referral referral, string from, HubPerson? to, DateTimeOffset now) =>
        referral.IsOpen && referral.HubOwner?.Id == from ? Decide(referral, to, now) : Decision.Nothing;
}
