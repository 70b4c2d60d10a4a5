using SinglePointOfReferral.Domain.Audit;
namespace SinglePointOfReferral.Domain.Worklist;

/// <content>Why things were decided so, and what came of them.</content>
public static partial class Plain
{
    public static string Of(GlassReason reason) => reason switch
    {
        GlassReason.ImmediateDanger => "the person is in immediate danger",
        GlassReason.PersonIsWithMe => "the person is with me now",
        GlassReason.AskedByHub => "the hub asked me to",
        GlassReason.Safeguarding => "safeguarding",
        GlassReason.Other => "another reason",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(DeclineReason reason) => reason switch
    {
        DeclineReason.NoCapacity => "no capacity",
        DeclineReason.OutsideCatchment => "outside the area it covers",
        DeclineReason.NotEligible => "the person is not eligible",
        DeclineReason.NeedsHospital => "the person needs hospital care",
        DeclineReason.AlreadyKnown => "the person is already supported",
        DeclineReason.Other => "another reason",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.NoOngoingSupport => "no ongoing support is needed",
        Outcome.ReducedSupport => "less support than before",
        Outcome.SameSupport => "the same support as before",
        Outcome.MoreSupport => "more support than before",
        Outcome.AdmittedToHospital => "admitted to hospital",
        Outcome.MovedToCareHome => "moved to a care home",
        Outcome.Died => "the person died",
        Outcome.PersonDeclined => "the person declined",
        Outcome.CouldNotContact => "the person could not be contacted",
        Outcome.AdviceGiven => "advice given to the referrer",
        Outcome.BackToGp => "back to the GP",
        Outcome.MovedAway => "the person moved away",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string Of(FollowUpResult result) => result switch
    {
        FollowUpResult.AtHome => "at home",
        FollowUpResult.InHospital => "in hospital",
        FollowUpResult.InCareHome => "in a care home",
        FollowUpResult.Died => "the person died",
        FollowUpResult.CouldNotContact => "the person could not be contacted",
        FollowUpResult.Objected => "the person does not want to be asked",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    public static string Of(LateBecause because) => because switch
    {
        LateBecause.NotEnoughStaff => "not enough staff",
        LateBecause.Travel => "traffic or distance",
        LateBecause.MoreUrgentCalls => "more urgent calls came first",
        LateBecause.NoAccess => "nobody answered or let us in",
        LateBecause.WaitedForInformation => "we waited for information",
        LateBecause.AddressWrong => "the address was wrong",
        LateBecause.ReferredLate => "the referral reached us late",
        LateBecause.OfferedLate => "services took long to answer",
        LateBecause.RecordedLate => "it was done in time and recorded late",
        LateBecause.Other => "another reason",
        _ => throw new ArgumentOutOfRangeException(nameof(because)),
    };

    public static string Of(NoAccess reason) => reason switch
    {
        NoAccess.NobodyAnswered => "nobody answered",
        NoAccess.PersonOut => "the person was out",
        NoAccess.PersonRefused => "the person did not want to be seen",
        NoAccess.NotSafeForStaff => "it was not safe for staff",
        NoAccess.WrongAddress => "the address was wrong",
        NoAccess.Other => "another reason",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(WithdrawReason reason) => reason switch
    {
        WithdrawReason.NoLongerNeeded => "no longer needed",
        WithdrawReason.AdmittedToHospital => "the person was admitted to hospital",
        WithdrawReason.PersonObjects => "the person objects",
        WithdrawReason.MadeInError => "made in error",
        WithdrawReason.AlreadyReferred => "the person was referred already",
        WithdrawReason.Other => "another reason",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(HandedOverBecause because) => because switch
    {
        HandedOverBecause.ClinicianDecides => "a clinician decides first",
        HandedOverBecause.AdviceWanted => "advice is to be given, or the GP asked",
        HandedOverBecause.NoServiceOfThatKind => "the directory has no service of that kind",
        HandedOverBecause.OutsideEveryCatchment => "no service of that kind covers the postcode",
        HandedOverBecause.EveryServiceTried => "every service that could take it has declined or not answered",
        HandedOverBecause.NoCapacity => "no service has capacity now",
        HandedOverBecause.NothingOpen => "no service that could take it opens in time",
        HandedOverBecause.NotEligible => "the person is not eligible for any service of that kind",
        _ => throw new ArgumentOutOfRangeException(nameof(because)),
    };
}
