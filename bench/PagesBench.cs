using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.EndToEnd;

namespace SinglePointOfReferral.Bench;

/// <summary>How soon the largest thing on a page is seen, by a browser that has been to none, on a processor a quarter as fast.</summary>
internal static class PagesBench
{
    private const int Open = 200;
    private const int Times = 5;
    private const int Slower = 4;

    private const string LargestPaint = """
        () => new Promise(resolve => {
          let last
          new PerformanceObserver(list => { last = list.getEntries().at(-1)?.startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
          setTimeout(() => resolve(last ?? -1), 500)
        })
        """;

    public static async Task<IEnumerable<Figure>> Run()
    {
        await using var bed = await Bed.Embedded();
        await using var app = await bed.Start(Background.Nothing);
        using var http = await Http.Connect(app.Address);
        var references = new List<string>();
        foreach (var request in Referrals.Requests(Open))
            references.Add((await http.Send(request)).Json().GetProperty("reference").GetString()!);
        await app.Get<LocalLoops>().RunUntilIdle();
        (string Name, string Person, string Path)[] pages =
        [
            ("the form", Referrals.Referrer.Id, "/refer"), ("a referral", Referrals.Referrer.Id, $"/referrals/{references[0]}"),
            ("our referrals, 200 open", Referrals.Referrer.Id, "/referrals"), ("hub board, 200 open", Of(App.Audit.Role.Hub), "/hub"), ("worklist", Of(App.Audit.Role.Provider), "/worklist"),
        ];
        var figures = new List<Figure>();
        foreach (var (name, person, path) in pages)
        {
            var times = new List<double>();
            for (var i = 0; i <= Times; i++)
                times.Add(await Look(new Uri(app.Address, path), person));
            figures.Add(Figure.AtMost($"pages: largest paint of {name}, processor {Slower} times slower, median", times.Skip(1).Median(), 1000, " ms"));
            Report.Progress($"pages: {path} {string.Join(", ", times.Select(t => $"{t:0}"))} ms, the first left out");
        }
        return figures;
    }

    private static string Of(App.Audit.Role role) => Referrals.People.First(p => p.Roles.Contains(role)).Id;

    private static async Task<double> Look(Uri address, string person)
    {
        await using var context = await (await Chromium.Browser).NewContextAsync(new() { ExtraHTTPHeaders = [new(DemonstrationSignIn.UserHeader, person)] });
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Slower });
        if (await page.GotoAsync(address.AbsoluteUri) is not { Ok: true })
            throw new InvalidOperationException($"{address.AbsolutePath} was not answered.");
        return await page.EvaluateAsync<double>(LargestPaint);
    }
}
