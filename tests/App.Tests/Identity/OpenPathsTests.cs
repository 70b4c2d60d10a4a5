using System.Text.Json;
using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.App.Tests.Identity;

/// <summary>
/// infra/open-paths.json: what App Service lets through without a sign-in, as <c>globalValidation.excludedPaths</c> takes it: a path,
/// or one that ends in /* for all below it. With UPDATE_DOCS=1 the test writes it anew.
/// </summary>
public sealed class OpenPathsTests
{
    private static readonly string File = Path.Combine(RunOptions.Root, "infra", "open-paths.json");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string[] Open => [.. Permissions.All.Where(p => (p.IsPublic || p.IsSigned) && !p.Route.StartsWith("/local/", StringComparison.Ordinal)).Select(p => PathOf(p.Route)).Distinct()];

    [Fact]
    public void The_paths_that_the_platform_leaves_open_are_those_that_the_table_does()
    {
        var expected = JsonSerializer.Serialize(Open, Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            global::System.IO.File.WriteAllText(File, expected);
        Assert.Equal(expected, global::System.IO.File.ReadAllText(File).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void No_open_path_covers_anything_that_asks_who_is_there()
    {
        foreach (var route in Permissions.All.Where(p => !p.IsPublic && !p.IsSigned).Select(p => p.Route))
            Assert.DoesNotContain(Open, o => o.EndsWith("/*", StringComparison.Ordinal) ? route.StartsWith(o[..^1], StringComparison.OrdinalIgnoreCase) : route.Equals(o, StringComparison.OrdinalIgnoreCase));
    }

    private static string PathOf(string route) => route.IndexOf('{', StringComparison.Ordinal) is var at && at < 0 ? route : route[..(route.LastIndexOf('/', at) + 1)] + "*";
}
