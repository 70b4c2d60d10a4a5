namespace SinglePointOfReferral.Domain;

/// <summary>Why the person is referred: the nine needs of urgent community response ("Urgent community response services",
/// NHS England), and what else a single point of referral is asked for.</summary>
public enum Reason
{
    Fall, Frailty, ReducedFunction, PalliativeCrisis, Equipment, Confusion, Catheter, Diabetes, CarerBreakdown,
    HospitalDischarge, Recovery, Loneliness, CarerStrain, Other,
}

/// <summary>How soon the person must be seen; also what the referrer asks for.</summary>
public enum Urgency { TwoHours, TwoDays, Routine }

/// <summary>What the support is for.</summary>
public enum Purpose { PreventAdmission, SupportDischarge, Recover }

public enum Pathway { RapidResponse, Reablement, IntermediateCare, VoluntarySector, Advice }

/// <summary>Why a provider does not take an offer. No capacity is recorded as unmet need.</summary>
public enum DeclineReason { NoCapacity, OutsideCatchment, NotEligible, NeedsHospital, AlreadyKnown, Other }

/// <summary>Why a service takes no new referrals for a while.</summary>
public enum ClosedBecause { Full, StaffIll, ShortOfStaff, Infection, BadWeather, SystemsDown, Other }

/// <summary>What came of a strand of support.</summary>
public enum Outcome
{
    NoOngoingSupport, ReducedSupport, SameSupport, MoreSupport, AdmittedToHospital, MovedToCareHome, Died, PersonDeclined,
    CouldNotContact, AdviceGiven, BackToGp, MovedAway,
}

/// <summary>Where the person is when somebody asks some weeks after. Whoever could not be contacted counts as not at home, as in the Adult
/// Social Care Outcomes Framework's measure of older people still at home 91 days after discharge.</summary>
public enum FollowUpResult { AtHome, InHospital, InCareHome, Died, CouldNotContact, Objected }

/// <summary>Why something was late.</summary>
public enum LateBecause
{
    NotEnoughStaff, Travel, MoreUrgentCalls, NoAccess, WaitedForInformation, AddressWrong, ReferredLate, OfferedLate, RecordedLate, Other,
}

/// <summary>Why somebody who went to see the person did not.</summary>
public enum NoAccess { NobodyAnswered, PersonOut, PersonRefused, NotSafeForStaff, WrongAddress, Other }

public enum WithdrawReason { NoLongerNeeded, AdmittedToHospital, PersonObjects, MadeInError, AlreadyReferred, Other }

/// <summary>Why a strand is with the hub and not with a service.</summary>
public enum HandedOverBecause
{
    /// <summary>A rule, or a red flag, asks for a clinician's decision before anything is offered.</summary>
    ClinicianDecides,

    /// <summary>What is wanted is advice, which the hub gives.</summary>
    AdviceWanted,

    NoServiceOfThatKind, OutsideEveryCatchment,

    /// <summary>Every service that was offered it has declined or not answered.</summary>
    EveryServiceTried,

    /// <summary>The services that fit have no capacity: unmet need.</summary>
    NoCapacity,

    /// <summary>The services that fit are closed, and will not open in time.</summary>
    NothingOpen,

    /// <summary>The person is eligible for none.</summary>
    NotEligible,
}

/// <summary>Why a service of the right kind was not chosen: the first of these that is so, in this order.</summary>
public enum WhyNot
{
    OutsideCatchment, ReferrerNotPermitted, Age, PurposeNotServed, NotEligible, Closed, PastCutOff, ClosedToNew, Full, HadItBefore,

    /// <summary>It fits, and the chosen one was better in this.</summary>
    StartsLater, HasLessFree, IsFurtherAway, NameComesLater,
}
