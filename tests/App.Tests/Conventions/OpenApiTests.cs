using System.Text.Json;
using System.Text.RegularExpressions;

namespace SinglePointOfReferral.App.Tests.Conventions;

/// <summary>The description of the API can be used by a program: nothing in it is left open or leads nowhere.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private TestApp app = null!;
    private JsonElement document;

    private List<(string Name, string Path, JsonElement Operation)> Operations =>
        [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => ($"{o.Name} {p.Name}", p.Name, o.Value)))];

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        document = (await app.As(null).Ask("/openapi/v1.json")).Json;
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public void Each_operation_declares_what_stands_in_its_path() => Assert.All(Operations, o => Assert.Equal(
        Regex.Matches(o.Path, @"\{(\w+)").Select(m => m.Groups[1].Value).Order(), Parameters(o.Operation, "path").Order()));

    [Fact]
    public void Each_operation_has_a_summary_and_an_area_and_says_what_it_answers_when_refused()
    {
        Assert.All(Operations, o => Assert.NotEmpty(o.Operation.GetProperty("summary").GetString()!));
        Assert.All(Operations, o => Assert.Contains(Assert.Single(o.Operation.GetProperty("tags").EnumerateArray()).GetString(), new[] { "Intake", "Messages", "Routing", "Support", "Lists", "Locality", "Reporting", "Audit", "Objections", "Clocks", "Telephone", "People" }));
        Assert.All(Operations, o => Assert.Subset(Answers(o.Operation), new HashSet<string> { "401", "403", "503" }));
        Assert.All(Operations.Where(o => o.Path.Contains('{')), o => Assert.Contains("404", Answers(o.Operation)));
        Assert.All(
            Operations.Where(o => o.Operation.TryGetProperty("requestBody", out _)), o => Assert.Subset(Answers(o.Operation), new HashSet<string> { "400", "413", "415", "422" }));
    }

    [Fact]
    public void Each_change_says_how_it_is_made_once_and_not_over_a_later_one()
    {
        var changes = Operations.Where(o => o.Name.StartsWith("post /api/referrals", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Idempotency-Key"], Parameters(changes.Single(o => o.Path == "/api/referrals").Operation, "header"));
        Assert.All(changes.Where(o => o.Path != "/api/referrals"), o => Assert.Equal(["If-Match"], Parameters(o.Operation, "header")));
        Assert.All(changes, o => Assert.Contains("409", Answers(o.Operation)));
    }

    [Fact]
    public void Each_reference_within_leads_somewhere() => Assert.All(
        Everything(document).Where(e => e.ValueKind is JsonValueKind.Object && e.TryGetProperty("$ref", out _)).Select(e => e.GetProperty("$ref").GetString()!),
        reference => Assert.True(
            reference.TrimStart('#', '/').Split('/').Aggregate((JsonElement?)document, (at, name) => at?.TryGetProperty(name, out var found) == true ? found : null) is not null,
            $"{reference} leads nowhere."));

    [Fact]
    public void Each_schema_says_of_what_kind_it_is()
    {
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => (s.Name, s.Value)).ToList();
        var properties = schemas.SelectMany(s => s.Value.TryGetProperty("properties", out var p) ? p.EnumerateObject().Select(f => ($"{s.Name}.{f.Name}", f.Value)) : []);
        var parameters = Operations.SelectMany(o => o.Operation.TryGetProperty("parameters", out var all)
            ? all.EnumerateArray().Select(p => ($"{o.Name} {p.GetProperty("name")}", p.GetProperty("schema"))) : []);
        Assert.All(schemas.Concat(properties).Concat(parameters), s => Assert.True(
            new[] { "type", "$ref", "anyOf", "oneOf", "enum" }.Any(kind => s.Item2.TryGetProperty(kind, out _)), $"{s.Item1} is of no kind."));
    }

    private static IEnumerable<string> Parameters(JsonElement operation, string place) => !operation.TryGetProperty("parameters", out var all) ? []
        : all.EnumerateArray().Where(p => p.GetProperty("in").GetString() == place).Select(p => p.GetProperty("name").GetString()!);

    private static HashSet<string> Answers(JsonElement operation) => [.. operation.GetProperty("responses").EnumerateObject().Select(r => r.Name)];

    private static IEnumerable<JsonElement> Everything(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(p => Everything(p.Value)).Prepend(at),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(Everything).Prepend(at),
        _ => [at],
    };
}
