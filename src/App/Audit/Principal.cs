using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

public enum Role
{
    Referrer, Provider, Hub, Commissioner,

    /// <summary>Looks after who may do what and the directory; sees no referral.</summary>
    Administrator,

    /// <summary>The information governance lead: who saw what, when and why; sees no referral.</summary>
    GovernanceLead,
}

/// <summary>Who is asking: a person, the organisation they are from, and what they may be.</summary>
public sealed record Principal(Actor Actor, OdsCode Organisation, IReadOnlySet<Role> Roles)
{
    public bool Is(Role role) => Roles.Contains(role);
}

/// <summary>
/// The header in which App Service tells who signed in ("Work with user identities in Azure App Service authentication",
/// Microsoft Learn). It is believed only where the platform sets it: under the Functions host, or from the demonstration's own
/// sign-in, which writes the same header.
/// </summary>
public static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    public const string IdClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
    public const string OrganisationClaim = "organisation";
    private const string NameClaim = "name";
    private const string RoleClaim = "roles";
    private const int LongestHeader = 16 * 1024;

    /// <summary>The principal that a header tells; null when it tells none that can be used: no id, no name, no organisation.</summary>
    public static Principal? Read(string? header)
    {
        if (string.IsNullOrEmpty(header) || header.Length > LongestHeader)
            return null;
        try
        {
            var told = JsonSerializer.Deserialize<Told>(Convert.FromBase64String(header));
            var claims = (told?.Claims ?? []).Where(c => c is { Type: not null, Value: not null }).ToLookup(c => c.Type!, c => c.Value!);
            var id = claims[IdClaim].FirstOrDefault();
            var name = claims[told?.NameType ?? NameClaim].FirstOrDefault() ?? claims[NameClaim].FirstOrDefault();
            var organisation = OdsCode.Read(claims[OrganisationClaim].FirstOrDefault() ?? "").Value;
            if (string.IsNullOrWhiteSpace(id) || string.IsNullOrWhiteSpace(name) || organisation is null)
                return null;
            var roles = claims[told?.RoleType ?? RoleClaim].Concat(claims[RoleClaim])
                .Select(r => Code.TryRead(r, out Role role) ? role : (Role?)null).OfType<Role>().ToHashSet();
            return new Principal(new Actor(id, name, organisation), organisation, roles);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The header that tells a principal.</summary>
    public static string Write(Principal principal) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Told(
        "demonstration", NameClaim, RoleClaim,
        [
            new(IdClaim, principal.Actor.Id), new(NameClaim, principal.Actor.Name), new(OrganisationClaim, principal.Organisation.Text),
            .. principal.Roles.Select(r => new Claim(RoleClaim, Code.Of(r))),
        ]))));

    private sealed record Told(
        [property: JsonPropertyName("auth_typ")] string? Provider,
        [property: JsonPropertyName("name_typ")] string? NameType,
        [property: JsonPropertyName("role_typ")] string? RoleType,
        [property: JsonPropertyName("claims")] IReadOnlyList<Claim>? Claims);

    private sealed record Claim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);
}
