using System.Text.Json;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Local;

/// <summary>A text that somebody sent from one of the demonstration's telephones, and what it was answered.</summary>
/// <param name="Answer">Null where nothing was said.</param>
public sealed record KeptReply(DateTimeOffset At, PhoneNumber From, string Body, string? Answer);

/// <summary>What was texted from the demonstration's telephones: one row each, by day, the latest first. Anything can be typed there, so that it all stands in
/// the text <c>person</c>.</summary>
public sealed class KeptReplies(ITables tables, TimeProvider clock)
{
    public const string Table = "replies";

    public Task Keep(PhoneNumber from, string body, string? answer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return tables.Commit(Table, Telephone.ForgetDays.Partition(now), [Write.Insert($"{DateTime.MaxValue.Ticks - now.UtcTicks:D19}-{Guid.NewGuid():N}", new Dictionary<string, string>
        {
            ["person"] = JsonSerializer.Serialize(new KeptReply(now, from, body, answer), Json.Options),
        })], cancel);
    }

    /// <summary>The latest thousand of a day, in UTC, the latest first.</summary>
    public async Task<IReadOnlyList<KeptReply>> Of(DateTimeOffset day, CancellationToken cancel) =>
        [.. (await tables.Range(Table, Telephone.ForgetDays.Partition(day), cancel: cancel)).Select(r => JsonSerializer.Deserialize<KeptReply>(r["person"]!, Json.Options)!)];
}
