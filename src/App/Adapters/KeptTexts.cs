using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>Texts that are kept and not sent: one row each, by the day of the fact that it tells. The number that a text goes to is
/// somebody's, so it stands in the text <c>person</c>.</summary>
public sealed class KeptTexts(ITables tables, TimeProvider clock) : ITexts
{
    public const string Table = "texts";

    public Task Send(TextMessage text, DateTimeOffset at, CancellationToken cancel) =>
        tables.Commit(Table, Day(at), [Write.Insert(text.Key, new Dictionary<string, string>
        {
            ["person"] = text.To.Text,
            ["body"] = text.Body,
            ["sent"] = Times.Write(clock.GetUtcNow()),
        })], cancel);

    /// <summary>The texts of a day, in UTC, the latest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Sent, string To, string Body)>> Of(DateTimeOffset day, CancellationToken cancel)
    {
        var rows = new List<Row>();
        IReadOnlyList<Row> page;
        do
        {
            page = await tables.Range(Table, Day(day), rows.Count == 0 ? null : rows[^1].Key + "!", cancel: cancel);
            rows.AddRange(page);
        }
        while (page.Count == StorageLimits.PageRows);
        return [.. rows.Select(r => (Sent: Times.Read(r["sent"]!), r["person"]!, r["body"]!)).OrderByDescending(t => t.Sent)];
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd");
}
