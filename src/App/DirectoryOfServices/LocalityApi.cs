namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>The locality that decisions are made by now.</summary>
/// <param name="Version">The name under which it was published, or would be.</param>
/// <param name="Since">When it was published; where nothing was, when this instance started with its folder.</param>
public sealed record LocalityView(string Id, string Name, string Version, string DirectoryVersion, string RulesVersion, DateTimeOffset Since);

/// <summary>Which versions of rules and directory are in force.</summary>
public static class LocalityApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/locality", (LocalityInForce inForce) => Of(inForce)).WithSummary("The versions of rules and directory in force");

    private static LocalityView Of(LocalityInForce inForce)
    {
        var (now, since) = (inForce.Now, inForce.Since);
        return new(now.Id, now.Name, LocalityVersions.NameOf(now), now.Version, now.Rules.Version, since);
    }
}
