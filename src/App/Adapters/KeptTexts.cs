using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>A telephone of this machine that rings to tell of a text.</summary>
/// <param name="Row">The text's key and the number of the attempt.</param>
/// <param name="Id">The network's id of the call.</param>
public sealed record RingingCall(string Row, string Id, PhoneNumber To, DateTimeOffset At)
{
    /// <summary>Where the network asks what the call says.</summary>
    public string Address => $"/voice/message/{Row[..Row.LastIndexOf('-')]}/{Row[(Row.LastIndexOf('-') + 1)..]}";
}

/// <summary>
/// The telephones of this machine: texts and calls that are kept and not sent, one row each, by the day on which they were asked for.
/// A text has arrived once it is kept; a call rings for a while, and is answered by nobody unless somebody at this machine does. The number that it goes to is somebody's, so it stands in the text
/// <c>person</c>.
/// </summary>
public sealed class KeptTexts(ITables tables, TimeProvider clock) : ICarrier
{
    public const string Table = "texts";

    /// <summary>For how long a telephone rings: no longer than until it is first asked whether anybody answered.</summary>
    public static readonly TimeSpan RingsFor = TimeSpan.FromMinutes(2);

    private const string Delivered = "delivered";
    private const string NotAnswered = "no-answer";
    private const string OfText = "SM";
    private const string OfCall = "CA";

    public Task<CarrierAnswer> Text(string key, int attempt, PhoneNumber to, string body, DateTimeOffset? until, CancellationToken cancel) =>
        Keep(OfText, Delivered, key, attempt, to, new Dictionary<string, string> { ["body"] = body }, cancel);

    public Task<CarrierAnswer> Ring(string key, int attempt, PhoneNumber to, CancellationToken cancel) =>
        Keep(OfCall, "queued", key, attempt, to, [], cancel);

    public async Task<IReadOnlyList<CarrierText>> TextsTo(PhoneNumber to, DateTimeOffset since, CancellationToken cancel)
    {
        var texts = new List<CarrierText>();
        for (var day = since.UtcDateTime.Date; day <= clock.GetUtcNow().UtcDateTime.Date; day = day.AddDays(1))
        {
            foreach (var row in await Rows(new DateTimeOffset(day, TimeSpan.Zero), cancel))
            {
                if (row["person"] == to.Text && row["body"] is { } body && Times.Read(row["sent"]!) is var at && at >= since)
                    texts.Add(new(new(Id(OfText, row.Key), Delivered, null), body, at));
            }
        }
        return texts;
    }

    public Task<CarrierReport?> Look(string id, CancellationToken cancel) =>
        Task.FromResult<CarrierReport?>(new(id, id.StartsWith(OfText, StringComparison.Ordinal) ? Delivered : NotAnswered, null));

    /// <summary>The texts of a day, in UTC, the latest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Sent, string To, string Body)>> Of(DateTimeOffset day, CancellationToken cancel) =>
        [.. (await Rows(day, cancel)).Where(r => r["body"] is not null).Select(r => (Sent: Times.Read(r["sent"]!), r["person"]!, r["body"]!)).OrderByDescending(t => t.Sent)];

    /// <summary>The calls that ring now, the latest first.</summary>
    public async Task<IReadOnlyList<RingingCall>> Ringing(CancellationToken cancel)
    {
        var from = clock.GetUtcNow() - RingsFor;
        var rows = await Rows(from, cancel);
        return [.. (Day(from) == Day(clock.GetUtcNow()) ? rows : rows.Concat(await Rows(clock.GetUtcNow(), cancel)))
            .Where(r => r["body"] is null && r["answered"] is null && Times.Read(r["sent"]!) > from)
            .Select(r => new RingingCall(r.Key, Id(OfCall, r.Key), PhoneNumber.Read(r["person"]!).Value!, Times.Read(r["sent"]!))).OrderByDescending(c => c.At)];
    }

    /// <summary>Somebody answers a telephone that rings; null where it has stopped.</summary>
    public async Task<RingingCall?> Answer(string row, CancellationToken cancel)
    {
        if ((await Ringing(cancel)).FirstOrDefault(c => c.Row == row) is not { } call || await tables.Get(Table, Day(call.At), row, cancel) is not { } kept)
            return null;
        var answered = Write.Replace(row, new Dictionary<string, string>(kept.Texts) { ["answered"] = "yes" }, kept.ETag!);
        return await tables.Commit(Table, Day(call.At), [answered], cancel) is CommitResult.Committed ? call : null;
    }

    private async Task<CarrierAnswer> Keep(
        string kind, string status, string key, int attempt, PhoneNumber to, Dictionary<string, string> texts, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var row = $"{key}-{attempt}";
        (texts["person"], texts["sent"]) = (to.Text, Times.Write(now));
        try
        {
            await tables.Commit(Table, Day(now), [Write.Insert(row, texts)], cancel);
        }
        catch (StorageUnavailableException)
        {
            return new CarrierAnswer.Doubtful();
        }
        return new CarrierAnswer.Taken(new(Id(kind, row), status, null));
    }

    private async Task<IReadOnlyList<Row>> Rows(DateTimeOffset day, CancellationToken cancel)
    {
        var rows = new List<Row>();
        IReadOnlyList<Row> page;
        do
        {
            page = await tables.Range(Table, Day(day), rows.Count == 0 ? null : rows[^1].Key + "!", cancel: cancel);
            rows.AddRange(page);
        }
        while (page.Count == StorageLimits.PageRows);
        return rows;
    }

    private static string Id(string kind, string row) => kind + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row)))[..32];

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd");
}
