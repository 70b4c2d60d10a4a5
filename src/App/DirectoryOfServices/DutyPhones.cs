using System.Collections.Immutable;
using System.Text.Json;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Duty phones of a service that were set by hand.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="By">The name of whoever set them.</param>
public sealed record PhonesByHand(ImmutableArray<PhoneNumber> Numbers, DateTimeOffset At, string By);

/// <summary>
/// The duty phones that were set by hand, in place of those in the directory's files until the directory's are wanted again: a version that
/// is published later changes nothing about that. A row a service, and one that stays for each change; a number may be somebody's own, so it
/// stands in the text <c>person</c>. Every instance goes by a change within half a minute, the one that made it at once.
/// </summary>
public sealed class DutyPhones(ITables tables, LocalityInForce inForce, TimeProvider clock)
{
    public const string Table = "dutyphones";
    private const string Partition = "all";
    private const string Now = "now!";
    private const string AfterNow = "now\"";
    private const int MostTries = 10;

    /// <summary>What was set by hand, by the service's id: one round trip.</summary>
    public async Task<IReadOnlyDictionary<string, PhonesByHand>> ByHand(CancellationToken cancel) =>
        (await tables.Range(Table, Partition, Now, AfterNow, cancel: cancel)).ToDictionary(r => r.Key[Now.Length..], Read, StringComparer.Ordinal);

    /// <summary>Goes by what was set by hand from now on.</summary>
    public async Task Apply(CancellationToken cancel) =>
        inForce.SetDutyPhones((await ByHand(cancel)).ToDictionary(p => p.Key, p => p.Value.Numbers, StringComparer.Ordinal));

    /// <summary>Sets the duty phones of a service.</summary>
    /// <param name="numbers">Null for those of the directory.</param>
    public async Task Set(string service, ImmutableArray<PhoneNumber>? numbers, Principal by, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var row = await tables.Get(Table, Partition, Now + service, cancel);
            var texts = new Dictionary<string, string>
            {
                ["at"] = Times.Write(clock.GetUtcNow()), ["by"] = by.Actor.Id, ["service"] = service,
                ["person"] = JsonSerializer.Serialize(new Kept(numbers is { } set ? [.. set] : null, by.Actor.Name), Json.Options),
            };
            Write? change = numbers is null ? row is null ? null : Write.Delete(row.Key, row.ETag)
                : row is null ? Write.Insert(Now + service, texts)
                : Read(row).Numbers.SequenceEqual(numbers.Value) ? null : Write.Replace(row.Key, texts, row.ETag!);
            if (change is null || await tables.Commit(Table, Partition, [change, Write.Insert($"change!{service}!{texts["at"]}-{Guid.NewGuid():N}", texts)], cancel) is CommitResult.Committed)
            {
                await Apply(cancel);
                return;
            }
        }
        throw new ConflictException("Others are changing the duty phones of this service at the same moment. Try again.");
    }

    private static PhonesByHand Read(Row row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row["person"]!, Json.Options)!;
        return new([.. kept.Numbers ?? []], Times.Read(row["at"]!), kept.By);
    }

    private sealed record Kept(PhoneNumber[]? Numbers, string By);
}
