using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Identity;

/// <summary>What the platform writes of who signed in, and requests that carry it.</summary>
public static class SignIns
{
    public const string Tenant = "aaaaaaaa-0000-4000-8000-00000000000a";

    /// <summary>As in Azure: the platform signs people in, and the store says what they may.</summary>
    public static readonly RunMode Platform = new(IsDemonstration: false, IsUnderFunctionsHost: true, HasPlatformSignIn: true);

    private static readonly Principal Setter = new(The.Gp, The.HubCode, new HashSet<Role> { Role.Administrator });

    /// <summary>The one that every app of the tests has.</summary>
    public static DeploymentKey Key { get; } = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    /// <summary>Somebody of Entra ID, with the long names that App Service gives claims.</summary>
    public static string Entra(string oid, string name, string tenant = Tenant, params (string Type, string Value)[] more) => ClientPrincipal.Write("aad",
    [
        ("http://schemas.microsoft.com/identity/claims/objectidentifier", oid), ("http://schemas.microsoft.com/identity/claims/tenantid", tenant),
        ("name", name), ("preferred_username", $"{name.Replace(' ', '.')}@example.nhs.uk"), .. more,
    ]);

    /// <summary>A system of Entra ID, whose token names roles.</summary>
    public static string System(string client, params string[] roles) => ClientPrincipal.Write("aad",
    [
        ("azp", client), ("http://schemas.microsoft.com/identity/claims/tenantid", Tenant), ("http://schemas.microsoft.com/identity/claims/objectidentifier", "99999999-0000-4000-8000-000000000009"),
        .. roles.Select(r => ("roles", r)),
    ]);

    public static string IdOf(string header) => ClientPrincipal.Read(header, Key, isDemonstration: false)!.Id;

    /// <summary>Puts somebody on the list as an administrator would.</summary>
    public static async Task LetIn(this TestApp app, string header, string organisation, params Role[] roles)
    {
        var who = ClientPrincipal.Read(header, Key, isDemonstration: false)!;
        var person = new StaffPerson(
            who.Id, who.IsSystem ? PersonKind.System : PersonKind.Person, who.Name, who.Email, OdsCode.Read(organisation).Value!, roles.ToHashSet(), app.Clock.GetUtcNow(), null);
        Assert.Equal(Saved.Done, await app.Get<People>().Save(null, person, PersonAct.LetIn, Setter, null, default));
    }

    public static Task<Answer> AskAs(this TestApp app, string header, string path, HttpMethod? method = null) => app.AskAs(header, path, method, null);

    /// <summary>Posts JSON.</summary>
    public static Task<Answer> TellAs(this TestApp app, string header, string path, object? body = null) => app.AskAs(header, path, HttpMethod.Post, body ?? new { });

    private static Task<Answer> AskAs(this TestApp app, string header, string path, HttpMethod? method, object? body)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Content = body is null ? null : global::System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.Add(ClientPrincipal.Header, header);
        return app.As(null).Request(request);
    }
}
