using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SinglePointOfReferral.App.Tests;

/// <summary>What the app answered.</summary>
public sealed record Answer(int Status, string Body, string? ContentType, string? ETag, Uri? Location)
{
    public JsonElement Json => Body.Length == 0 ? default : JsonDocument.Parse(Body).RootElement;

    /// <summary>The text at a path of names and numbers: <c>strands.0.stage</c>.</summary>
    public string this[string path] => path.Split('.').Aggregate(Json, (at, name) => at.ValueKind is JsonValueKind.Array
        ? at[int.Parse(name)] : at.TryGetProperty(name, out var found) ? found : default) is { ValueKind: not JsonValueKind.Undefined } value ? value.ToString() : "";

    /// <summary>The names of the fields that have problems.</summary>
    public IReadOnlyList<string> Errors => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(e => e.Name)] : [];

    /// <summary>The same text of each element of an array.</summary>
    public IReadOnlyList<string> Each(string array, string name) =>
        [.. (array.Length == 0 ? Json : Json.GetProperty(array)).EnumerateArray().Select(e => e.TryGetProperty(name, out var v) ? v.ToString() : "")];

    /// <summary>A problem has a type of its own, the status and a whole sentence.</summary>
    public Answer AssertProblem()
    {
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal($"{Status}", this["status"]);
        Assert.Matches(@"(?s)^\S.*[.!?]$", this["detail"]);
        return this;
    }
}

public static class Http
{
    public static Task<Answer> Ask(this HttpClient http, string path) => Request(http, new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts JSON; without a body an empty object.</summary>
    public static Task<Answer> Tell(this HttpClient http, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? new { }, options: Json.Options) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Request(http, request);
    }

    /// <summary>Posts bytes as they are.</summary>
    public static Task<Answer> TellRaw(this HttpClient http, string path, byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Request(http, new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    public static Task<Answer> TellRaw(this HttpClient http, string path, string body) => http.TellRaw(path, Encoding.UTF8.GetBytes(body));

    public static async Task<Answer> Request(this HttpClient http, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request);
            return new Answer(
                (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType,
                response.Headers.ETag?.Tag, response.Headers.Location);
        }
    }
}
