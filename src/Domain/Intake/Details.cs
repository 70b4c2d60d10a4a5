using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>Marks what identifies a person. It is stored in the one property of a row that is kept apart for it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute : Attribute;

/// <summary>The person who is referred.</summary>
/// <param name="Name">Empty while it is not known.</param>
/// <param name="DateOfBirth">Null while it is not known.</param>
/// <param name="Postcode">Where the person is now; <see cref="TakeIncomplete.Nowhere"/> while it is not known.</param>
public sealed record Person(
    string Name, DateOnly? DateOfBirth, Postcode Postcode, NhsNumber? NhsNumber = null, string? Address = null, PhoneNumber? Phone = null)
{
    /// <summary>Age in whole years on a day; null while it is not known.</summary>
    public int? AgeOn(DateOnly day) => DateOfBirth is { } born ? Age(born, day) : null;

    /// <summary>The age on a day of somebody born on another.</summary>
    public static int Age(DateOnly born, DateOnly day) => day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);

    /// <summary>The band that may be stored in clear.</summary>
    public string AgeBandOn(DateOnly day) => AgeOn(day) switch
    {
        null => "age not known",
        < 18 => "under 18", < 65 => "18 to 64", < 75 => "65 to 74", < 85 => "75 to 84", _ => "85 and over",
    };
}

/// <summary>What the referrer says in words.</summary>
/// <param name="WhatChanged">What has changed, and when.</param>
/// <param name="WhatMatters">What matters to the person, in the person's own words.</param>
/// <param name="Access">How to get in.</param>
/// <param name="Risks">Risks to staff.</param>
/// <param name="KeySafe">Where the key safe is, and its code.</param>
/// <param name="WhereNow">Where the person is now, if not at home.</param>
/// <param name="Household">Who else is there.</param>
/// <param name="Carer">The carer or next of kin, and how to reach them.</param>
/// <param name="Communication">What the person needs to understand and be understood ("Accessible Information Standard", NHS England).</param>
/// <param name="Interpreter">The language or British Sign Language, where an interpreter is needed.</param>
/// <param name="Objection">What the person does not want shared, or with whom.</param>
public sealed record Story(
    string WhatChanged, string? WhatMatters = null, string? Access = null, string? Risks = null, string? KeySafe = null, string? WhereNow = null,
    string? Household = null, string? Carer = null, string? Pets = null, string? Communication = null, string? Interpreter = null, string? Objection = null);

/// <summary>On what basis the referrer shares what the referral says.</summary>
public enum SharingBasis
{
    PersonAgrees,

    /// <summary>The person cannot decide it ("Mental Capacity Act 2005", sections 2 to 4).</summary>
    BestInterests,

    CouldNotAsk,
}

/// <summary>What is needed, in codes: safe to store in clear.</summary>
/// <param name="HowSoon">What the referrer asks for; triage decides.</param>
/// <param name="Company">The person would also welcome company from the voluntary sector.</param>
/// <param name="Practice">The GP practice that the person is registered with.</param>
/// <param name="Sharing">Null when the referrer did not say.</param>
public sealed record Need(Reason Reason, Urgency HowSoon, Purpose Purpose, bool Company = false, OdsCode? Practice = null, SharingBasis? Sharing = null)
{
    /// <summary>What was found.</summary>
    public Assessment Assessment { get; init; } = Assessment.None;
}

/// <summary>All that a referral says.</summary>
/// <param name="CallBack">Where the referrer can be reached, and is texted if it is a mobile.</param>
public sealed record Details(Person Person, Story Story, PhoneNumber CallBack, Need Need);
