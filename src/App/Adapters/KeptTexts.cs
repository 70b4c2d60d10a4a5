using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>Texts that are kept and not sent: one row each, by the day of the fact that it tells.</summary>
public sealed class KeptTexts(ITables tables, TimeProvider clock) : ITexts
{
    public const string Table = "texts";

    public Task Send(TextMessage text, DateTimeOffset at, CancellationToken cancel) =>
        tables.Commit(Table, Day(at), [Write.Insert(text.Key, new Dictionary<string, string>
        {
            ["to"] = text.To.Text,
            ["body"] = text.Body,
            ["sent"] = Times.Write(clock.GetUtcNow()),
        })], cancel);

    /// <summary>The texts of a day, in UTC, at most a thousand, the latest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Sent, string To, string Body)>> Of(DateTimeOffset day, CancellationToken cancel) =>
        [.. (await tables.Range(Table, Day(day), cancel: cancel)).Select(r => (Times.Read(r["sent"]!), r["to"]!, r["body"]!)).OrderByDescending(t => t.Item1)];

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd");
}
