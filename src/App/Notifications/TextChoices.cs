using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>What a referrer can be texted about, or not, as each chooses. Questions, messages and 999 are always told.</summary>
public enum ReferrerText { Accepted, Visited, MovedOn, Closed }

/// <summary>Which texts each person wants: all, until they choose. A row a person, under a keyed hash of their id.</summary>
public sealed class TextChoices(ITables tables, DeploymentKey key)
{
    private const string Table = "choices";
    private const string Key = "texts";

    public async Task<IReadOnlySet<ReferrerText>> Of(string personId, CancellationToken cancel) =>
        await tables.Get(Table, Partition(personId), Key, cancel) is { } row
            ? row["wanted"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => Code.TryRead(c, out ReferrerText text) ? text : (ReferrerText?)null).OfType<ReferrerText>().ToHashSet()
            : Enum.GetValues<ReferrerText>().ToHashSet();

    public Task Choose(string personId, IReadOnlyCollection<ReferrerText> wanted, CancellationToken cancel) => tables.Commit(
        Table, Partition(personId), [Write.Upsert(Key, new Dictionary<string, string> { ["wanted"] = string.Join(' ', wanted.Order().Select(Code.Of)) })], cancel);

    private string Partition(string personId) => key.Hash("choices", personId);
}
