using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Objections;

/// <summary>
/// Brings a referral in line with what the person has said of sharing, open or not. What a service has accepted goes on; what is said holds
/// for what was before as for what comes after.
/// </summary>
public static class HonourObjection
{
    /// <param name="number">Whose objection it is: a referral that says another number by now is of somebody else.</param>
    /// <param name="objects">Whether the person objects now.</param>
    public static Decision Decide(Referral referral, NhsNumber? number, bool objects, DateTimeOffset now) =>
        referral.ErasedAt is not null || referral.Details.Person.NhsNumber != number || referral.ObjectsToSharing == objects ? Decision.Nothing
        : Decision.Of(objects ? new SharingObjected() : new SharingObjectionWithdrawn(), now);
}
