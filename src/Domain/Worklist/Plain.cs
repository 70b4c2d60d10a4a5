using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>Codes and times as people say them, in England.</summary>
public static partial class Plain
{
    public static string Of(Reason reason) => reason switch
    {
        Reason.Fall => "a fall without serious injury",
        Reason.Frailty => "worsening frailty",
        Reason.ReducedFunction => "reduced function or mobility",
        Reason.PalliativeCrisis => "a palliative or end-of-life crisis",
        Reason.Equipment => "urgent equipment",
        Reason.Confusion => "new or increased confusion",
        Reason.Catheter => "urgent catheter care",
        Reason.Diabetes => "urgent support for diabetes",
        Reason.CarerBreakdown => "a carer who cannot go on",
        Reason.HospitalDischarge => "support after a hospital stay",
        Reason.Recovery => "recovery and rehabilitation",
        Reason.Loneliness => "loneliness",
        Reason.CarerStrain => "a carer under strain",
        Reason.Other => "another need",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(Urgency urgency) => urgency switch
    {
        Urgency.TwoHours => "within 2 hours",
        Urgency.TwoDays => "within 2 days",
        Urgency.Routine => "within 5 days",
        _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
    };

    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.PreventAdmission => "to prevent a hospital stay",
        Purpose.SupportDischarge => "to support a discharge",
        Purpose.Recover => "to recover",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    public static string Of(Pathway pathway) => pathway switch
    {
        Pathway.RapidResponse => "rapid response",
        Pathway.Reablement => "reablement",
        Pathway.IntermediateCare => "intermediate care",
        Pathway.VoluntarySector => "the voluntary sector",
        Pathway.Advice => "advice",
        _ => throw new ArgumentOutOfRangeException(nameof(pathway)),
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
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
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

    public static string Of(WhyNot because) => because switch
    {
        WhyNot.OutsideCatchment => "it does not cover the postcode",
        WhyNot.ReferrerNotPermitted => "it does not take referrals from this kind of organisation",
        WhyNot.Age => "it does not see people of this age",
        WhyNot.PurposeNotServed => "it is not for this purpose",
        WhyNot.NotEligible => "the person is not eligible",
        WhyNot.HadItBefore => "it has declined or not answered",
        WhyNot.Closed => "it is closed",
        WhyNot.PastCutOff => "it takes no more referrals today",
        WhyNot.ClosedToNew => "it is closed to new referrals",
        WhyNot.Full => "it is full",
        WhyNot.StartsLater => "it would start later",
        WhyNot.HasLessFree => "it has less capacity free",
        WhyNot.IsFurtherAway => "it is further away",
        WhyNot.NameComesLater => "it fits as well; the first by name was chosen",
        _ => throw new ArgumentOutOfRangeException(nameof(because)),
    };

    /// <summary>Why a service was not chosen; of one that is closed to new referrals, until when and why.</summary>
    public static string Of(PassedOver passed) => Of(passed.Because)
        + (passed.Closure is { } closure ? $" until {Time(closure.Until)} ({Of(closure.Because)})" : "");

    public static string Of(ClosedBecause because) => because switch
    {
        ClosedBecause.Full => "full",
        ClosedBecause.StaffIll => "staff ill",
        ClosedBecause.ShortOfStaff => "short of staff",
        ClosedBecause.Infection => "an outbreak of infection",
        ClosedBecause.BadWeather => "bad weather",
        ClosedBecause.SystemsDown => "its systems are down",
        ClosedBecause.Other => "another reason",
        _ => throw new ArgumentOutOfRangeException(nameof(because)),
    };

    public static string Of(RedFlag flag) => flag switch
    {
        RedFlag.Airway => "a blocked airway, or a severe allergic reaction",
        RedFlag.Breathless => "too breathless to speak in sentences",
        RedFlag.ChestPain => "crushing pain in the chest",
        RedFlag.FastHeart => "a very fast heartbeat, and unwell",
        RedFlag.RigidAbdomen => "a rigid abdomen with fever",
        RedFlag.Sepsis => "signs of sepsis",
        RedFlag.Stroke => "signs of a stroke",
        RedFlag.Unconscious => "unconscious, or was unconscious",
        RedFlag.Seizure => "a seizure that goes on",
        RedFlag.Bleeding => "severe bleeding",
        RedFlag.SeriousInjury => "an injured head, back or hip, or a possible fracture",
        RedFlag.LongLie => "on the floor for more than an hour",
        RedFlag.HeadInjuryOnBloodThinners => "a head injury while taking blood thinners",
        RedFlag.CaudaEquina => "new numbness of the saddle, or loss of bladder or bowel control, with back pain",
        RedFlag.SuicidalIntent => "a plan to end their life",
        _ => throw new ArgumentOutOfRangeException(nameof(flag)),
    };

    public static string Of(Circumstance circumstance) => circumstance switch
    {
        Circumstance.BloodThinners => "takes blood thinners",
        Circumstance.LivesAlone => "lives alone",
        Circumstance.CarerTakenIll => "their carer has been taken ill or into hospital",
        Circumstance.Dementia => "has dementia",
        Circumstance.CannotBeAloneAtNight => "cannot safely be alone at night",
        Circumstance.LastDaysOfLife => "is in the last days or weeks of life",
        Circumstance.FrequentAttender => "has been in A&E five times or more this year",
        Circumstance.MentalHealthCrisis => "is in a mental health crisis",
        Circumstance.Safeguarding => "may need safeguarding",
        Circumstance.CannotGetUp => "is on the floor, unhurt, and cannot get up",
        Circumstance.HospitalAtHomeCare => "needs hospital care that can be given at home",
        Circumstance.HomeUnsafe => "their home is not safe to be in as it is",
        _ => throw new ArgumentOutOfRangeException(nameof(circumstance)),
    };

    public static string Of(SharingBasis basis) => basis switch
    {
        SharingBasis.PersonAgrees => "the person agrees to this referral",
        SharingBasis.BestInterests => "the person cannot decide it, and it is in their best interests",
        SharingBasis.CouldNotAsk => "the person could not be asked in time",
        _ => throw new ArgumentOutOfRangeException(nameof(basis)),
    };

    public static string Of(Residence residence) => residence switch
    {
        Residence.OwnHome => "own home",
        Residence.ShelteredHousing => "sheltered or extra-care housing",
        Residence.CareHome => "care home",
        Residence.NursingHome => "nursing home",
        Residence.Hospital => "in hospital now",
        Residence.NoFixedAddress => "no fixed address",
        _ => throw new ArgumentOutOfRangeException(nameof(residence)),
    };

    /// <summary>The grades of the Clinical Frailty Scale (Rockwood, version 2.0).</summary>
    public static string Frailty(int grade) => grade switch
    {
        1 => "very fit",
        2 => "fit",
        3 => "managing well",
        4 => "living with very mild frailty",
        5 => "living with mild frailty",
        6 => "living with moderate frailty",
        7 => "living with severe frailty",
        8 => "living with very severe frailty",
        9 => "terminally ill",
        _ => throw new ArgumentOutOfRangeException(nameof(grade)),
    };

    public static string Of(Consciousness consciousness) => consciousness switch
    {
        Consciousness.Alert => "alert",
        Consciousness.Confusion => "newly confused",
        Consciousness.Voice => "responds to voice",
        Consciousness.Pain => "responds to pain",
        Consciousness.Unresponsive => "unresponsive",
        _ => throw new ArgumentOutOfRangeException(nameof(consciousness)),
    };

    public static string Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.GpPractice => "GP practice",
        OrganisationKind.AmbulanceService => "ambulance service",
        OrganisationKind.Hospital => "hospital",
        OrganisationKind.Council => "council",
        OrganisationKind.CommunityProvider => "community provider",
        OrganisationKind.CareHome => "care home",
        OrganisationKind.Telecare => "telecare centre",
        OrganisationKind.Police => "police",
        OrganisationKind.MentalHealthProvider => "mental health provider",
        OrganisationKind.VoluntarySector => "voluntary sector",
        OrganisationKind.Hub => "the hub",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(CapacityUnit unit) => unit switch
    {
        CapacityUnit.Slots => "slots",
        CapacityUnit.Beds => "beds",
        CapacityUnit.VisitsADay => "visits a day",
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    public static string Of(Stage stage) => stage switch
    {
        Stage.AwaitingOffer => "a service is being found",
        Stage.OnOffer => "on offer",
        Stage.WithHub => "with the hub",
        Stage.Accepted => "accepted",
        Stage.Visited => "seen and supported",
        Stage.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Of(Todo todo) => todo switch
    {
        Todo.RingBack => "ring the referrer back for the rest",
        Todo.Triage => "triage",
        Todo.Decide => "decide what is needed",
        Todo.Advise => "give advice",
        Todo.FindService => "find a service",
        Todo.AnswerOffer => "answer the offer",
        Todo.Visit => "see the person",
        Todo.Close => "review and close",
        _ => throw new ArgumentOutOfRangeException(nameof(todo)),
    };

    /// <summary>The label of a field of the referral form.</summary>
    public static string Field(string field) => field switch
    {
        "name" => "name", "dateOfBirth" => "date of birth", "nhsNumber" => "NHS number", "postcode" => "postcode",
        "address" => "address", "phone" => "telephone", "practice" => "GP practice", "reason" => "reason for referral",
        "howSoon" => "how soon", "purpose" => "purpose", "company" => "company", "whatChanged" => "what has changed",
        "whatMatters" => "what matters to the person", "access" => "getting in", "risks" => "risks to staff",
        "whereNow" => "where the person is now", "keySafe" => "key safe", "household" => "who else is there", "carer" => "carer", "pets" => "pets",
        "communication" => "communication needs", "interpreter" => "interpreter", "sharing" => "basis for sharing", "objection" => "objection",
        "separateBecause" => "why it is separate", "referrerName" => "name of the referrer", "onBehalfOf" => "organisation of the referrer",
        "callBack" => "call-back number", "redFlags" => "signs of danger", "circumstances" => "circumstances", "residence" => "where the person lives",
        "frailty" => "frailty", "safeToWait" => "safe to wait", "news2" => "NEWS2", "respirations" => "breaths a minute",
        "saturation" => "oxygen saturation", "saturationScale" => "saturation scale", "oxygen" => "oxygen", "systolic" => "systolic blood pressure",
        "pulse" => "pulse", "consciousness" => "consciousness", "temperature" => "temperature",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
