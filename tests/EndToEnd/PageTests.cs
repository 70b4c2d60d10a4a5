using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.Hosting;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>Every page in every state: accessible, small, quiet and as wide as the screen; where it refuses, it leads to what is wrong.</summary>
public sealed class PageTests
{
    private const int AtOnce = 2;
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } ? Path.Combine(App.RunOptions.Root, "artifacts", "screenshots") : null;

    /// <summary>The routes of all pages, as they were compiled.</summary>
    public static TheoryData<string> Routes =>
        new(typeof(App.Composition).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
            .SelectMany(item => item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>())
            .Where(about => about.Key == "RouteTemplate").Select(about => App.Audit.Permissions.Normal(about.Value)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_page_is_good_to_use_in_every_state(string route) => await LookAt(route, await States.Of(route));

    [Theory]
    [InlineData("nowhere", "/nothing-here", 404)]
    [InlineData("refused", "/hub", 403)]
    public async Task What_is_not_there_is_told_on_a_page_that_is_as_good(string name, string path, int status)
    {
        var app = (await Scene.Full).App;
        Assert.Equal(status, (await app.As(TestApp.Gp).Ask(path)).Status);
        await using var visit = await Visit.To(new State(name, () => Scene.Full, TestApp.Gp, path) { IsError = true });
        await visit.LookAt(360);
        Assert.True(visit.Faults.Count == 0, string.Join('\n', visit.Faults));
    }

    [Fact]
    public async Task A_page_that_is_not_good_is_found_out()
    {
        await using var visit = await Visit.To(new State("bad", () => Scene.Empty, null, "/"));
        Assert.Empty(visit.Faults);
        await visit.Page.SetContentAsync("""<title>Bad</title><img src="/assets/none.png" width="2000"><p style="color: red">Words</p><button id="button">Press</button>""");
        await visit.LookAt(360);
        await visit.LookAtErrors();
        foreach (var fault in new[] { "At 360, image-alt", "wider than the screen: <img", "On the console: Applying inline style violates", "was answered with 404", "has no error summary" })
            Assert.Contains(visit.Faults, f => f.Contains(fault, StringComparison.Ordinal));
        await visit.Page.EvaluateAsync("() => { const button = document.getElementById('button'); button.style.outline = 'none'; button.focus() }");
        Assert.Contains("button", await Layout.FocusThatIsNotSeen(visit.Page));
        await visit.Page.EvaluateAsync("() => { const p = document.querySelector('p'); p.style.overflow = 'hidden'; p.style.height = '5px' }");
        Assert.Single(await Layout.Clipped(visit.Page));
    }

    private static async Task LookAt(string route, IReadOnlyList<State> states)
    {
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(states, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (state, _) =>
        {
            await using var visit = await Visit.To(state);
            // What a refusal adds is looked at where there is least room for it.
            foreach (var width in state.IsError && Pictures is null ? new[] { 360 } : [1280, 360])
            {
                await visit.LookAt(width);
                if (Pictures is not null)
                    await visit.Picture(Path.Combine(Pictures, FileName(route), FileName(state.Name)), width);
            }
            if (state.IsError)
                await visit.LookAtErrors();
            foreach (var fault in visit.Faults)
                faults.Add($"{state.Name}: {fault}");
        });
        Assert.True(faults.IsEmpty, $"{route}\n" + string.Join('\n', faults.Order(StringComparer.Ordinal)));
    }

    private static string FileName(string name) => Regex.Replace(name, "[^a-z0-9]+", "-").Trim('-') is { Length: > 0 } kept ? kept : "start";
}
