using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>What is done with the demonstration's telephone.</summary>
public static class Keypad
{
    /// <summary>Rings the service as whoever is signed in, and presses some keys, or other buttons of the telephone.</summary>
    public static Func<IPage, Task> Ring(params string[] buttons) => async page =>
    {
        await Forms.Left(page, () => page.Locator("[data-phone] form button").ClickAsync());
        foreach (var button in buttons)
        {
            await page.Locator($"[data-phone] :is([name=key], [name=do])[value='{button}']").ClickAsync();
            await page.Locator("[data-phone]:not([aria-busy])").WaitForAsync();
        }
    };

    /// <summary>Rings the service, and types what is no key of a telephone.</summary>
    public static Func<IPage, Task> RingAndType(string text) => async page =>
    {
        await Ring()(page);
        await page.Locator("[name=keys]").FillAsync(text);
        await Forms.Left(page, () => page.Locator("[name=do][value=press]").ClickAsync());
    };
}
