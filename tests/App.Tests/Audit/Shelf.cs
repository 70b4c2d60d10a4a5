using System.Runtime.CompilerServices;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Audit;

/// <summary>The rows of a store, laid out to be tampered with in every way that the store itself would refuse.</summary>
public sealed class Shelf(IReadOnlyDictionary<string, IReadOnlyList<Row>> tables) : ITables
{
    public static async Task<Shelf> Of(ITables store, params string[] tables)
    {
        var all = new Dictionary<string, IReadOnlyList<Row>>();
        foreach (var table in tables)
        {
            var rows = new List<Row>();
            await foreach (var row in store.Everything(table))
                rows.Add(row);
            all[table] = rows;
        }
        return new(all);
    }

    public IReadOnlyList<Row> this[string table] => tables[table];

    /// <summary>The same, but for one table.</summary>
    public Shelf With(string table, IEnumerable<Row> rows) => new(new Dictionary<string, IReadOnlyList<Row>>(tables)
    {
        [table] = [.. rows.OrderBy(r => r.Partition, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)],
    });

    public async IAsyncEnumerable<Row> Everything(string table, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        foreach (var row in tables[table])
            yield return row;
    }

    public Task<IReadOnlyList<string>> Names(CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<Row>> Range(string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<Row>>([.. tables[table].Where(r => r.Partition == partition)]);

    public Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default) =>
        throw new NotSupportedException();
}
