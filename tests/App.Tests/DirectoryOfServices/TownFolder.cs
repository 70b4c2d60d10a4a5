using System.Text.Json.Nodes;

namespace SinglePointOfReferral.App.Tests.DirectoryOfServices;

/// <summary>
/// A small town of its own in a folder, to be spoilt by a test: one rapid response that is always open, one service each for the
/// other pathways, three rules. Nothing in it depends on the town that is shipped.
/// </summary>
public sealed class TownFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("town-").FullName;

    public TownFolder()
    {
        Directory.CreateDirectory(Path);
        Write("locality.json", """{ "name": "Example", "hub": { "organisation": "SPR01", "name": "Hub", "phone": "01632 960 100", "owner": "Hub clinician", "alertPhone": "07700 900 100" }, "informationGovernance": { "name": "Governance", "phone": "07700 900 190" } }""");
        Write("organisations.json", """
            [
              { "code": "SPR01", "name": "Hub", "kind": "hub" }, { "code": "F81001", "name": "Surgery", "kind": "gp-practice" },
              { "code": "RRT01", "name": "Community Health", "kind": "community-provider" }
            ]
            """);
        Write("districts.json", """{ "SS1": { "latitude": 51.5, "longitude": 0.7 }, "SS2": { "latitude": 51.6, "longitude": 0.7 } }""");
        Write("service-areas.json", """[ { "id": "all", "name": "Everywhere", "districts": ["SS1", "SS2"] } ]""");
        Write("bank-holidays.json", """[ { "date": "2026-12-25", "name": "Christmas Day" } ]""");
        Write("services.json", $"[ {Service("rapid", "rapid-response")}, {Service("reablement", "reablement")} ]");
        Write("rules.json", """
            [
              { "id": "falls", "when": { "reason": "fall", "age": { "from": 65 } }, "then": { "pathway": "rapid-response", "urgency": "two-hours" },
                "because": "Somebody old fell.", "fires": [{ "reason": "fall", "age": 65 }], "misses": [{ "reason": "fall", "age": 64 }] },
              { "id": "crisis", "when": { "howSoon": "two-hours" }, "then": { "pathway": "rapid-response", "urgency": "two-hours" },
                "because": "Asked for.", "fires": [{ "howSoon": "two-hours" }], "misses": [{}] },
              { "id": "otherwise", "when": {}, "then": { "pathway": "reablement", "urgency": "routine" }, "because": "Home first.", "fires": [{}], "misses": [] }
            ]
            """);
    }

    public string Path => System.IO.Path.Combine(root, "example");

    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    /// <summary>Sets one property of a file: <c>Set("services.json", "0.name", "\"\"")</c>.</summary>
    public void Set(string file, string path, string json)
    {
        var top = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Path, file)))!;
        var steps = path.Split('.');
        var at = steps[..^1].Aggregate(top, (node, step) => int.TryParse(step, out var i) ? node[i]! : node[step]!);
        if (int.TryParse(steps[^1], out var index))
            at.AsArray()[index] = JsonNode.Parse(json);
        else
            at[steps[^1]] = JsonNode.Parse(json);
        Write(file, top.ToJsonString());
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Service(string id, string pathway) => $$"""
        {
          "id": "{{id}}", "organization_id": "RRT01", "name": "{{id}}", "description": "", "status": "active", "pathway": "{{pathway}}", "service_areas": ["all"],
          "schedules": [{ "byday": "MO,TU,WE,TH,FR,SA,SU,BH", "opens_at": "00:00", "closes_at": "24:00" }], "phones": [{ "number": "07700 900 101", "type": "text" }],
          "answer_within_minutes": 15, "starts_within_minutes": 0, "when_closed": "wait"
        }
        """;
}
