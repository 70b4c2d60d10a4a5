using System.Collections.Frozen;
using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.DirectoryOfServices;

/// <summary>A service that referrals can be offered to.</summary>
/// <param name="Organisation">The provider that runs it.</param>
/// <param name="Pathway">The kind of support it gives.</param>
/// <param name="Catchment">Where the people it sees live.</param>
/// <param name="DutyPhone">Where an offer is texted to.</param>
/// <param name="AnswerWithin">How long it has to answer an offer, from when it next takes referrals.</param>
public sealed record Service(
    string Id, string Name, OdsCode Organisation, Pathway Pathway, Catchment Catchment, PhoneNumber DutyPhone, TimeSpan AnswerWithin)
{
    /// <summary>Where an offer is texted to when the first duty phone cannot be reached, in this order.</summary>
    public ImmutableArray<PhoneNumber> FurtherDutyPhones { get; init; } = [];

    /// <summary>Every phone whose answers are the service's own.</summary>
    public IEnumerable<PhoneNumber> DutyPhones => FurtherDutyPhones.Prepend(DutyPhone);

    /// <summary>Where it can be rung; null when only at the duty phone.</summary>
    public PhoneNumber? Voice { get; init; }

    /// <summary>The mobile of whoever leads it, who is told when a person may not be seen in time; null for none.</summary>
    public PhoneNumber? LeadPhone { get; init; }

    public OpeningHours Hours { get; init; } = OpeningHours.Always;

    public WhenClosed WhenClosed { get; init; } = WhenClosed.Wait;

    /// <summary>How soon after it takes a referral somebody comes.</summary>
    public TimeSpan StartsWithin { get; init; } = TimeSpan.Zero;

    /// <summary>The youngest and the oldest that it sees, in whole years.</summary>
    public int MinimumAge { get; init; }
    public int MaximumAge { get; init; } = Case.Oldest;

    /// <summary>Whom it is for, beyond age and place.</summary>
    public Condition Eligibility { get; init; } = Condition.Always;

    /// <summary>The same in words.</summary>
    public string EligibilityInWords { get; init; } = "";

    /// <summary>What it helps with; empty when with everything.</summary>
    public Flags<Purpose> Purposes { get; init; }

    /// <summary>The kinds of organisation that may refer to it; empty when all may.</summary>
    public Flags<OrganisationKind> Referrers { get; init; }

    /// <summary>How long its support lasts at most; null where that is not fixed.</summary>
    public TimeSpan? LongestStay { get; init; }

    /// <summary>How many it can have at once, or see in a day; null when that is not counted.</summary>
    public Capacity? Capacity { get; init; }

    /// <summary>Where it is; null for one that comes from nowhere in particular.</summary>
    public Place? Place { get; init; }
}

/// <summary>Whether a service that is closed can be offered something that it starts when it opens, or is passed over.</summary>
public enum WhenClosed { Wait, PassOver }

public enum CapacityUnit { Slots, Beds, VisitsADay }

/// <param name="Maximum">How many there are, until the provider says otherwise.</param>
public sealed record Capacity(CapacityUnit Unit, int Maximum);

/// <summary>A point on the map in degrees.</summary>
public sealed record Place(double Latitude, double Longitude)
{
    private const double EarthRadius = 6371;

    /// <summary>Kilometres as the crow flies, near enough within a county.</summary>
    public double DistanceTo(Place other)
    {
        var middle = double.DegreesToRadians((Latitude + other.Latitude) / 2);
        var east = double.DegreesToRadians(other.Longitude - Longitude) * Math.Cos(middle);
        var north = double.DegreesToRadians(other.Latitude - Latitude);
        return EarthRadius * Math.Sqrt(east * east + north * north);
    }
}

/// <summary>An area that services cover: postcode districts, sectors or the lists of GP practices.</summary>
public sealed record Catchment(
    string Id, string Name, FrozenSet<string> Districts, FrozenSet<string> Sectors, FrozenSet<string> Practices)
{
    /// <summary>Whether somebody lives in it, or is on the list of one of its practices.</summary>
    public bool Covers(Whereabouts who) =>
        Districts.Contains(who.District) || Sectors.Contains(who.Sector) || (who.Practice is not null && Practices.Contains(who.Practice));
}

/// <summary>Where somebody is, as far as catchments ask.</summary>
/// <param name="District">SS1 of SS1 2AB.</param>
/// <param name="Sector">SS1 2 of SS1 2AB.</param>
/// <param name="Practice">The code of their GP practice.</param>
public sealed record Whereabouts(string District, string Sector, string? Practice)
{
    public static Whereabouts Of(Postcode postcode, OdsCode? practice) => new(postcode.District, postcode.Sector, practice?.Text);
}
