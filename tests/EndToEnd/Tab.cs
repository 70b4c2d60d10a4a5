using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>
/// A page of the browser with what it noted while it was open. Opening one takes longer than most looks, so one look uses it after the
/// other; between them it forgets who was there and what was typed, and keeps only what a browser keeps of every site: style and scripts.
/// </summary>
public sealed class Tab : IAsyncDisposable
{
    private static readonly ConcurrentBag<Tab> Free = [];

    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentDictionary<string, string> asked = new();
    private readonly ConcurrentDictionary<string, double> sizes = new();
    private readonly ICDPSession session;
    private Uri app = null!;

    private Tab(IPage page, ICDPSession session) => (Page, this.session) = (page, session);

    public IPage Page { get; }

    /// <summary>What the browser noted that should not have happened, one sentence each.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>How many bytes came over the network with the page that was opened last.</summary>
    public double Transferred { get; private set; }

    /// <summary>How many bytes would have come over the network with it, had the browser seen nothing before.</summary>
    public double Weight { get; private set; }

    /// <summary>A tab for somebody to look at an app with: 1,280 pixels wide, and nothing is kept in it of anybody.</summary>
    public static async Task<Tab> For(string? person, Uri app)
    {
        var tab = Free.TryTake(out var free) ? free : await Open();
        tab.app = app;
        tab.faults.Clear();
        await tab.Page.SetViewportSizeAsync(1280, 900);
        await tab.Page.SetExtraHTTPHeadersAsync(person is null ? [] : [new(App.Local.DemonstrationSignIn.UserHeader, person)]);
        return tab;
    }

    /// <summary>Goes to an address; true where it is answered with 200.</summary>
    public async Task<bool> GoTo(string address)
    {
        (Transferred, Weight) = (0, 0);
        var answer = await Page.GotoAsync(address);
        // What the network told before it answers this has been counted then.
        await session.SendAsync("Runtime.evaluate", new() { ["expression"] = "0" });
        return answer is { Status: 200 };
    }

    /// <summary>Leaves nothing behind, and the tab to whoever looks next.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.EvaluateAsync("() => sessionStorage.clear()");
        await Page.GotoAsync("about:blank");
        await session.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = app.GetLeftPart(UriPartial.Authority), ["storageTypes"] = "all" });
        await Page.Context.ClearCookiesAsync();
        Free.Add(this);
    }

    private static async Task<Tab> Open()
    {
        var context = await (await Chromium.Browser).NewContextAsync();
        var page = await context.NewPageAsync();
        var tab = new Tab(page, await context.NewCDPSessionAsync(page));
        tab.Listen();
        await tab.session.SendAsync("Network.enable");
        return tab;
    }

    private void Listen()
    {
        Page.PageError += (_, error) => faults.Enqueue("A script failed: " + error);
        Page.Console += (_, message) =>
        {
            // A browser calls any answer like 422 an error, the page's own too.
            if (message.Type is "error" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal))
                faults.Enqueue("On the console: " + message.Text);
        };
        Page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is not "data" and not "blob" and not "about" && address.Authority != app.Authority)
                faults.Enqueue("It asked another host: " + address.Authority);
        };
        Page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !response.Request.IsNavigationRequest)
                faults.Enqueue($"{response.Url} was answered with {response.Status}");
        };
        session.Event("Network.responseReceived").OnEvent += (_, seen) => asked[Text(seen, "requestId")] = seen!.Value.GetProperty("response").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, loaded) => Count(asked.GetValueOrDefault(Text(loaded, "requestId"), ""), loaded!.Value.GetProperty("encodedDataLength").GetDouble());
    }

    /// <summary>What the browser has kept comes in no bytes, and weighs what it did when it came.</summary>
    private void Count(string address, double bytes)
    {
        if (bytes > 0)
            sizes[address] = bytes;
        Transferred += bytes;
        Weight += sizes.GetValueOrDefault(address);
    }

    private static string Text(JsonElement? told, string name) => told!.Value.GetProperty(name).GetString()!;
}
