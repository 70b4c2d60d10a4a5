namespace SinglePointOfReferral.App.Identity;

/// <summary>Which claims of an identity provider tell who somebody is, the first that is there counting.</summary>
/// <param name="Name">As App Service calls it, in <c>auth_typ</c>.</param>
/// <param name="Issuer">Whose word it is: the tenant, where one provider has many.</param>
/// <param name="Subject">What never changes and is never given to another.</param>
/// <param name="Client">By which a system is known; empty where only people sign in.</param>
public sealed record IdentityProvider(string Name, string[] Issuer, string[] Subject, string[] Client);

/// <summary>
/// The identity providers that are known. App Service gives some claims the long names of WS-Federation ("Work with user identities in
/// Azure App Service authentication", Microsoft Learn, Decoding the client principal header), and in other settings the short ones.
/// </summary>
public static class IdentityProviders
{
    public const string Entra = "aad";
    private const string NameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

    private static readonly IdentityProvider[] All =
    [
        // "ID token claims reference" and "Access token claims reference", Microsoft Learn: oid with tid is the person in every
        // application, while sub is another in each and upn, email and preferred_username change; appid (v1) or azp (v2) is the client.
        new(Entra, ["http://schemas.microsoft.com/identity/claims/tenantid", "tid"], ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"], ["appid", "azp"]),

        // "Scopes and claims", NHS CIS2 Authentication, NHS England Digital: the user's unique number, which sub has as well.
        new("cis2", ["iss"], ["nhsid_useruid", "sub", NameIdentifier], []),
    ];

    /// <summary>Any other OpenID Connect provider: iss and sub are all that may be relied on (OpenID Connect Core 1.0, section 5.7).</summary>
    private static readonly IdentityProvider Other = new("", ["iss"], ["sub", NameIdentifier], []);

    public static IdentityProvider Of(string? name) => Array.Find(All, p => p.Name == name) ?? Other with { Name = name ?? "" };
}
