using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// The telephones of this machine: texts and calls that are kept and not sent, one row each, by the day on which they were asked for.
/// A text has arrived once it is kept; a call is answered by nobody. The number that it goes to is somebody's, so it stands in the text
/// <c>person</c>.
/// </summary>
public sealed class KeptTexts(ITables tables, TimeProvider clock) : ICarrier
{
    public const string Table = "texts";
    private const string Delivered = "delivered";
    private const string NotAnswered = "no-answer";
    private const string OfText = "SM";

    public Task<CarrierAnswer> Text(string key, int attempt, PhoneNumber to, string body, DateTimeOffset? until, CancellationToken cancel) =>
        Keep(OfText, Delivered, key, attempt, to, new Dictionary<string, string> { ["body"] = body }, cancel);

    public Task<CarrierAnswer> Ring(string key, int attempt, PhoneNumber to, CancellationToken cancel) =>
        Keep("CA", "queued", key, attempt, to, [], cancel);

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
