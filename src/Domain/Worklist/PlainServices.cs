using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Worklist;

/// <content>Organisations and services.</content>
public static partial class Plain
{
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
}
