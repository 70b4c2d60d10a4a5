using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>A look at a page in one state, and what is wrong with it.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>The library for Playwright opens a tab for each look; asked directly, axe answers where it stands.</summary>
    private const string RunAxe = """
        () => axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, rules: { 'target-size': { enabled: true } },
          resultTypes: ['violations']
        }).then(found => [String(found.passes.length), ...found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`)])
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const int MostAtFirst = 150 * 1024;
    private const int MostAfterwards = 15 * 1024;

    private readonly Tab tab;
    private readonly List<string> faults = [];

    private Visit(Tab tab) => this.tab = tab;

    public IPage Page => tab.Page;

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Faults => [.. faults, .. tab.Faults];

    /// <summary>Opens the page and does what leads to the state.</summary>
    public static async Task<Visit> To(State state)
    {
        var scene = await state.Scene();
        var visit = new Visit(await Tab.For(state.Person, scene.App.Address));
        await visit.Open(scene.Address(state.Path), state.IsError);
        if (state.Then is { } then)
            await then(visit.Page);
        return visit;
    }

    public void Expect(string what, bool isSo)
    {
        if (!isSo)
            faults.Add("It " + what);
    }

    /// <summary>Looks at it on a screen of this width.</summary>
    public async Task LookAt(int width)
    {
        await Page.SetViewportSizeAsync(width, width < 600 ? 640 : 900);
        // The page hears of its new width a moment later, and the header puts what has no room under "More" some frames after that.
        await Page.WaitForFunctionAsync("width => innerWidth === width", width);
        await Page.EvaluateAsync("() => new Promise(done => { let frames = 5; const next = () => frames-- > 0 ? requestAnimationFrame(next) : done(); next(); })");
        await Page.WaitForFunctionAsync("() => new Set([...document.querySelectorAll('.nhsuk-header__navigation-list > li')].filter(i => i.offsetParent).map(i => i.offsetTop)).size < 2");
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.EvaluateAsync(Axe);
        var found = await Page.EvaluateAsync<string[]>(RunAxe);
        Expect("is looked at by axe", int.Parse(found[0]) > 5);
        faults.AddRange(found.Skip(1).Select(f => $"At {width}, {f}"));
        faults.AddRange((await Layout.TooWide(Page)).Select(e => $"At {width} this is wider than the screen: {e}"));
    }

    /// <summary>Looks whether the page leads to what is wrong.</summary>
    public async Task LookAtErrors()
    {
        if (await Page.Locator(".nhsuk-error-summary").CountAsync() == 0)
        {
            faults.Add("It has no error summary");
            return;
        }
        Expect("has a title that begins with Error", (await Page.TitleAsync()).StartsWith("Error: ", StringComparison.Ordinal));
        Expect("puts the focus on the error summary", await Page.EvaluateAsync<bool>("document.activeElement.matches('.nhsuk-error-summary')"));
        foreach (var link in await Page.Locator(".nhsuk-error-summary__list a").AllAsync())
        {
            await link.ClickAsync();
            var leads = await link.EvaluateAsync<bool>("a => document.activeElement.id === decodeURIComponent(a.hash.slice(1)) && document.activeElement.matches('input, textarea, select')");
            Expect($"has a summary whose link leads to a box: {await link.GetAttributeAsync("href")}", leads);
        }
    }

    public Task Picture(string file, int width) => Page.ScreenshotAsync(new() { Path = $"{file}-{width}.png", FullPage = true });

    public ValueTask DisposeAsync() => tab.DisposeAsync();

    private async Task Open(string address, bool isError)
    {
        Expect("answers", await tab.GoTo(address) || isError);
        Expect($"transfers at most 150 KB at first, and not {tab.Weight / 1024:0.0}", tab.Weight is > 0 and <= MostAtFirst);
        if (isError)
            return;
        // It may be the first page with this style or script.
        if (tab.Transferred > MostAfterwards)
            await tab.GoTo(address);
        Expect($"transfers at most 15 KB afterwards, and not {tab.Transferred / 1024:0.0}", tab.Transferred is > 0 and <= MostAfterwards);
    }
}
