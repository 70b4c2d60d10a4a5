using System.Globalization;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Reporting;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Reporting;

/// <summary>
/// The unmet need of each month in England: a row for each fact that tells of one, keyed by the fact, so that however often it is
/// written it counts once.
/// </summary>
public sealed class UnmetNeeds(ITables tables)
{
    public const string MonthFormat = "yyyy-MM";

    /// <summary>More than a month of a large county has.</summary>
    private const int MostRows = 100_000;

    /// <summary>The rows that the facts of a referral give rise to.</summary>
    public static IEnumerable<(string Partition, Write Write)> Rows(Stored stored) => UnmetNeed.In(stored.Referral, stored.Facts).Select(unmet =>
        (Partition(MonthOf(unmet)), Ports.Write.Upsert(Recorded.IdOf(stored.Reference, unmet.Fact), Texts(unmet))));

    /// <summary>Writes what a referral's facts tell, and takes it off where the person objects to sharing; costs nothing where they tell of none.</summary>
    public Task Write(Stored stored, CancellationToken cancel) => stored.Referral.ObjectsToSharing ? TakeOff(stored, cancel) : Task.WhenAll(Rows(stored).GroupBy(r => r.Partition)
        .SelectMany(month => month.Chunk(StorageLimits.BatchOperations))
        .Select(rows => tables.Commit(Lists.Table, rows[0].Partition, [.. rows.Select(r => r.Write)], cancel)));

    /// <summary>One by one: of those that are off already each would hold up the others.</summary>
    private Task TakeOff(Stored stored, CancellationToken cancel) => Task.WhenAll(UnmetNeed.Of(stored.Referral, stored.Facts)
        .Select(u => tables.Commit(Lists.Table, Partition(MonthOf(u)), [Ports.Write.Delete(Recorded.IdOf(stored.Reference, u.Fact))], cancel)));

    private static DateOnly MonthOf(UnmetNeed unmet) => DateOnly.FromDateTime(Plain.InLondon(unmet.At).DateTime);

    /// <summary>All of a month.</summary>
    public async Task<IReadOnlyList<UnmetNeed>> In(DateOnly month, CancellationToken cancel) =>
        [.. (await tables.Range(Lists.Table, Partition(month), limit: MostRows, cancel: cancel)).Select(Read)];

    private static string Partition(DateOnly day) => "unmet-need-" + day.ToString(MonthFormat, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Texts(UnmetNeed unmet)
    {
        var texts = new Dictionary<string, string>(5)
        {
            ["pathway"] = Code.Of(unmet.Pathway), ["urgency"] = Code.Of(unmet.Urgency), ["district"] = unmet.District, ["at"] = Times.Write(unmet.At),
        };
        if (unmet.Service is not null)
            texts["service"] = unmet.Service;
        return texts;
    }

    private static UnmetNeed Read(Row row) => new(
        int.Parse(row.Key.AsSpan(row.Key.IndexOf('-') + 1)), Of<Pathway>(row["pathway"]), Of<Urgency>(row["urgency"]), row["district"]!, row["service"],
        Times.Read(row["at"]!));

    private static T Of<T>(string? code) where T : struct, Enum =>
        Code.TryRead(code, out T value) ? value : throw new InvalidDataException($"A row of unmet need has '{code}', which is on no list.");
}
