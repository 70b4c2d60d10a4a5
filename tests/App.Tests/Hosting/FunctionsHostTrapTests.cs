using System.Net;
using System.Text;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>What would go wrong under the Azure Functions host if the published folder were less careful.</summary>
[Collection(PublishedTests.Name)]
public sealed class FunctionsHostTrapTests(PublishedApp published) : IAsyncLifetime
{
    private static readonly string[] Assets = ["site.css", "site.js", "nhsuk-frontend.min.css", "nhsuk-frontend.min.js", "images/favicon.svg"];
    private static readonly string[] NotToBePublished = ["demonstration", "xunit", "Tests", "appsettings", "web.config", "deployment.key", "store.db"];

    private HostStandIn host = null!;
    private HostedCaller practice = null!;

    public async Task InitializeAsync()
    {
        host = await HostStandIn.Start(published.Folder, published.Settings);
        practice = new(host, "F81001", "referrer");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public void The_folder_has_what_the_host_looks_for_and_nothing_of_the_demonstration()
    {
        Assert.True(host.Folder.ProxiesRequests);
        Assert.Equal(QueueRunner.MostAttempts, host.Folder.MaxDequeueCount);
        Assert.Equal(FunctionTable.All.Select(f => f.Name).Order(StringComparer.Ordinal), host.Folder.Functions.Select(f => f.Name));
        foreach (var file in Assets)
            Assert.True(File.Exists(Path.Combine(published.Folder, "assets", file)), $"assets/{file} is missing");
        Assert.True(File.Exists(Path.Combine(published.Folder, "locality", "southend", "services.json")));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(published.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => NotToBePublished.Any(w => name!.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Pages_come_with_their_style_and_script()
    {
        foreach (var path in Assets.Select(a => $"/assets/{a}").Append("/"))
        {
            using var answer = await host.Proxy(new HttpRequestMessage(HttpMethod.Get, (Uri?)null), path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }

    [Fact]
    public void No_public_path_leads_to_a_trigger()
    {
        foreach (var trigger in host.Folder.Queues.Concat(host.Folder.Timers))
        {
            foreach (var path in new[] { $"/{trigger.Name}", $"/{trigger.Name.ToLowerInvariant()}", $"//{trigger.Name}", $"/{trigger.Name}/", $"/{trigger.Name}?x=1" })
                Assert.Null(host.Folder.For(HttpMethod.Post, path));
        }
    }

    [Fact]
    public async Task A_trigger_refuses_what_came_through_the_proxy_and_does_nothing()
    {
        var reference = await practice.Refer();
        foreach (var trigger in host.Folder.Queues.Concat(host.Folder.Timers))
        {
            var forged = HostStandIn.Payload(trigger, $$"""{"reference":"{{reference}}","fact":1}""", attempt: 1);
            using var answer = await host.Forward(
                new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = new StringContent(forged, Encoding.UTF8, "application/json") }, $"/{trigger.Name}");
            Assert.Equal((trigger.Name, HttpStatusCode.NotFound), (trigger.Name, answer.StatusCode));
        }
        Assert.Equal(["referral-submitted"], await practice.History(reference));
        Assert.DoesNotContain(
            (await new HostedCaller(host, "SPR01", "hub").Get("/api/hub/failed-messages")).AsArray(), f => ((string)f!["body"]!).Contains(reference, StringComparison.Ordinal));
        await host.DeliverAll();
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Data":{},"Metadata":{}}""")]
    [InlineData("""{"Data":{"somethingElse":"x"},"Metadata":{}}""")]
    public async Task A_payload_that_cannot_be_read_fails_with_an_answer(string payload)
    {
        foreach (var function in host.Folder.Queues)
        {
            using var answer = await host.Call(function, payload);
            Assert.Equal((function.Name, HttpStatusCode.InternalServerError), (function.Name, answer.StatusCode));
            await HostStandIn.MustComplete(function, answer);
        }
    }

    [Fact]
    public async Task Properties_of_a_message_that_overwrite_what_the_host_says_of_it_do_no_harm()
    {
        var reference = await practice.Refer();
        await new AzureQueues(published.Account).Send(
            "triage-referral", $$$"""{"reference":"{{{reference}}}","fact":1,"DequeueCount":"many","Id":null,"sys":{"MethodName":"RelayOutbox"}}""");
        await host.DeliverAll();
        Assert.Equal(["referral-submitted", "referral-triaged", "strand-offered"], await practice.History(reference));
    }

    [Fact]
    public async Task While_the_store_is_away_every_trigger_fails_with_an_answer_and_pages_say_so()
    {
        var settings = published.Settings;
        var nobody = $"http://127.0.0.1:{HostedProcess.FreePort()}/away";
        settings["ReferralStorage"] = $"AccountName=away;AccountKey=a2V5;TableEndpoint={nobody};QueueEndpoint={nobody}";
        await using var lonely = await HostStandIn.Start(published.Folder, settings);
        await Task.WhenAll(lonely.Folder.Queues.Concat(lonely.Folder.Timers).Select(async function =>
        {
            using var answer = await lonely.Call(function, HostStandIn.Payload(function, """{"reference":"48217735","fact":1}""", attempt: 1));
            Assert.InRange((int)answer.StatusCode, 500, 599);
            await HostStandIn.MustComplete(function, answer);
        }));
        using var submitted = await new HostedCaller(lonely, "F81001", "referrer").Send(HttpMethod.Post, "/api/referrals", HostedCaller.Referral);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, submitted.StatusCode);
        Assert.All(HostedCaller.PersonalWords, word => Assert.DoesNotContain(word, lonely.App.Said, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_ways_in_of_the_demonstration_are_closed()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, (Uri?)null);
        request.Headers.Add("X-Local-User", "amara-okafor");
        using var byHeader = await host.Proxy(request, "/api/referrals");
        Assert.Equal(HttpStatusCode.Unauthorized, byHeader.StatusCode);
        foreach (var path in new[] { "/local/sign-in", "/local/sms" })
        {
            Assert.Null(host.Folder.For(HttpMethod.Get, path));
            using var answer = await host.Forward(new HttpRequestMessage(HttpMethod.Get, (Uri?)null), path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_address_that_the_app_inherits_from_the_host_is_left_to_the_host()
    {
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"http://127.0.0.1:{host.App.HostsOwnPort}/"));
    }
}
