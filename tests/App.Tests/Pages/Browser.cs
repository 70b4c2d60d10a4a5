using System.Net;
using System.Text.RegularExpressions;

namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>A page as it was answered.</summary>
public sealed record Page(int Status, string Html, string? Location)
{
    /// <summary>The text as it is read: without markup, entities resolved.</summary>
    public string Text => WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(Html, "<[^>]+>", " "), @"\s+", " "));

    /// <summary>The value of a box or of a hidden field.</summary>
    public string Value(string name) =>
        WebUtility.HtmlDecode(Regex.Match(Tag(name), "value=\"([^\"]*)\"").Groups[1].Value);

    /// <summary>The message beside a field.</summary>
    public string Error(string field) =>
        WebUtility.HtmlDecode(Regex.Match(Html, $"id=\"{field}-error\"[^>]*>\\s*<span[^>]*>[^<]*</span>([^<]*)").Groups[1].Value.Trim());

    /// <summary>Where the error summary links to.</summary>
    public IReadOnlyList<string> Summary =>
        [.. Regex.Matches(Regex.Match(Html, "nhsuk-error-summary.*?</ul>", RegexOptions.Singleline).Value, "href=\"#([^\"]+)\"").Select(m => m.Groups[1].Value)];

    private string Tag(string name) => Regex.Match(Html, $"<input[^>]* name=\"{name}\"[^>]*>").Value;
}

/// <summary>One person at a browser without JavaScript: it keeps cookies, and sends a form back with what the page hid in it.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient http;

    private Browser(Uri address) => http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = address };

    /// <summary>Signs in by the demonstration's own page.</summary>
    public static async Task<Browser> Of(TestApp app, string person)
    {
        var browser = new Browser(app.Address);
        Assert.Equal(302, (await browser.Send("/local/sign-in", new() { ["person"] = person })).Status);
        return browser;
    }

    public static Browser SignedOut(TestApp app) => new(app.Address);

    public async Task<Page> Open(string path)
    {
        using var response = await http.GetAsync(path);
        return await Read(response);
    }

    /// <summary>Opens a page, fills in its form, and sends it to where the page is, or elsewhere.</summary>
    public async Task<Page> Send(string path, Dictionary<string, string> boxes, string? to = null, Page? from = null)
    {
        var page = from ?? await Open(path);
        var fields = new Dictionary<string, string>(boxes);
        foreach (var hidden in new[] { "__RequestVerificationToken", "key", "version" })
        {
            if (page.Value(hidden) is { Length: > 0 } value)
                fields.TryAdd(hidden, value);
        }
        using var response = await http.PostAsync(to ?? path, new FormUrlEncodedContent(fields));
        return await Read(response);
    }

    public void Dispose() => http.Dispose();

    private static async Task<Page> Read(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);
}
