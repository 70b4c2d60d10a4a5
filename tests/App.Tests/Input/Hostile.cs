using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Input;

/// <summary>What somebody sends who looks for a hole, and what may never come of it.</summary>
public static class Hostile
{
    private const string Script = "<script>alert(4821)</script>";

    public static readonly string[] Texts =
    [
        "' OR '1'='1' --", $"\">{Script}", "javascript:alert(4821)", "{{7*7}}${7*7}<%= 7*7 %>", $"x\r\nX-Injected: yes\r\n\r\n{Script}", "../../../../etc/passwd", "..\\..\\windows\\win.ini",
        "\0alert(4821)", "%00%0d%0aalert(4821)", new string('A', 4000), "\u202egnp.exe\u200b\ufeff", "😀\ud83d", "x' or PartitionKey ne '", "//evil.example/", "https://evil.example", "NaN", "-1",
        "99999999999999999999", "constructor", "{\"$type\":\"System.Object\"}",
    ];

    /// <summary>Somebody of a role that a route is for.</summary>
    public static string PersonFor(Permission permission) => permission.Allowed.Select(a => a.Role).First() switch
    {
        Role.Referrer => TestApp.Gp,
        Role.Provider => TestApp.RapidResponse,
        Role.Hub => TestApp.Clinician,
        Role.Commissioner => TestApp.Commissioner,
        Role.Administrator => TestApp.Administrator,
        _ => TestApp.GovernanceLead,
    };

    /// <summary>A few of the texts, others for each number.</summary>
    public static IEnumerable<string> Some(int number, int count) => Enumerable.Range(0, count).Select(i => Texts[(number * count + i) % Texts.Length]);

    /// <summary>The route with something in each place that is left open.</summary>
    public static string Fill(string route, Func<string, string> what) => Regex.Replace(route, @"\{\**(\w+)[^}]*\}", m => Uri.EscapeDataString(what(m.Groups[1].Value)));

    /// <summary>A body in which every field of a schema is hostile.</summary>
    public static JsonObject Body(JsonElement document, JsonElement operation, string text)
    {
        var body = new JsonObject();
        var schema = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        var found = document.GetProperty("components").GetProperty("schemas").GetProperty(schema.GetProperty("$ref").GetString()!.Split('/')[^1]);
        foreach (var property in found.GetProperty("properties").EnumerateObject())
        {
            var type = property.Value.TryGetProperty("type", out var told) ? told.ToString() : "";
            body[property.Name] = type.Contains("array", StringComparison.Ordinal) ? new JsonArray(text, text)
                : type.Contains("integer", StringComparison.Ordinal) ? 1 : type.Contains("boolean", StringComparison.Ordinal) ? true : text;
        }
        return body;
    }

    /// <summary>The forms of a page: where each goes, and its fields, hidden ones as they are and the others hostile.</summary>
    public static IEnumerable<(string Action, Dictionary<string, string> Fields)> Forms(Page page, string path, string text) =>
        from form in Regex.Matches(page.Html, "<form[^>]*method=\"post\"[^>]*>.*?</form>", RegexOptions.Singleline)
        let action = Regex.Match(form.Value, "^<form[^>]*action=\"([^\"]*)\"") is { Success: true } at ? WebUtility.HtmlDecode(at.Groups[1].Value) : path
        where action != "/local/sign-out"
        select (action, Fields(form.Value, text));

    /// <summary>No failure of ours, no way to another site, and nothing that a browser would run.</summary>
    public static void AssertHarmless(string what, int status, string body, string? location)
    {
        Assert.True(status < 500, $"{what} answered {status}");
        Assert.DoesNotContain(Script, body, StringComparison.Ordinal);
        Assert.True(location is null || (location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal)), $"{what} led to {location}");
    }

    private static Dictionary<string, string> Fields(string form, string text)
    {
        var fields = new Dictionary<string, string>();
        foreach (Match tag in Regex.Matches(form, "<(input|textarea|select)[^>]* name=\"([^\"]+)\"[^>]*>"))
        {
            var value = Regex.Match(tag.Value, "value=\"([^\"]*)\"").Groups[1].Value;
            fields[WebUtility.HtmlDecode(tag.Groups[2].Value)] = tag.Value.Contains("type=\"hidden\"", StringComparison.Ordinal) ? WebUtility.HtmlDecode(value) : text;
        }
        return fields;
    }
}
