using System.Collections.Immutable;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>
/// Signs of a life in danger, for which an ambulance is called at once and no service of the community waited for: the exclusions
/// of urgent community response ("Urgent community response", CSH Surrey: life-threatening emergency, sepsis, stroke), of falls
/// ("Urgent community response", Somerset NHS Foundation Trust: loss of consciousness, injured head, back or hip, possible
/// fracture) and "When should I worry?" (Pelton and Fellrose Medical Group).
/// </summary>
public enum RedFlag
{
    Airway, Breathless, ChestPain, FastHeart, RigidAbdomen, Sepsis, Stroke, Unconscious, Seizure, Bleeding, SeriousInjury, LongLie,
    HeadInjuryOnBloodThinners, CaudaEquina, SuicidalIntent,
}

/// <summary>What else bears on what is needed, ticked on the form.</summary>
public enum Circumstance
{
    BloodThinners, LivesAlone, CarerTakenIll, Dementia, CannotBeAloneAtNight, LastDaysOfLife, FrequentAttender, MentalHealthCrisis,
    Safeguarding, CannotGetUp, HospitalAtHomeCare, HomeUnsafe,
}

/// <summary>Where the person lives, or is.</summary>
public enum Residence { OwnHome, ShelteredHousing, CareHome, NursingHome, Hospital, NoFixedAddress }

/// <summary>What was found, in codes and figures: every part of it may be missing, and nothing missing ever holds a referral up.</summary>
/// <param name="Frailty">The Clinical Frailty Scale, 1 to 9: how the person was two weeks ago, not today (Rockwood, version 2.0).</param>
/// <param name="SafeToWait">Whether the person can safely wait two hours; null when the referrer did not say.</param>
public sealed record Assessment(
    ImmutableArray<RedFlag> RedFlags, ImmutableArray<Circumstance> Circumstances, Observations Observations, int? Frailty = null,
    bool? SafeToWait = null, Residence? Residence = null)
{
    public static readonly Assessment None = new([], [], Observations.None);

    /// <summary>Two are equal when they say the same.</summary>
    public bool Equals(Assessment? other) =>
        other is not null && RedFlags.AsSpan().SequenceEqual(other.RedFlags.AsSpan()) && Circumstances.AsSpan().SequenceEqual(other.Circumstances.AsSpan())
        && Observations == other.Observations && Frailty == other.Frailty && SafeToWait == other.SafeToWait && Residence == other.Residence;

    public override int GetHashCode() => HashCode.Combine(RedFlags.Length, Circumstances.Length, Observations, Frailty, SafeToWait, Residence);
}
