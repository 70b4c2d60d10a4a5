using System.Collections.Frozen;
using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.DirectoryOfServices;

public enum OrganisationKind
{
    GpPractice, AmbulanceService, Hospital, Council, CommunityProvider, CareHome, Telecare, Police, MentalHealthProvider, VoluntarySector, Hub,
}

/// <summary>An organisation that refers, provides, or is the hub.</summary>
public sealed record Organisation(OdsCode Code, string Name, OrganisationKind Kind);

/// <summary>The single point of referral itself: who answers when nobody else does.</summary>
/// <param name="Phone">Where anybody rings it.</param>
/// <param name="Owner">The role or person at the hub that owns what no service has taken.</param>
/// <param name="AlertPhone">The mobile that is texted when a life may be in danger.</param>
public sealed record Hub(OdsCode Organisation, string Name, PhoneNumber Phone, string Owner, PhoneNumber AlertPhone)
{
    /// <summary>The number at which a person of the hub answers; null where that is <see cref="Phone"/>, with no menus before it.</summary>
    public PhoneNumber? Desk { get; init; }

    /// <summary>Where whoever wants to speak with somebody is put through to.</summary>
    public PhoneNumber AnsweredAt => Desk ?? Phone;

    /// <summary>Who is told first, where the locality lists nobody.</summary>
    public OnCall OnCall => new(Owner, AlertPhone);
}

/// <summary>The town that this deployment serves, as its data describe it. One that was checked has no mistake in it.</summary>
/// <param name="Version">Of the directory, made from what it says: the same directory is the same version.</param>
/// <param name="Districts">The middle of each postcode district.</param>
public sealed record Locality(
    string Id, string Name, string Version, Hub Hub, FrozenDictionary<string, Organisation> Organisations, ImmutableArray<Service> Services,
    RuleBook Rules, FrozenDictionary<string, Place> Districts, FrozenSet<DateOnly> BankHolidays)
{
    private (FrozenDictionary<string, Service> ById, FrozenDictionary<Pathway, ImmutableArray<Service>> ByPathway) index = Index(Services);

    public ImmutableArray<Service> Services
    {
        get;
        init => (field, index) = (value, Index(value));
    } = Services;

    public ClockRules Clocks { get; init; } = ClockRules.Standard;

    /// <summary>Who is told at once when somebody with no part in a referral looks at it; null in a town that names nobody.</summary>
    public OnCall? GovernanceLead { get; init; }

    /// <summary>The words of its texts.</summary>
    public TextTemplates Texts { get; init; } = TextTemplates.Standard;

    /// <summary>What is asked after support, in the order of time.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = Domain.Clocks.FollowUps.Standard;

    /// <summary>What people are scored by beside goals.</summary>
    public IReadOnlyList<Instrument> Instruments { get; init; } = [];

    /// <summary>For how long support can be extended at most, counted from when it was to end.</summary>
    public TimeSpan LongestExtension { get; init; } = TimeSpan.FromDays(42);

    /// <summary>How long it is kept who a referral was about.</summary>
    public Retention Retention { get; init; } = Retention.Standard;

    /// <summary>For how long after the PIN was given the telephone that rang is believed without it; null where the PIN is asked for every time.</summary>
    public TimeSpan? CallersRememberedFor { get; init; }

    /// <summary>The services whose duty phone a number is.</summary>
    public IEnumerable<Service> WithDutyPhone(PhoneNumber number) => Services.Where(s => s.DutyPhones.Contains(number));

    public Service? Service(string id) => index.ById.GetValueOrDefault(id);

    /// <summary>The services of a kind, by name.</summary>
    public ImmutableArray<Service> OfKind(Pathway pathway) => index.ByPathway.TryGetValue(pathway, out var services) ? services : [];

    /// <summary>What kind of organisation refers; one that the directory does not have counts as a community provider.</summary>
    public OrganisationKind KindOf(OdsCode organisation) =>
        Organisations.TryGetValue(organisation.Text, out var found) ? found.Kind : OrganisationKind.CommunityProvider;

    public string NameOf(OdsCode organisation) =>
        Organisations.TryGetValue(organisation.Text, out var found) ? found.Name : organisation.Text;

    public Moment Moment(DateTimeOffset at) => DirectoryOfServices.Moment.Of(at, BankHolidays);

    /// <summary>Kilometres from a service to the middle of a district; null where either is not known.</summary>
    public double? Distance(Service service, string district) =>
        service.Place is { } place && Districts.TryGetValue(district, out var middle) ? place.DistanceTo(middle) : null;

    private static (FrozenDictionary<string, Service>, FrozenDictionary<Pathway, ImmutableArray<Service>>) Index(ImmutableArray<Service> services) => (
        services.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal),
        services.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal)
            .GroupBy(s => s.Pathway).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray()));
}
