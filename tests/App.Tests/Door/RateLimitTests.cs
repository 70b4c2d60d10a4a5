using System.Net;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Tests.Identity;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>How much one person, one system and one address may ask in a moment.</summary>
public sealed class RateLimitTests
{
    private static readonly RateLimit Three = new(3, 1, TimeSpan.FromHours(1));
    private static readonly RateLimit Plenty = new(10_000, 1, TimeSpan.FromHours(1));

    private static Func<Setup, Setup> Only(Func<RateLimits, RateLimits> limits) =>
        s => s with { Limits = limits(new RateLimits { Person = Plenty, System = Plenty, Address = Plenty, Sensitive = Plenty }) };

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_ask_again_and_nobody_else_notices()
    {
        await using var app = await TestApp.Start(with: Only(l => l with { Person = Three }));
        foreach (var expected in new[] { 200, 200, 200, 429, 429 })
        {
            using var page = await app.As(TestApp.Clinician).GetAsync("/hub");
            Assert.Equal(expected, (int)page.StatusCode);
            if (expected != 429)
                continue;
            Assert.InRange(int.Parse(Assert.Single(page.Headers.GetValues("Retry-After"))), 1, 3600);
            Assert.Contains("Wait a moment, then try again.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(200, (await app.As(TestApp.Gp).Ask("/referrals")).Status);
        var before = app.Ground.Trips;
        Assert.Equal(429, (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).AssertProblem().Status);
        Assert.Equal(before, app.Ground.Trips);
    }

    [Fact]
    public async Task Another_system_is_counted_by_a_limit_of_its_own()
    {
        await using var app = await Outside.Start(Only(l => l with { Person = Three, Address = Three }));
        var system = SignIns.System("hospital", "referrer");
        await app.LetIn(system, "F81001", Role.Referrer);
        for (var i = 0; i < 6; i++)
            Assert.Equal(200, (await app.AskAs(system, "/api/referrals")).Status);
    }

    [Fact]
    public async Task What_was_typed_stays_and_can_be_sent_from_the_page_that_says_so()
    {
        await using var app = await TestApp.Start(with: Only(l => l with { Person = Three }));
        for (var i = 0; i < 3; i++)
            await app.As(TestApp.Gp).Ask("/referrals");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["whatChanged"] = "Fell <twice> in the night" });
        using var answer = await app.As(TestApp.Gp).PostAsync("/refer", form);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        var page = new Page(429, await answer.Content.ReadAsStringAsync(), null);
        Assert.Equal("Fell <twice> in the night", page.Value("whatChanged"));
        Assert.Contains("Send it again", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anybody_has_signed_in_addresses_are_counted_and_what_is_written_before_them_is_not_believed()
    {
        await using var app = await Outside.Start(Only(l => l with { Address = Three }));
        var statuses = new List<int>();
        foreach (var forged in new[] { "198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4" })
        {
            using var answer = await app.Send(Outside.Request(HttpMethod.Get, "/", address: $"{forged}, 203.0.113.7"));
            statuses.Add((int)answer.StatusCode);
        }
        Assert.Equal([200, 200, 200, 429], statuses.Select(s => s is 302 ? 200 : s));
        using var behindTheSame = await app.Send(Outside.Request(HttpMethod.Get, "/hub", Outside.Nurse));
        Assert.Equal(200, (int)behindTheSame.StatusCode);
        using var elsewhere = await app.Send(Outside.Request(HttpMethod.Get, "/", address: "203.0.113.8"));
        Assert.NotEqual(429, (int)elsewhere.StatusCode);
    }

    [Fact]
    public async Task What_must_not_be_guessed_is_counted_by_itself()
    {
        await using var app = await TestApp.Start(with: Only(l => l with { Sensitive = Three }));
        var tries = new List<int>();
        for (var i = 0; i < 4; i++)
            tries.Add((await app.As(TestApp.Gp).Tell("/api/account/telephone", new { pin = "40938" })).Status);
        Assert.Equal([200, 200, 200, 429], tries);
        Assert.Equal(200, (await app.As(TestApp.Gp).Ask("/api/account/telephone")).Status);
        Assert.Equal(200, (await app.As(TestApp.RapidResponse).Tell("/api/account/telephone", new { pin = "40938" })).Status);
    }

    [Fact]
    public async Task The_host_the_telephone_network_and_files_are_never_kept_waiting()
    {
        await using var app = await Outside.Start(Only(l => l with { Address = Three, Person = Three }));
        for (var i = 0; i < 6; i++)
        {
            using var timer = await app.Nobody.PostAsync("/RelayOutbox", new StringContent("{}"));
            Assert.Equal(200, (int)timer.StatusCode);
            using var file = await app.Send(Outside.Request(HttpMethod.Get, "/assets/site.css"));
            Assert.Equal(200, (int)file.StatusCode);
            using var call = await app.Send(Outside.Request(HttpMethod.Post, "/voice/call"));
            Assert.Equal(403, (int)call.StatusCode);
        }
    }

    [Fact]
    public async Task A_hub_of_thirty_behind_one_address_and_its_boards_never_meet_what_is_set()
    {
        await using var app = await Outside.Start();
        var requests = Enumerable.Range(0, 30).SelectMany(person => Enumerable.Repeat(person, 8)).Select(async person =>
        {
            using var answer = await app.Send(Outside.Request(HttpMethod.Get, "/capacity", $"nurse-{person}"));
            return (int)answer.StatusCode;
        });
        // Most of them nobody has let in, which is as dear to answer.
        Assert.All(await Task.WhenAll(requests), status => Assert.True(status is 200 or 403, $"{status}"));
        var joining = Enumerable.Range(0, 150).Select(async _ =>
        {
            using var answer = await app.Send(Outside.Request(HttpMethod.Get, "/hub"));
            return (int)answer.StatusCode;
        });
        Assert.All(await Task.WhenAll(joining), status => Assert.Equal(302, status));
    }
}
