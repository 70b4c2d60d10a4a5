using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>A message that could not be worked on.</summary>
/// <param name="Key">What to replay it by.</param>
/// <param name="HasStopped">A row of attempts has ended, and it may be sent again by hand; until then it is tried again within seconds.</param>
/// <param name="Again">When it is sent again by itself; null where it is not.</param>
public sealed record FailedMessage(string Key, string Queue, string Body, int Attempts, string Reason, DateTimeOffset At, bool HasStopped, DateTimeOffset? Again);

/// <summary>
/// The one list of messages that fail, with the reason. Each failed attempt is written down before the message goes back; after
/// the last of a row the poison queue's own function marks it as stopped and, unless no waiting can mend it, sends it anew after a while,
/// so that an outage needs nobody. A success strikes it.
/// </summary>
public sealed class FailedMessages(ITables tables, IQueues queues, TimeProvider clock)
{
    private const string Table = "failed";
    private const string Open = "open";
    private const string Hopeless = "hopeless";

    /// <summary>How long after each row of attempts the next begins. After the last somebody is needed.</summary>
    private static readonly TimeSpan[] Waits = [.. new[] { 1, 5, 15, 30, 60, 120, 240 }.Select(m => TimeSpan.FromMinutes(m))];

    /// <param name="canHeal">Whether another attempt may fare better.</param>
    public Task Record(Delivery delivery, string reason, bool canHeal, CancellationToken cancel)
    {
        var (body, rows) = SentAnew.Read(delivery.Body);
        return Write(new(Key(delivery.Queue, body), delivery.Queue, body, rows * QueueRunner.MostAttempts + delivery.Attempt, reason, clock.GetUtcNow(), HasStopped: false, null), canHeal, cancel);
    }

    /// <summary>The message has had the last attempt of a row.</summary>
    public async Task Keep(string queue, string message, CancellationToken cancel)
    {
        var (body, rows) = SentAnew.Read(message);
        var (key, now) = (Key(queue, body), clock.GetUtcNow());
        var before = await tables.Get(Table, Open, key, cancel);
        var again = before?[Hopeless] is null && rows < Waits.Length ? SentAnew.Write(body, rows + 1) : null;
        await Write(new(
            key, queue, body, (rows + 1) * QueueRunner.MostAttempts, before?["reason"] ?? "The process ended, or the store did not answer, at each attempt", now, HasStopped: true,
            again is null ? null : now + Waits[rows]), again is not null, cancel);
        if (again is not null)
            await queues.Send(queue, again, Waits[rows], cancel);
    }

    /// <summary>The message was worked on after all.</summary>
    public Task Strike(Delivery delivery, CancellationToken cancel) =>
        tables.Commit(Table, Open, [Ports.Write.Delete(Key(delivery.Queue, SentAnew.Read(delivery.Body).Body))], cancel);

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

    private Task<CommitResult> Write(FailedMessage failed, bool canHeal, CancellationToken cancel)
    {
        var texts = new Dictionary<string, string>
        {
            ["queue"] = failed.Queue,
            // Ours are short. Somebody else's is cut rather than tried for ever because it does not fit.
            ["body"] = failed.Body.Length <= StorageLimits.TextLength ? failed.Body : failed.Body[..StorageLimits.TextLength],
            ["attempts"] = failed.Attempts.ToString(),
            ["reason"] = failed.Reason,
            ["at"] = Times.Write(failed.At),
            ["stopped"] = failed.HasStopped ? "yes" : "no",
        };
        if (failed.Again is { } again)
            texts["again"] = Times.Write(again);
        if (!canHeal)
            texts[Hopeless] = "yes";
        return tables.Commit(Table, Open, [Ports.Write.Upsert(failed.Key, texts)], cancel);
    }

    private static FailedMessage Read(Row row) => new(
        row.Key, row["queue"]!, row["body"]!, int.Parse(row["attempts"]!), row["reason"]!, Times.Read(row["at"]!), row["stopped"] == "yes",
        row["again"] is { } again ? Times.Read(again) : null);

    private static string Key(string queue, string body) =>
        $"{queue}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16]}";
}
