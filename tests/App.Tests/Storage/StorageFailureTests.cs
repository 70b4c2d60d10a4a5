using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

/// <summary>What callers see when the storage services are wrong, busy or gone.</summary>
[Collection(AzuriteTests.Name)]
public sealed class StorageFailureTests(AzuriteFixture azurite)
{
    private const string WrongKey = "d3Jvbmctc2VjcmV0";
    private const string Content = "Ethel";
    private static readonly Dictionary<string, string> Texts = new() { ["Body"] = Content };

    [Fact]
    public async Task A_wrong_key_is_a_clear_sentence_without_the_key()
    {
        var account = StorageAccount.Parse(azurite.ConnectionString.Replace(StorageAccount.EmulatorKey, WrongKey, StringComparison.Ordinal));

        foreach (var call in Calls(new AzureTables(account), new AzureQueues(account)))
            AssertClear("answered 403 (Auth", await Assert.ThrowsAsync<StorageUnavailableException>(call));
    }

    [Fact]
    public async Task A_dead_service_is_a_clear_sentence_within_some_seconds()
    {
        var account = StorageAccount.Parse(
            $"AccountName=spr;AccountKey={WrongKey};TableEndpoint=http://127.0.0.1:1;QueueEndpoint=http://127.0.0.1:1");
        var started = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Calls(new AzureTables(account), new AzureQueues(account)).Select(async call =>
            AssertClear("at 127.0.0.1:1 did not answer", await Assert.ThrowsAsync<StorageUnavailableException>(call))));

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests")]
    public async Task A_busy_service_is_tried_three_times_and_then_reported(HttpStatusCode status, string code)
    {
        var tries = 0;
        using var handler = new Answering(_ =>
        {
            tries++;
            return Answer(status, $$"""{"odata.error": {"code": "{{code}}", "message": {"lang": "en-US", "value": "{{Content}}"} } }""");
        });
        var tables = new AzureTables(azurite.Account, new HttpClientTransport(handler));

        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => tables.Commit("Table", "p", [Write.Insert("a", Texts)]));

        AssertClear($"{(int)status} ({code})", failure);
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task A_repeated_write_whose_first_answer_was_lost_may_meet_itself()
    {
        using var azure = new HttpClient();
        var lost = false;
        using var handler = new Answering(request =>
        {
            var answer = azure.Send(Copy(request));
            if (lost || answer.StatusCode is not HttpStatusCode.NoContent)
                return answer;
            lost = true;
            throw new HttpRequestException("The connection was cut before the answer came.");
        });
        var table = "T" + Guid.NewGuid().ToString("N");
        var tables = new AzureTables(azurite.Account, new HttpClientTransport(handler));
        await new AzureTables(azurite.Account).Commit(table, "p", [Write.Insert("0", Texts)]);

        Assert.Equal(CommitResult.Exists, await tables.Commit(table, "p", [Write.Insert("a", Texts)]));
        Assert.Equal(Content, (await tables.Get(table, "p", "a"))!["Body"]);
    }

    [Fact]
    public async Task A_batch_answer_that_says_too_little_is_not_taken_for_success()
    {
        using var handler = new Answering(_ => Answer(HttpStatusCode.Accepted, "--b\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n--b--"));
        var tables = new AzureTables(azurite.Account, new HttpClientTransport(handler));

        AssertClear("an unreadable batch answer", await Assert.ThrowsAsync<StorageUnavailableException>(
            () => tables.Commit("Table", "p", [Write.Insert("a", Texts), Write.Insert("b", Texts)])));
    }

    [Fact]
    public async Task A_caller_s_cancellation_stays_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        foreach (var call in Calls(new AzureTables(azurite.Account), new AzureQueues(azurite.Account), cancelled.Token))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
    }

    [Fact]
    public async Task Azurite_that_is_not_installed_is_one_clear_sentence()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "no-such-node-modules");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Azurite.Start(nowhere, nowhere));

        Assert.Contains("npm ci", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
    }

    private static IEnumerable<Func<Task>> Calls(AzureTables tables, AzureQueues queues, CancellationToken cancel = default) =>
    [
        () => tables.Get("Table", "p", "a", cancel),
        () => tables.Range("Table", "p", cancel: cancel),
        () => tables.Commit("Table", "p", [Write.Insert("a", Texts)], cancel),
        () => tables.Commit("Table", "p", [Write.Insert("a", Texts), Write.Insert("b", Texts)], cancel),
        () => queues.Send("queue", Content, cancel: cancel),
        () => queues.Receive("queue", 1, TimeSpan.FromMinutes(1), cancel),
        () => queues.Count("queue", cancel),
    ];

    private static void AssertClear(string says, StorageUnavailableException failure)
    {
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(WrongKey, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Content, failure.ToString(), StringComparison.Ordinal);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers)
            copy.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(content.ReadAsByteArrayAsync().GetAwaiter().GetResult());
            copy.Content.Headers.TryAddWithoutValidation("Content-Type", content.Headers.GetValues("Content-Type"));
        }
        return copy;
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancel) => answer(request);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) =>
            Task.Run(() => answer(request), cancel);
    }
}
