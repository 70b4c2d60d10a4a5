namespace SinglePointOfReferral.EndToEnd;

/// <summary>A way in which somebody uses the pages.</summary>
/// <param name="FontSize">In pixels; 16 is what a browser has at first.</param>
public sealed record Mode(string Name, int Width, int Height, bool HasScript = true, bool IsTouch = false, bool IsKeyboard = false, int FontSize = 16)
{
    public static readonly IReadOnlyList<Mode> All =
    [
        new("without JavaScript", 1280, 900, HasScript: false),
        new("on a small telephone", 360, 640, IsTouch: true),
        new("by keyboard alone", 1280, 900, IsKeyboard: true),
        new("with text twice as large", 1280, 900, FontSize: 32),
    ];

    public static TheoryData<string> Names => new(All.Select(m => m.Name));

    public static Mode Of(string name) => All.Single(m => m.Name == name);

    /// <summary>Somebody at a browser of this kind, not signed in.</summary>
    public async Task<Hands> Sit(Uri app)
    {
        var context = await (await Chromium.Browser).NewContextAsync(new()
        {
            BaseURL = app.AbsoluteUri, JavaScriptEnabled = HasScript, HasTouch = IsTouch, IsMobile = IsTouch, ViewportSize = new() { Width = Width, Height = Height },
        });
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Page.setFontSizes", new() { ["fontSizes"] = new { standard = FontSize, @fixed = FontSize } });
        return new Hands(page, this);
    }

    public override string ToString() => Name;
}
