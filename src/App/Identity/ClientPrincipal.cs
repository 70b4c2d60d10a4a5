using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Identity;

/// <summary>
/// The header in which App Service tells who signed in ("Work with user identities in Azure App Service authentication",
/// Microsoft Learn). It is believed only where the platform sets it: under the Functions host, or from the demonstration's own
/// sign-in, which writes the same header. Nothing in it says what a person may do.
/// </summary>
public static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string Demonstration = "demonstration";
    private const string IdClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
    private const string EmailClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
    private const int LongestHeader = 16 * 1024;
    private const int LongestName = 100;
    private const int LongestEmail = 254;

    /// <summary>What only people have in a token of Entra ("Access token claims reference", Microsoft Learn: scp is only there for users).</summary>
    private static readonly string[] OfPeople =
        ["http://schemas.microsoft.com/identity/claims/scope", "scp", "name", "preferred_username", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", EmailClaim];

    /// <summary>Who a header says signed in; null when it tells nobody.</summary>
    public static SignedIn? Read(string? header, DeploymentKey key, bool isDemonstration)
    {
        if (string.IsNullOrEmpty(header) || header.Length > LongestHeader)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Told>(Convert.FromBase64String(header)) is { } told ? Read(told, key, isDemonstration) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The header of one of the demonstration's people.</summary>
    public static string Write(string id, string name) => Write(Demonstration, (IdClaim, id), ("name", name));

    /// <summary>A header as the platform writes it.</summary>
    public static string Write(string provider, params (string Type, string Value)[] claims) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new Told(provider, "name", "roles", [.. claims.Select(c => new Claim(c.Type, c.Value))]))));

    /// <summary>Under which the directory has somebody: it tells nobody who they are.</summary>
    public static string IdOf(DeploymentKey key, string provider, string issuer, string subject, bool isSystem) =>
        key.Hash("person-id", $"{provider}\n{issuer}\n{(isSystem ? "system" : "person")}\n{subject}")[..32];

    private static SignedIn? Read(Told told, DeploymentKey key, bool isDemonstration)
    {
        var claims = (told.Claims ?? []).OfType<Claim>().Where(c => c.Type is not null && !string.IsNullOrWhiteSpace(c.Value)).ToLookup(c => c.Type!, c => c.Value!);
        string? First(params string[] types) => types.SelectMany(t => claims[t]).FirstOrDefault();
        var provider = isDemonstration ? new(Demonstration, [], [IdClaim], []) : IdentityProviders.Of(told.Provider);
        var client = First(provider.Client);
        var isSystem = provider.Client.Length > 0 && (First("idtyp") == "app" || (client is not null && First(OfPeople) is null));
        if ((isSystem ? client : First(provider.Subject)) is not { } subject)
            return null;
        var email = First(EmailClaim, "email", "preferred_username", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn");
        var name = First("name", "app_displayname", told.NameType ?? "name") ?? email ?? (isSystem ? "A system" : "Somebody without a name");
        var roles = claims["roles"].Concat(told.RoleType is null ? [] : claims[told.RoleType]).Select(r => Code.TryRead(r, out Role role) ? role : (Role?)null).OfType<Role>();
        return new(
            isDemonstration ? subject : IdOf(key, provider.Name, First(provider.Issuer) ?? "", subject, isSystem), subject,
            Start(name, LongestName), email is null ? null : Start(email, LongestEmail), isSystem, isSystem ? roles.ToHashSet() : new HashSet<Role>());
    }

    private static string Start(string text, int longest) => text.Trim() is var whole && whole.Length > longest ? whole[..longest] : whole;

    private sealed record Told(
        [property: JsonPropertyName("auth_typ")] string? Provider,
        [property: JsonPropertyName("name_typ")] string? NameType,
        [property: JsonPropertyName("role_typ")] string? RoleType,
        [property: JsonPropertyName("claims")] IReadOnlyList<Claim?>? Claims);

    private sealed record Claim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);
}
