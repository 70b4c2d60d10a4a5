using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.DirectoryOfServices;

public enum OrganisationKind { GpPractice, AmbulanceService, Hospital, Council, CommunityProvider, VoluntarySector, Hub }

/// <summary>An organisation that refers, provides, or is the hub.</summary>
public sealed record Organisation(OdsCode Code, string Name, OrganisationKind Kind);

/// <summary>A service that referrals can be offered to.</summary>
/// <param name="Organisation">The provider that runs it.</param>
/// <param name="Pathway">The kind of support it gives.</param>
/// <param name="Districts">Postcode districts that it covers.</param>
/// <param name="DutyPhone">Where an offer is texted to.</param>
/// <param name="AnswerWithin">How long it has to answer an offer before the offer lapses.</param>
public sealed record Service(
    string Id, string Name, OdsCode Organisation, Pathway Pathway, IReadOnlySet<string> Districts, PhoneNumber DutyPhone, TimeSpan AnswerWithin);

/// <summary>The single point of referral itself: who answers when nobody else does.</summary>
/// <param name="Owner">The role or person at the hub that owns what no service has taken.</param>
public sealed record Hub(OdsCode Organisation, string Name, PhoneNumber Phone, string Owner);

/// <summary>The town that this deployment serves, as its data describe it.</summary>
public sealed record Locality(
    string Id, string Name, Hub Hub, IReadOnlyDictionary<string, Organisation> Organisations, IReadOnlyList<Service> Services)
{
    public Service? Service(string id) => Services.FirstOrDefault(s => s.Id == id);

    public string NameOf(OdsCode organisation) =>
        Organisations.TryGetValue(organisation.Text, out var found) ? found.Name : organisation.Text;
}
