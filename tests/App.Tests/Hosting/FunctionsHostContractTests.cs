using System.Net;
using System.Text.Json.Nodes;
using SinglePointOfReferral.App.Adapters;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>The published folder does its work when it is driven as the Azure Functions host drives it.</summary>
[Collection(PublishedTests.Name)]
public sealed class FunctionsHostContractTests(PublishedApp published) : IAsyncLifetime
{
    private static readonly string[] WholeJourney =
        ["referral-submitted", "referral-triaged", "strand-offered", "strand-accepted", "person-visited", "strand-closed"];

    private HostStandIn host = null!;
    private HostedCaller practice = null!, rapidResponse = null!, hub = null!;

    public async Task InitializeAsync()
    {
        host = await HostStandIn.Start(published.Folder, published.Settings);
        (practice, rapidResponse, hub) = (new(host, "F81001", "referrer"), new(host, "RRT01", "provider"), new(host, "SPR01", "hub"));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_referral_goes_all_the_way()
    {
        var reference = await practice.Refer();
        await host.DeliverAll();
        Assert.Contains((await rapidResponse.Get("/api/worklist")).AsArray(), line => (string)line!["reference"]! == reference);
        await Finish(reference);

        Assert.Equal(WholeJourney, await practice.History(reference));
        Assert.DoesNotContain((await hub.Get("/api/hub/referrals")).AsArray(), line => (string)line!["reference"]! == reference);
        var texts = await TextsOf(reference);
        Assert.Collection(
            texts, t => Assert.Contains("offered to ", t), t => Assert.Contains("has accepted", t),
            t => Assert.Contains("was seen", t), t => Assert.Contains("is now closed", t));
        AssertNothingPersonal(string.Join('\n', texts));
        AssertNothingPersonal(host.App.Said);
    }

    [Fact]
    public async Task A_kill_before_the_host_has_taken_the_messages_loses_nothing()
    {
        var reference = await practice.Refer();
        await Until(async () => await host.Waiting() > 0, "the submission's message is on its queue");
        host.Kill();
        await host.StartAgain();
        Assert.Equal(["referral-submitted"], await practice.History(reference));
        await host.DeliverAll();
        await Finish(reference);
        Assert.Equal(WholeJourney, await practice.History(reference));
        Assert.Equal(4, (await TextsOf(reference)).Count);
    }

    [Fact]
    public async Task A_kill_while_a_function_works_is_made_good_by_the_next_attempt()
    {
        var reference = await practice.Refer();
        await Until(async () => await host.Waiting() > 0, "the submission's message is on its queue");
        foreach (var function in host.Folder.Queues)
        {
            var delivering = host.Deliver(function);
            await Task.Delay(Random.Shared.Next(20));
            host.Kill();
            await delivering;
            await host.StartAgain();
        }
        await host.DeliverAll();
        Assert.Equal(WholeJourney[..3], await practice.History(reference));
        Assert.Single(await TextsOf(reference));
    }

    [Fact]
    public async Task A_message_that_never_succeeds_is_tried_five_times_and_then_on_the_list()
    {
        await new AzureQueues(published.Account).Send("route-referral", "about Edith Winterbourne, in words");
        await host.DeliverAll();
        var failed = Assert.Single((await hub.Get("/api/hub/failed-messages")).AsArray())!;
        Assert.Equal(("route-referral", host.Folder.MaxDequeueCount, true), ((string)failed["queue"]!, (int)failed["attempts"]!, (bool)failed["hasStopped"]!));
        Assert.True(host.Folder.VisibilityTimeout > TimeSpan.Zero, "A message that failed is not tried again at once.");
        AssertNothingPersonal(host.App.Said);
    }

    [Fact]
    public async Task Timers_complete_and_change_nothing_when_nothing_is_due()
    {
        var reference = await practice.Refer();
        await host.DeliverAll();
        foreach (var timer in host.Folder.Timers)
        {
            using var answer = await host.Tick(timer);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await HostStandIn.MustComplete(timer, answer);
        }
        Assert.Equal(0, await host.Waiting());
        Assert.Equal(WholeJourney[..3], await practice.History(reference));
    }

    private async Task Finish(string reference)
    {
        var strand = $"/api/referrals/{reference}/strands/1/";
        await rapidResponse.Post(strand + "accept");
        await host.DeliverAll();
        await rapidResponse.Post(strand + "visit", new { });
        await host.DeliverAll();
        JsonNode closed = await rapidResponse.Post(strand + "close", new { outcome = "no-ongoing-support" });
        Assert.False((bool)closed["isOpen"]!);
        await host.DeliverAll();
    }

    /// <summary>The texts about a referral, by the facts that they tell. A test may run over midnight.</summary>
    private async Task<IReadOnlyList<string>> TextsOf(string reference)
    {
        var tables = new AzureTables(published.Account);
        var texts = new List<string>();
        foreach (var day in new[] { DateTime.UtcNow.AddDays(-1), DateTime.UtcNow })
            texts.AddRange((await tables.Range(KeptTexts.Table, day.ToString("yyyy-MM-dd"), $"{reference}-", $"{reference}.")).Select(r => r["body"]!));
        return texts;
    }

    private static void AssertNothingPersonal(string said) =>
        Assert.All(HostedCaller.PersonalWords, word => Assert.DoesNotContain(word, said, StringComparison.OrdinalIgnoreCase));

    private static async Task Until(Func<Task<bool>> holds, string what)
    {
        for (var patience = 0; !await holds(); patience++)
        {
            Assert.True(patience < 1200, $"After two minutes it is still not so that {what}.");
            await Task.Delay(100);
        }
    }
}
