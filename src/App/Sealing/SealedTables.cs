using System.Runtime.CompilerServices;
using System.Text;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Sealing;

/// <summary>
/// Tables in which the text <c>person</c> of every row is sealed under the master key: whoever writes a row puts all that identifies
/// anybody there, and it is never in clear below this. Facts of referrals have keys of their own instead, see <see cref="ReferralKey"/>.
/// Rows that an earlier version wrote in clear are read as they are.
/// </summary>
public sealed class SealedTables(ITables inner, MasterKeys keys) : ITables
{
    public const string Person = "person";
    private const string Mark = "sealed:";

    public async Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default) =>
        await inner.Get(table, partition, key, cancel) is { } row ? Opened(table, row) : null;

    public async Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default)
    {
        var rows = await inner.Range(table, partition, from, before, limit, cancel);
        return rows.Any(r => r[Person] is not null) ? [.. rows.Select(r => Opened(table, r))] : rows;
    }

    public Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default) =>
        inner.Commit(table, partition, writes.Any(w => w.Texts.ContainsKey(Person)) ? [.. writes.Select(w => Sealed(table, partition, w))] : writes, cancel);

    public async IAsyncEnumerable<Row> Everything(string table, [EnumeratorCancellation] CancellationToken cancel = default)
    {
#pragma warning disable RS0030 // It only hands on what a maintenance command asks.
        await foreach (var row in inner.Everything(table, cancel))
#pragma warning restore RS0030
            yield return Opened(table, row);
    }

    public Task<IReadOnlyList<string>> Names(CancellationToken cancel = default) => inner.Names(cancel);

    private Write Sealed(string table, string partition, Write write) => write.Texts.TryGetValue(Person, out var person)
        ? write with { Texts = With(write.Texts, Mark + keys.Seal(Place(table, partition, write.Key), person)) } : write;

    private Row Opened(string table, Row row) => row[Person] is { } person && person.StartsWith(Mark, StringComparison.Ordinal)
        ? row with { Texts = With(row.Texts, Encoding.UTF8.GetString(keys.Open(Place(table, row.Partition, row.Key), person[Mark.Length..]))) } : row;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> texts, string person) => new(texts) { [Person] = person };

    private static string Place(string table, string partition, string key) => $"{table}\n{partition}\n{key}";
}
