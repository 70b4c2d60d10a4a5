using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>What is done with a form to bring its page into a state.</summary>
public static partial class Forms
{
    /// <summary>Empties the page's form and sends it.</summary>
    public static async Task SendEmpty(IPage page)
    {
        await page.EvaluateAsync("""
            () => {
              const form = [...document.querySelectorAll('main form[method=post]')].find(f => f.querySelector('input:not([type=hidden]), textarea, select'))
              for (const box of form.querySelectorAll('input:not([type=hidden]), textarea, select')) {
                if (box.type === 'radio' || box.type === 'checkbox') box.checked = false
                else if (box.tagName === 'SELECT') box.selectedIndex = 0
                else box.value = ''
              }
            }
            """);
        await Left(page, () => page.Locator("main form[method=post]:has(input:not([type=hidden]), textarea, select) button[type=submit]:visible").First.ClickAsync());
    }

    /// <summary>Fills in a box of the form with this address and sends it.</summary>
    public static Func<IPage, Task> Send(string action, string field, string text) => async page =>
    {
        var form = page.Locator($"form[action*='{action}']").First;
        await form.Locator($"[name='{field}']").FillAsync(text);
        await Left(page, () => form.Locator("button[type=submit]").First.ClickAsync());
    };

    /// <summary>Presses a button of the form with this address, which says something else than it was made to say.</summary>
    public static Func<IPage, Task> SendWith(string action, string name, string value) => async page =>
    {
        var button = page.Locator($"form[action*='{action}'] button[name='{name}']").First;
        await button.EvaluateAsync("(button, value) => button.value = value", value);
        await Left(page, () => button.ClickAsync());
    };

    /// <summary>Presses the button of the form with this address, which goes elsewhere than it was made to go.</summary>
    public static Func<IPage, Task> SendTo(string action, string address) => async page =>
    {
        var form = page.Locator($"form[action$='{action}']").First;
        var button = await form.Locator("button").First.ElementHandleAsync();
        await form.EvaluateAsync("(form, address) => form.action = address", (await Scene.Full).Address(address));
        await Left(page, () => button.ClickAsync());
    };

    /// <summary>Follows the first link whose address has this in it, and may send what is there empty.</summary>
    public static Func<IPage, Task> Follow(string address, bool andSendEmpty = false) => async page =>
    {
        await Left(page, () => page.Locator($"main a[href*='{address}']").First.ClickAsync());
        if (andSendEmpty)
            await SendEmpty(page);
    };

    /// <summary>Fills in a form that was opened before somebody else acted: it goes to another referral, where that has happened.</summary>
    public static Func<IPage, Task> SendLate(string address, string box, string text) => async page =>
    {
        await page.Locator($"main [name='{box}']").First.FillAsync(text);
        await page.Locator("main form[method=post]").First.EvaluateAsync("(form, address) => form.action = address", (await Scene.Full).Address(address));
        await Left(page, () => page.Locator("main form[method=post] button[type=submit]").First.ClickAsync());
    };

    /// <summary>Presses the button that leads to an address, even if scripts have hidden it.</summary>
    public static Func<IPage, Task> SendBy(string address) => page =>
        Left(page, () => page.Locator($"button[formaction='{address}']").EvaluateAsync("button => button.click()"));

    /// <summary>Fills in a referral and goes on to check it, as somebody without scripts does.</summary>
    public static async Task CheckAnswers(IPage page)
    {
        foreach (var (box, text) in new[] { ("name", "Edith Example"), ("dateOfBirth-day", "9"), ("dateOfBirth-month", "3"), ("dateOfBirth-year", "1942"), ("nhsNumber", "999 000 0018"), ("postcode", "SS1 2AB"), ("whatChanged", "Fell in the kitchen."), ("callBack", "07700 900201") })
            await page.Locator($"[name='{box}']").FillAsync(text);
        foreach (var choice in new[] { "[name=reason][value=fall]", "[name=howSoon][value=two-hours]" })
            await page.Locator(choice).CheckAsync();
        await SendBy("/refer?handler=check")(page);
    }

    /// <summary>Closes a service without saying why, nor until when.</summary>
    public static Func<IPage, Task> CloseWithNothing(string service) => async page =>
    {
        await page.Locator($"details:has([name='reason-{service}']) > summary").ClickAsync();
        await page.Locator($"[name='day-{service}-day']").FillAsync("");
        await Left(page, () => page.Locator($"form:has([name='reason-{service}']) button").ClickAsync());
    };

    /// <summary>Closes a strand with something wrong in all that is folded away.</summary>
    public static async Task CloseWithMore(IPage page)
    {
        foreach (var summary in await page.Locator("main details > summary").AllAsync())
            await summary.ClickAsync();
        foreach (var (box, text) in new[] { ("hoursBefore", "ten"), ("instrument-eq-vas", "101"), ("onwardReason", "To cook again.") })
            await page.Locator($"[name='{box}']").FillAsync(text);
        await Left(page, () => page.Locator("main form[method=post] button[type=submit]").First.ClickAsync());
    }

    /// <summary>Ticks the first box of a name, and waits for what the page makes of it.</summary>
    public static Func<IPage, Task> Tick(string name) => page =>
        page.RunAndWaitForResponseAsync(() => page.Locator($"[name='{name}']").First.CheckAsync(), _ => true);

    /// <summary>Whether the page is shown to the person as it is.</summary>
    public static async Task<bool> IsShown(State state) => (await Html(state)) is not null;

    /// <summary>Whether the page has a form with something to fill in.</summary>
    public static async Task<bool> CanBeSentEmpty(State state) =>
        FormsOfMain().Matches(await Html(state) ?? "").Any(form => Regex.IsMatch(form.Value, "<textarea|<select|<input(?![^>]*type=\"hidden\")"));

    private static async Task<string?> Html(State state)
    {
        var scene = await state.Scene();
        using var answer = await scene.App.As(state.Person).GetAsync(scene.Address(state.Path));
        return answer.StatusCode is System.Net.HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : null;
    }

    /// <summary>Does what makes the browser load another page, and waits until it has.</summary>
    public static async Task Left(IPage page, Func<Task> press)
    {
        var loaded = new TaskCompletionSource();
        void Note(object? sender, IPage page) => loaded.TrySetResult();
        page.Load += Note;
        await press();
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        page.Load -= Note;
    }

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FormsOfMain();
}
