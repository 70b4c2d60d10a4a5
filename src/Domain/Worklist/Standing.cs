using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>Where a referral stands, as far as it may be told to any professional who knows the person's NHS number: not who has it, nor why.</summary>
/// <param name="SeeBy">By when the person is to be seen, once a service has accepted; in UTC.</param>
public sealed record Standing(Stage Stage, DateTimeOffset? SeeBy)
{
    /// <summary>Of several strands, the one that is to be acted on soonest; what the hub has counts as waiting for a service.</summary>
    public static Standing Of(Referral referral, Locality town)
    {
        if (!referral.IsOpen)
            return new(Stage.Closed, null);
        var strand = referral.Strands.Where(s => s.IsOpen).MinBy(s => NextActions.Of(referral, s, town)!.Due);
        return strand?.Stage switch
        {
            null or Stage.WithHub => new(Stage.AwaitingOffer, null),
            Stage.Accepted => new(Stage.Accepted, ReferralClocks.SeeBy(strand, town)),
            var stage => new(stage.Value, null),
        };
    }

    public string Sentence(DateTimeOffset now) => Stage switch
    {
        Stage.AwaitingOffer or Stage.WithHub => "A service is being found.",
        Stage.OnOffer => "It is on offer to a service.",
        Stage.Accepted => $"A service has accepted it{(SeeBy is { } by ? $", and the person is to be seen by {Plain.Moment(by, now)}" : "")}.",
        Stage.Visited => "The person has been seen and is supported.",
        Stage.Closed => "It is closed.",
        _ => throw new InvalidOperationException($"No sentence tells {Stage}."),
    };
}
