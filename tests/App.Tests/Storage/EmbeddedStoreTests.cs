using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

/// <summary>What is particular to the embedded store; what all stores have in common is the contract's to say.</summary>
public sealed class EmbeddedStoreTests : IDisposable
{
    private const string Table = "referrals";
    private const string Queue = "work";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string directory = Directory.CreateTempSubdirectory("embedded-store-").FullName;
    private readonly SetClock clock = new();

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_store_in_use_is_refused_to_a_second_process()
    {
        await using var first = Open();

        var refusal = Assert.Throws<StorageUnavailableException>(Open);

        Assert.Equal(
            $"The store in {directory} is in use by another process. Stop that one, or choose another folder with --data.",
            refusal.Message);
    }

    [Fact]
    public async Task A_closed_store_can_be_opened_again()
    {
        await Open().DisposeAsync();
        await Open().DisposeAsync();
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(Database, new string('x', 5000));

        var refusal = Assert.Throws<StorageUnavailableException>(Open);

        Assert.Equal(
            $"{Database} is not a database, or is damaged. Restore it from a backup, or choose another folder with --data.",
            refusal.Message);
    }

    [Fact]
    public void A_refused_file_does_not_stay_locked()
    {
        File.WriteAllText(Database, new string('x', 5000));
        Assert.Throws<StorageUnavailableException>(Open);

        Assert.Contains("not a database", Assert.Throws<StorageUnavailableException>(Open).Message);
    }

    [Fact]
    public async Task A_store_of_a_newer_release_is_refused()
    {
        await Open().DisposeAsync();
        SetLayout(99);

        Assert.Contains("written by a newer release (layout 99, this one knows 1)", Assert.Throws<StorageUnavailableException>(Open).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        var file = Path.Combine(directory, "file");
        File.WriteAllText(file, "");

        var refusal = Assert.Throws<StorageUnavailableException>(() => EmbeddedStore.Open(Path.Combine(file, "below"), clock));

        Assert.Contains("cannot be written to", refusal.Message);
    }

    [Fact]
    public async Task One_failing_batch_among_200_at_once_leaves_the_others_done()
    {
        await using var store = Open();
        await store.Commit(Table, "p100", [Write.Insert("b", Texts("there first"))]);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            store.Commit(Table, $"p{i}", [Write.Insert("a", Texts($"{i}")), Write.Insert("b", Texts($"{i}"))]))));

        Assert.Equal(100, Array.IndexOf(results, CommitResult.Exists));
        Assert.Equal(199, results.Count(r => r is CommitResult.Committed));
        Assert.Equal("there first", Assert.Single(await store.Range(Table, "p100"))["Text"]);
        for (var i = 0; i < 200; i++)
            Assert.Equal(i == 100 ? 1 : 2, (await store.Range(Table, $"p{i}")).Count);
    }

    [Fact]
    public async Task A_batch_sees_the_batches_of_its_group_that_came_before()
    {
        await using var store = Open();

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() =>
            store.Commit(Table, "p", [Write.Insert("head", Texts("mine"))]))));

        Assert.Single(results, CommitResult.Committed);
        Assert.Equal(199, results.Count(r => r is CommitResult.Exists));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"quoted\": \"\\ \n\t\u0000\"}")]
    [InlineData("naïve 😀 日本語 \uFFFD")]
    public async Task What_was_written_is_there_after_reopening(string text)
    {
        await using (var store = Open())
        {
            await store.Commit(Table, "", [Write.Insert("", Texts(text)), Write.Insert("é😀", Texts(text))]);
            await store.Send(Queue, text);
        }

        await using var reopened = Open();

        Assert.Equal(["", "é😀"], (await reopened.Range(Table, "")).Select(row => row.Key));
        Assert.Equal(text, (await reopened.Get(Table, "", "é😀"))?["Text"]);
        Assert.Equal(text, Assert.Single(await reopened.Receive(Queue, 32, Minute)).Body);
    }

    [Fact]
    public async Task A_message_in_flight_is_visible_again_after_reopening_and_counts_the_attempt()
    {
        QueueMessage lost;
        await using (var store = Open())
        {
            await store.Send(Queue, "in flight");
            lost = Assert.Single(await store.Receive(Queue, 1, Minute));
            Assert.Empty(await store.Receive(Queue, 1, Minute));
        }

        await using var reopened = Open();

        var again = Assert.Single(await reopened.Receive(Queue, 1, Minute));
        Assert.Equal(("in flight", 2), (again.Body, again.Attempt));
        Assert.False(await reopened.Delete(lost));
        Assert.True(await reopened.Delete(again));
    }

    [Fact]
    public async Task A_delay_outlasts_reopening_for_messages_sent_and_messages_released()
    {
        await using (var store = Open())
        {
            await store.Send(Queue, "released");
            await store.Release(Assert.Single(await store.Receive(Queue, 1, Minute)), Minute);
            await store.Send(Queue, "sent", Minute);
        }

        await using var reopened = Open();

        Assert.Empty(await reopened.Receive(Queue, 32, Minute));
        clock.Now += Minute;
        Assert.Equal(["released", "sent"], (await reopened.Receive(Queue, 32, Minute)).Select(message => message.Body));
    }

    [Fact]
    public async Task A_version_is_never_given_twice_even_across_reopening()
    {
        var seen = new HashSet<string>();
        for (var opening = 0; opening < 3; opening++)
        {
            await using var store = Open();
            for (var i = 0; i < 10; i++)
            {
                await store.Commit(Table, "p", [Write.Upsert("a", Texts("same")), Write.Upsert("b", Texts("same"))]);
                Assert.All(await store.Range(Table, "p"), row => Assert.True(seen.Add(row.ETag!)));
            }
            await store.Commit(Table, "p", [Write.Delete("a"), Write.Delete("b")]);
        }
    }

    [Fact]
    public async Task Everything_goes_on_beyond_a_page_while_rows_are_written()
    {
        await using var store = Open();
        for (var i = 0; i < 25; i++)
            await store.Commit(Table, $"p{i:D2}", [.. Enumerable.Range(0, 100).Select(j => Write.Insert($"{j:D2}", Texts("x")))]);

        var seen = new List<string>();
        await foreach (var row in store.Everything(Table))
        {
            if (seen.Count == 1500)
                await store.Commit(Table, "p99", [Write.Insert("late", Texts("x"))]);
            seen.Add(row.Partition + row.Key);
        }

        Assert.Equal(2501, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task A_read_sees_every_write_that_was_answered_before_it()
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await store.Commit(Table, $"p{caller}", [Write.Upsert("head", Texts($"{i}"))]);
                Assert.Equal($"{i}", (await store.Get(Table, $"p{caller}", "head"))?["Text"]);
            }
        })));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = Open();
        await store.DisposeAsync();
        await store.DisposeAsync();

        var read = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Get(Table, "p", "k"));
        var write = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Send(Queue, "x"));

        Assert.Equal($"The store in {directory} has been closed.", read.Message);
        Assert.Equal(read.Message, write.Message);
    }

    private string Database => Path.Combine(directory, "store.db");

    /// <summary>The file's user version, which is the four bytes at 60 ("The Database Header", sqlite.org).</summary>
    private void SetLayout(byte version)
    {
        using var file = File.OpenWrite(Database);
        file.Position = 63;
        file.WriteByte(version);
    }

    private EmbeddedStore Open() => EmbeddedStore.Open(directory, clock);

    private static Dictionary<string, string> Texts(string text) => new() { ["Text"] = text };

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
