using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>Some weeks after, the provider that supported the person, or the hub for it, says where they are.</summary>
public static class FollowUpPerson
{
    /// <summary>Why it cannot be answered now; null when it can.</summary>
    /// <param name="followUp">The id of the locality's follow-up.</param>
    public static Refusal? WhyNot(Referral referral, string followUp, OdsCode organisation, bool isHub) =>
        referral.MergedInto is not null ? Refusal.Merged
        : Find(referral, followUp) is not { } asked ? Refusal.NoSuchFollowUp
        : !isHub && referral.Strand(asked.Strand)!.Offers[^1].Provider != organisation ? Refusal.NotYourFollowUp
        : asked.Result is not null ? Refusal.AlreadyFollowedUp
        : FollowUps.Open(referral).Contains(asked) ? null : Refusal.FollowUpsStopped;

    public static Decision Decide(
        Referral referral, string followUp, OdsCode organisation, bool isHub, FollowUpResult result, string? note, DateTimeOffset now) =>
        WhyNot(referral, followUp, organisation, isHub) switch
        {
            null => Decision.Of(new FollowedUp(Find(referral, followUp)!.Strand, followUp, result, Free.Text(note)), now),
            Refusal.AlreadyFollowedUp when Find(referral, followUp)!.Result == result => Decision.Nothing,
            { } refusal => refusal,
        };

    private static Asked? Find(Referral referral, string followUp) => referral.FollowUps.Find(f => f.FollowUp == followUp);
}
