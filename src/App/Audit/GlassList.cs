using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Audit;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <summary>A line of the list: nothing of the referral, and nobody's name.</summary>
/// <param name="Number">Of the fact by which the glass was broken.</param>
/// <param name="By">The id of who broke it.</param>
public sealed record GlassLine(Reference Reference, int Number, DateTimeOffset At, string By, string Organisation, GlassReason Reason);

/// <summary>Broken glass that the governance lead has not reviewed: a partition with nothing else in it.</summary>
public sealed class GlassList(ITables tables)
{
    public const string Partition = "broken-glass";

    /// <summary>What belongs in the list of one referral's: a line for each that waits for review.</summary>
    public static IEnumerable<Write> Rows(Referral referral) => referral.Broken.Select(g => g.Review is not null
        ? Ports.Write.Delete(Key(referral.Reference, g.Number))
        : Ports.Write.Upsert(Key(referral.Reference, g.Number), new Dictionary<string, string>(4)
        {
            ["at"] = Times.Write(g.At), ["by"] = g.By.Id, ["organisation"] = g.By.Organisation?.Text ?? "", ["reason"] = Code.Of(g.Reason),
        }));

    /// <summary>Brings the list in line with a referral.</summary>
    public Task Write(Referral referral, CancellationToken cancel) =>
        Task.WhenAll(Rows(referral).Select(row => tables.Commit(Lists.Table, Partition, [row], cancel)));

    /// <summary>All that wait, the earliest first.</summary>
    public async Task<IReadOnlyList<GlassLine>> Read(CancellationToken cancel) =>
        [.. (await tables.Range(Lists.Table, Partition, cancel: cancel)).Select(Line).OfType<GlassLine>().OrderBy(l => l.At)];

    private static string Key(Reference reference, int number) => $"{reference.Text}-{number:D4}";

    private static GlassLine? Line(Row row) =>
        row.Key.Split('-') is [var text, var last] && Reference.Read(text).Value is { } reference && int.TryParse(last, out var number)
        && Times.TryRead(row["at"] ?? "", out var at) && Code.TryRead(row["reason"], out GlassReason reason)
            ? new(reference, number, at, row["by"] ?? "", row["organisation"] ?? "", reason) : null;
}
