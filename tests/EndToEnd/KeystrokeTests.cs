using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>
/// How long a referral takes by the keystroke-level model ("The keystroke-level model for user performance time with interactive
/// systems", Card, Moran and Newell, Communications of the ACM 23, 1980): 0.28 s a key, 1.1 s a tap or click, 1.35 s a decision.
/// </summary>
public sealed class KeystrokeTests(Xunit.Abstractions.ITestOutputHelper told)
{
    private const double Key = 0.28;
    private const double Tap = 1.1;
    private const double Decision = 1.35;
    private const int MostInputs = 12;
    private const double MostSeconds = 90;

    /// <summary>What a paramedic says of a faller at home: every box that must be filled in.</summary>
    private static readonly (string Box, string Text)[] Typed =
    [
        ("name", "Edith Example"), ("dateOfBirth-day", "9"), ("dateOfBirth-month", "3"), ("dateOfBirth-year", "1942"), ("nhsNumber", "9990000018"),
        ("postcode", "ss12ab"), ("whatChanged", "Fell in kitchen 8am, no injury, cannot manage stairs"), ("callBack", "07700900201"),
    ];

    private static readonly (string Box, string Value)[] Chosen = [("reason", "fall"), ("howSoon", "two-hours")];

    [Theory]
    [InlineData("phone", 360, 640)]
    [InlineData("desktop", 1280, 900)]
    public async Task A_faller_at_home_is_referred_in_under_ninety_seconds(string device, int width, int height)
    {
        await using var app = await TestApp.Start();
        await using var context = await (await Chromium.Browser).NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, HasTouch = device == "phone", BaseURL = app.Address.AbsoluteUri,
            ExtraHTTPHeaders = [new(App.Local.DemonstrationSignIn.UserHeader, TestApp.Paramedic)],
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/refer");
        var (keys, taps, decisions) = (0, 0, 0);
        foreach (var (box, text) in Typed)
        {
            // Each box is thought about, gone to, and typed into.
            (decisions, taps, keys) = (decisions + 1, taps + 1, keys + text.Length);
            await page.Locator($"[name='{box}']").ClickAsync();
            await page.Keyboard.TypeAsync(text);
        }
        foreach (var (box, value) in Chosen)
        {
            (decisions, taps) = (decisions + 1, taps + 1);
            await page.Locator($"[name='{box}'][value='{value}']").CheckAsync();
        }

        // The red flags are read, what would happen is read, and it is sent.
        (decisions, taps) = (decisions + 3, taps + 1);
        await Expect(page.Locator("#preview")).ToContainTextAsync("Rapid Response East would be offered this now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refer this person" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("submitted=1$"), new() { Timeout = 30_000 });

        var seconds = keys * Key + taps * Tap + decisions * Decision;
        told.WriteLine($"{device}: {Typed.Length + Chosen.Length} inputs, {keys} keys, {taps} taps, {decisions} decisions: {seconds:0} s");
        Assert.InRange(Typed.Length + Chosen.Length, 1, MostInputs);
        Assert.InRange(seconds, 1, MostSeconds);
    }

    /// <summary>Nothing besides is required: without any one of them the form comes back.</summary>
    [Fact]
    public async Task Every_input_that_is_counted_is_required_and_no_other()
    {
        await using var app = await TestApp.Start();
        using var paramedic = app.As(TestApp.Paramedic);
        foreach (var left in Typed.Select(t => t.Box).Concat(Chosen.Select(c => c.Box)).Append(null))
        {
            var form = await paramedic.GetStringAsync("/refer");
            var token = Regex.Match(form, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
            var fields = Typed.Concat(Chosen).Where(f => f.Item1 != left).Append(("__RequestVerificationToken", token)).ToDictionary(f => f.Item1, f => f.Item2);
            using var answer = await paramedic.PostAsync("/refer", new FormUrlEncodedContent(fields));
            Assert.Equal((left, left is null ? 302 : 422), (left, (int)answer.StatusCode));
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
