using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>
/// The hub, or a provider that has accepted part of the referral, asks for one more strand of support: after the first, as
/// reablement after rapid response, or beside it. It is routed like the others, and tells the same story.
/// </summary>
public static class AddStrand
{
    public static Decision Decide(
        Referral referral, Pathway pathway, Urgency urgency, string? reason, OdsCode organisation, bool isHub, DateTimeOffset now)
    {
        if (referral.IsWithdrawn)
            return referral.MergedInto is null ? Refusal.Withdrawn : Refusal.Merged;
        if (referral.Strands.IsEmpty)
            return Refusal.NotTriagedYet;
        if (referral.ObjectsToSharing)
            return Refusal.ObjectsToSharing;
        if (!isHub && !referral.Strands.Any(s => HasTaken(s, organisation)))
            return Refusal.NotTakenByYou;
        if (referral.Strands.Any(s => s.IsOpen && s.Pathway == pathway))
            return Refusal.AlreadyWanted;
        return Free.Text(reason) is { } because
            ? Decision.Of(new StrandAdded(referral.NextStrand, pathway, urgency, AddedBecause.Asked, because), now)
            : Refusal.ReasonMissing;
    }

    /// <summary>Whether the last service that had a strand on offer was one of the organisation's, and took it.</summary>
    private static bool HasTaken(Strand strand, OdsCode organisation) =>
        strand.Offers is [.., var last] && last.Provider == organisation && !last.WasTakenBack && strand.AcceptedAt >= last.OfferedAt;
}
