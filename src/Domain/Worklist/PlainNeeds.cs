using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Worklist;

/// <content>What a person needs, and what is said of them.</content>
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

    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.PreventAdmission => "to prevent a hospital stay",
        Purpose.SupportDischarge => "to support a discharge",
        Purpose.Recover => "to recover",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
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
