using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>
/// Somebody who fills in forms and presses buttons: with a mouse, a finger, or by keyboard alone. Boxes are known by their names
/// and buttons by where they lead, so that words may change. Each page is looked at: it fits the screen and nothing is cut off.
/// </summary>
public sealed class Hands(IPage page, Mode mode) : IAsyncDisposable
{
    private const string MainButton = "main form[method=post] button[type=submit]:not(.nhsuk-button--secondary, .nhsuk-button--small):visible";
    private const int MostStops = 250;

    public IPage Page => page;

    public async Task Open(string path)
    {
        await page.GotoAsync(path);
        await Look();
    }

    /// <summary>Opens a page as somebody who has to sign in first, and is there then.</summary>
    public async Task SignIn(string person, string to)
    {
        await Open(to);
        await Press("person", person);
    }

    public Task Type(string box, string text) => mode.IsKeyboard
        ? TypeByKeyboard(page.Locator($"main [name='{box}']").First, text)
        : page.Locator($"main [name='{box}']").First.FillAsync(text);

    /// <summary>Chooses one of several, or ticks a box.</summary>
    public async Task Choose(string box, string value)
    {
        var choice = page.Locator($"main [name='{box}'][value='{value}']");
        if (mode.IsKeyboard)
            await ChooseByKeyboard(choice, box);
        else
            await Press(page.Locator($"label[for='{await choice.GetAttributeAsync("id")}']"));
        Assert.True(await choice.IsCheckedAsync(), $"{box} is not {value}");
    }

    /// <summary>Selects one of a list that drops down.</summary>
    public async Task Select(string box, string value)
    {
        var list = page.Locator($"main select[name='{box}']").First;
        if (!mode.IsKeyboard)
        {
            await list.SelectOptionAsync(value);
            return;
        }
        await Reach(list);
        for (var i = 0; i < MostStops && await list.InputValueAsync() != value; i++)
            await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(value, await list.InputValueAsync());
    }

    /// <summary>Opens the part of the page that is folded up around a box.</summary>
    public async Task Unfold(string box)
    {
        var summary = page.Locator($"main details:has([name='{box}']) > summary");
        if (mode.IsKeyboard)
        {
            await Reach(summary);
            await page.Keyboard.PressAsync("Enter");
        }
        else
        {
            await Press(summary);
        }
    }

    /// <summary>Follows a link to an address.</summary>
    public Task Follow(string path) => Leave(page.Locator($"main a[href='{path}']").First);

    /// <summary>Presses the first button that leads to an address.</summary>
    public Task Send(string path) => Leave(page.Locator($"main form[action='{path}'] button, main button[formaction='{path}']").First);

    /// <summary>Presses the button of the form that has a box.</summary>
    public Task SendWith(string box, string? value = null) =>
        Leave(page.Locator($"main form:has([name='{box}']{(value is null ? "" : $"[value='{value}']")}) button"));

    public Task Press(string name, string value) => Leave(page.Locator($"main button[name='{name}'][value='{value}']"));

    /// <summary>Presses the page's main button.</summary>
    public Task Send() => Leave(page.Locator(MainButton).Last);

    public async Task<string> Text() => await page.Locator("body").InnerTextAsync();

    public async Task Sees(string words)
    {
        var text = await Text();
        Assert.True(text.Contains(words, StringComparison.OrdinalIgnoreCase), $"{mode}, {page.Url} does not say “{words}”:\n{text}");
    }

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();

    private async Task Leave(ILocator there)
    {
        await Forms.Left(page, async () =>
        {
            if (mode.IsKeyboard)
            {
                await Reach(there);
                await page.Keyboard.PressAsync("Enter");
            }
            else
            {
                await Press(there);
            }
        });
        await Look();
    }

    private Task Press(ILocator there) => mode.IsTouch ? there.TapAsync() : there.ClickAsync();

    private async Task TypeByKeyboard(ILocator box, string text)
    {
        await Reach(box);
        await page.Keyboard.TypeAsync(text);
    }

    private async Task ChooseByKeyboard(ILocator choice, string box)
    {
        var isRadio = await choice.GetAttributeAsync("type") == "radio";
        await Reach(isRadio ? page.Locator($"main [name='{box}']") : choice);
        if (await choice.IsCheckedAsync())
            return;
        for (var i = 0; isRadio && i < MostStops && !await HasFocus(choice); i++)
            await page.Keyboard.PressAsync("ArrowDown");
        if (!await choice.IsCheckedAsync())
            await page.Keyboard.PressAsync("Space");
    }

    /// <summary>Goes on with the Tab key until one of these has the focus, which must be seen at every stop.</summary>
    private async Task Reach(ILocator there)
    {
        if (await HasFocus(there))
            return;
        for (var i = 0; i < MostStops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (isThere, unseen) = await Layout.Focus(there);
            Assert.True(unseen is null, $"The focus is not seen on {unseen}");
            if (isThere)
                return;
        }
        Assert.Fail($"The keyboard does not reach {there}");
    }

    private static Task<bool> HasFocus(ILocator there) => there.EvaluateAllAsync<bool>("all => all.includes(document.activeElement)");

    private async Task Look()
    {
        var faults = (await Layout.TooWide(page)).Concat(mode.FontSize > 16 ? await Layout.Clipped(page) : []).ToList();
        Assert.True(faults.Count == 0, $"{mode}, {page.Url}: {string.Join(' ', faults)}");
        if (mode.FontSize > 16)
            Assert.Equal($"{mode.FontSize}px", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
    }
}
