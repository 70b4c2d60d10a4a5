using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SinglePointOfReferral.App.Tests.Identity;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>Somebody who signed in through the platform, calling the API through the host.</summary>
public sealed class HostedCaller(HostStandIn host, string organisation, string role)
{
    /// <summary>What no log, text or queue message may repeat.</summary>
    public static readonly string[] PersonalWords = ["Edith", "Winterbourne", "999 000 0018", "9990000018", "SS1 2AB", "Marine Parade", "kitchen floor"];

    public static readonly object Referral = new
    {
        name = "Edith Winterbourne", dateOfBirth = "1938-02-03", nhsNumber = "999 000 0018", postcode = "SS1 2AB", address = "12 Marine Parade",
        reason = "fall", howSoon = "two-hours", whatChanged = "Found on the kitchen floor this morning", callBack = "07700 900123",
    };

    /// <summary>The header of App Service authentication, as the platform writes it.</summary>
    public static string HeaderOf(string organisation, string role) => SignIns.Entra($"{role}-of-{organisation}", "A Professional");

    private readonly string principal = HeaderOf(organisation, role);

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, (Uri?)null) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", principal);
        return host.Proxy(request, path);
    }

    public async Task<JsonNode> Get(string path) => await Json(await Send(HttpMethod.Get, path));

    public async Task<JsonNode> Post(string path, object? body = null) => await Json(await Send(HttpMethod.Post, path, body));

    /// <summary>Submits the referral and returns its reference.</summary>
    public async Task<string> Refer() => (string)(await Post("/api/referrals", Referral))["reference"]!;

    /// <summary>The names of the facts of a referral, in order.</summary>
    public async Task<IReadOnlyList<string>> History(string reference) =>
        [.. (await Get($"/api/referrals/{reference}"))["history"]!.AsArray().Select(f => (string)f!["type"]!)];

    private static async Task<JsonNode> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
