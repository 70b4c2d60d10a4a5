using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>A message that could not be worked on.</summary>
/// <param name="Key">What to replay it by.</param>
/// <param name="HasStopped">No more attempts are made; until then it is tried again by itself.</param>
public sealed record FailedMessage(string Key, string Queue, string Body, int Attempts, string Reason, DateTimeOffset At, bool HasStopped);

/// <summary>
/// The one list of messages that fail, with the reason. Each failed attempt is written down before the message goes back; after
/// the last the poison queue's own function marks it as stopped. A success strikes it.
/// </summary>
public sealed class FailedMessages(ITables tables, IQueues queues, TimeProvider clock)
{
    private const string Table = "failed";
    private const string Open = "open";

    public Task Record(Delivery delivery, string reason, CancellationToken cancel) =>
        Write(delivery.Queue, delivery.Body, delivery.Attempt, reason, hasStopped: false, cancel);

    /// <summary>The message has had its last attempt.</summary>
    public async Task Keep(string queue, string body, CancellationToken cancel)
    {
        var before = await tables.Get(Table, Open, Key(queue, body), cancel);
        await Write(
            queue, body, int.Parse(before?["attempts"] ?? QueueRunner.MostAttempts.ToString()),
            before?["reason"] ?? "The process ended without a word at each attempt", hasStopped: true, cancel);
    }

    /// <summary>The message was worked on after all.</summary>
    public Task Strike(Delivery delivery, CancellationToken cancel) =>
        tables.Commit(Table, Open, [Ports.Write.Delete(Key(delivery.Queue, delivery.Body))], cancel);

    public async Task<IReadOnlyList<FailedMessage>> List(CancellationToken cancel) =>
        [.. (await tables.Range(Table, Open, cancel: cancel)).Select(Read).OrderByDescending(f => f.At)];

    /// <summary>Sends a message that has stopped to its queue anew; false when it is not on the list as stopped.</summary>
    public async Task<bool> Replay(string key, CancellationToken cancel)
    {
        if (!StorageLimits.IsKey(key) || await tables.Get(Table, Open, key, cancel) is not { } row || Read(row) is not { HasStopped: true } failed)
            return false;
        await queues.Send(failed.Queue, failed.Body, cancel: cancel);
        await tables.Commit(Table, Open, [Ports.Write.Delete(key, row.ETag)], cancel);
        return true;
    }

    private Task<CommitResult> Write(string queue, string body, int attempts, string reason, bool hasStopped, CancellationToken cancel) =>
        tables.Commit(Table, Open, [Ports.Write.Upsert(Key(queue, body), new Dictionary<string, string>
        {
            ["queue"] = queue,
            // Ours are short. Somebody else's is cut rather than tried for ever because it does not fit.
            ["body"] = body.Length <= StorageLimits.TextLength ? body : body[..StorageLimits.TextLength],
            ["attempts"] = attempts.ToString(),
            ["reason"] = reason,
            ["at"] = Times.Write(clock.GetUtcNow()),
            ["stopped"] = hasStopped ? "yes" : "no",
        })], cancel);

    private static FailedMessage Read(Row row) => new(
        row.Key, row["queue"]!, row["body"]!, int.Parse(row["attempts"]!), row["reason"]!, Times.Read(row["at"]!), row["stopped"] == "yes");

    private static string Key(string queue, string body) =>
        $"{queue}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16]}";
}
