using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <summary>An entry of the log as it is shown.</summary>
/// <param name="Name">The name of whoever did it; their id where it is not known.</param>
/// <param name="About">A reference, or a kind and an id; null where it was about nothing in particular.</param>
/// <param name="Where">The request method and the pattern of the address.</param>
/// <param name="From">The door; with the network address for the governance lead alone.</param>
public sealed record Look(
    DateTimeOffset At, string By, string Name, string Organisation, string OrganisationName, Act? Act, string? About, string Where, string? Why, string From);

/// <summary>What was done in some days.</summary>
/// <param name="To">The last of the days.</param>
/// <param name="IsCut">There is more than is told: ask for fewer days.</param>
public sealed record LooksView(DateOnly From, DateOnly To, bool IsCut, IReadOnlyList<Look> Looks);

/// <summary>
/// Answers who has looked at a referral and what somebody has looked at: from the index, and from the log itself for the last minutes,
/// which the index may not have yet. Two reads, however long the history.
/// </summary>
public sealed class Looks(ITables tables, AuditIndex index, AuditNames names, Locality town, TimeProvider clock)
{
    /// <summary>What one answer tells at most.</summary>
    public const int Most = 1000;

    public Task<LooksView> At(Reference reference, DaysAsked days, bool withAddress, CancellationToken cancel) =>
        In([AuditIndex.Referral(reference)], days, e => e.About == reference.Text, withAddress, cancel);

    public Task<LooksView> By(string person, DaysAsked days, CancellationToken cancel) =>
        In([AuditIndex.Person(person)], days, e => e.By == person, withAddress: true, cancel);

    /// <summary>Refusals, searches, exports, broken glass and changes.</summary>
    public Task<LooksView> Rare(DaysAsked days, CancellationToken cancel) => In(
        [.. DaysAsked.Utc(days.Moments.From, days.Moments.Before).Select(AuditIndex.Rare)], days, e => e.Act is not (Act.Viewed or Act.Printed), withAddress: true, cancel);

    private async Task<LooksView> In(
        IReadOnlyList<string> places, DaysAsked days, Func<AuditEntry, bool> isAsked, bool withAddress, CancellationToken cancel)
    {
        var (from, before) = days.Moments;
        var indexed = Task.WhenAll(places.Select(p => index.Read(p, from, before, Most + 1, cancel)));
        var latest = Latest(from, before, cancel);
        var found = (await indexed).SelectMany(e => e).Concat(await latest).Where(e => e.Act is not Act.Recorded && isAsked(e))
            .DistinctBy(e => e.Key).OrderBy(e => e.Key, StringComparer.Ordinal).ToList();
        var shown = found.Take(Most).ToList();
        var known = await names.Of([.. shown.Select(e => e.By).Distinct()], cancel);
        return new(days.From, days.To, found.Count > Most, [.. shown.Select(e => new Look(
            e.At, e.By, known.GetValueOrDefault(e.By, e.By), e.Organisation ?? "", NameOf(e.Organisation), e.Act, e.About, e.What, e.Why,
            withAddress ? e.From : e.From.Split(' ')[0]))]);
    }

    /// <summary>What the timer may not have entered yet.</summary>
    private async Task<IEnumerable<AuditEntry>> Latest(DateTimeOffset from, DateTimeOffset before, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var since = now - SealAudit.Overlap;
        if (before < since)
            return [];
        var rows = await Task.WhenAll(DaysAsked.Utc(since, now).Select(day =>
            tables.Range(AuditLog.Table, day, Times.Write(since > from ? since : from), Times.Write(before), int.MaxValue, cancel)));
        return rows.SelectMany(r => r).Where(AuditEntry.IsWellPlaced).Select(AuditEntry.Read);
    }

    private string NameOf(string? organisation) => OdsCode.Read(organisation ?? "").Value is { } code ? town.NameOf(code) : organisation ?? "";
}
