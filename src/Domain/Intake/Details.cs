using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>Marks what identifies a person. It is stored in the one property of a row that is kept apart for it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute : Attribute;

/// <summary>The person who is referred.</summary>
public sealed record Person(
    string Name, DateOnly DateOfBirth, Postcode Postcode, NhsNumber? NhsNumber = null, string? Address = null, PhoneNumber? Phone = null)
{
    /// <summary>Age in whole years on a day.</summary>
    public int AgeOn(DateOnly day) => Age(DateOfBirth, day);

    /// <summary>The age on a day of somebody born on another.</summary>
    public static int Age(DateOnly born, DateOnly day) => day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);

    /// <summary>The band that may be stored in clear.</summary>
    public string AgeBandOn(DateOnly day) => AgeOn(day) switch
    {
        < 18 => "under 18", < 65 => "18 to 64", < 75 => "65 to 74", < 85 => "75 to 84", _ => "85 and over",
    };
}

/// <summary>What the referrer says in words.</summary>
/// <param name="WhatChanged">What has changed, and when.</param>
/// <param name="WhatMatters">What matters to the person, in the person's own words.</param>
/// <param name="Access">How to get in, and who else is there.</param>
/// <param name="Risks">Risks to staff.</param>
public sealed record Story(string WhatChanged, string? WhatMatters = null, string? Access = null, string? Risks = null);

/// <summary>What is needed, in codes: safe to store in clear.</summary>
/// <param name="HowSoon">What the referrer asks for; triage decides.</param>
/// <param name="Company">The person would also welcome company from the voluntary sector.</param>
/// <param name="Practice">The GP practice that the person is registered with.</param>
public sealed record Need(Reason Reason, Urgency HowSoon, Purpose Purpose, bool Company = false, OdsCode? Practice = null)
{
    /// <summary>What was found.</summary>
    public Assessment Assessment { get; init; } = Assessment.None;
}

/// <summary>All that a referral says.</summary>
/// <param name="CallBack">Where the referrer can be reached, and is texted if it is a mobile.</param>
public sealed record Details(Person Person, Story Story, PhoneNumber CallBack, Need Need);
