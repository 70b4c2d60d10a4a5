namespace SinglePointOfReferral.Domain;

/// <summary>Why the person is referred: the nine needs of urgent community response ("Urgent community response services",
/// NHS England), and what else a single point of referral is asked for.</summary>
public enum Reason
{
    Fall, Frailty, ReducedFunction, PalliativeCrisis, Equipment, Confusion, Catheter, Diabetes, CarerBreakdown,
    HospitalDischarge, Recovery, Loneliness, Other,
}

/// <summary>How soon the person must be seen; also what the referrer asks for.</summary>
public enum Urgency { TwoHours, TwoDays, Routine }

/// <summary>What the support is for.</summary>
public enum Purpose { PreventAdmission, SupportDischarge, Recover }

public enum Pathway { RapidResponse, Reablement, IntermediateCare, VoluntarySector, Advice }

/// <summary>Why a provider does not take an offer. No capacity is recorded as unmet need.</summary>
public enum DeclineReason { NoCapacity, OutsideCatchment, NotEligible, NeedsHospital, AlreadyKnown, Other }

/// <summary>What came of a strand of support.</summary>
public enum Outcome
{
    NoOngoingSupport, ReducedSupport, SameSupport, MoreSupport, AdmittedToHospital, MovedToCareHome, Died, PersonDeclined,
    CouldNotContact, AdviceGiven, BackToGp,
}

public enum WithdrawReason { NoLongerNeeded, AdmittedToHospital, PersonObjects, MadeInError, Other }

/// <summary>Why a strand is with the hub and not with a service.</summary>
public enum HandedOverBecause { OutsideEveryCatchment, NoServiceOfThatKind, EveryServiceTried }
