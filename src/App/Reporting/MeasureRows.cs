using System.Globalization;
using System.Text.Json;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.App.Reporting;

/// <summary>
/// What each referral adds to the measures: a row of its own under the day of its receipt, so that it can be written any number of
/// times, and taken off.
/// </summary>
public sealed class MeasureRows(ITables tables, LocalityInForce locality)
{
    public const string Table = "measures";

    /// <summary>More than a large county has in a day.</summary>
    private const int MostRows = 20_000;

    /// <summary>How many days are read at once.</summary>
    private const int Together = 8;

    /// <summary>What belongs there, and where; a deletion where nothing does.</summary>
    public (string Partition, Write Write) RowOf(Stored stored) => (
        Partition(Contribution.DayOf(stored.Referral.Received)),
        Contribution.Of(stored.Referral, stored.Facts, locality.Now) is { } contribution
            ? Ports.Write.Upsert(stored.Reference.Text, Texts(contribution)) : Ports.Write.Delete(stored.Reference.Text));

    /// <summary>Writes what a referral adds, or takes it off.</summary>
    public Task Write(Stored stored, CancellationToken cancel)
    {
        var (partition, write) = RowOf(stored);
        return tables.Commit(Table, partition, [write], cancel);
    }

    /// <summary>All that was received on some days, a few days at a time.</summary>
    public async Task AddTo(MeasureTotals totals, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        foreach (var days in Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber).Chunk(Together))
        {
            foreach (var rows in await Task.WhenAll(days.Select(d => tables.Range(Table, Partition(d), limit: MostRows, cancel: cancel))))
            {
                foreach (var row in rows)
                    totals.Add(Read(row));
            }
        }
    }

    private static string Partition(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>As many texts as it takes: a referral that was offered hundreds of times is longer than one can be.</summary>
    private static Dictionary<string, string> Texts(Contribution contribution) =>
        JsonSerializer.Serialize(contribution, Json.Options).Chunk(StorageLimits.TextLength).Select((part, i) => (part, i)).ToDictionary(p => Name(p.i), p => new string(p.part));

    private static Contribution Read(Row row)
    {
        var text = string.Concat(Enumerable.Range(0, row.Texts.Count).Select(i => row[Name(i)]));
        return JsonSerializer.Deserialize<Contribution>(text, Json.Options) ?? throw new InvalidDataException("A row of the measures is empty.");
    }

    private static string Name(int part) => string.Create(CultureInfo.InvariantCulture, $"part{part}");
}
