using System.Collections.Frozen;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Routing;

/// <summary>A service that is closed to new referrals.</summary>
/// <param name="At">Since when, in UTC.</param>
/// <param name="By">The organisation that closed it.</param>
public sealed record ClosedService(Closure Closure, DateTimeOffset At, OdsCode? By);

/// <summary>
/// Which services are closed to new referrals. Each has a row beside what routing reads of places, so that one read tells both. Every
/// closing and opening is kept, with who did it, in a partition of the service's own that nothing reads from day to day.
/// </summary>
public sealed class Closures(ITables tables, LocalityInForce inForce, AuditLog audit, TimeProvider clock)
{
    public const string HistoryTable = "closures";

    /// <summary>No id of a service has a full stop, which is checked when a directory is read.</summary>
    private const string Prefix = "closed.";

    /// <summary>Whether a row tells how a service was closed: it may be over, and the service gone from the directory.</summary>
    public static bool IsRow(Row row) => row.Key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>How the services are closed that some rows tell of.</summary>
    public static FrozenDictionary<string, ClosedService> In(IEnumerable<Row> rows) =>
        rows.Where(IsRow).ToFrozenDictionary(r => r.Key[Prefix.Length..], Read);

    /// <summary>Every closure that is in force, by service.</summary>
    public async Task<FrozenDictionary<string, ClosedService>> Now(CancellationToken cancel) =>
        In((await tables.Range(Capacities.Table, Capacities.Summary, cancel: cancel)).Where(r => IsRow(r) && Read(r).Closure.Until > clock.GetUtcNow()));

    /// <summary>Closes a service; the same again changes nothing.</summary>
    public async Task Close(HttpContext http, Service service, Closure closure)
    {
        var cancel = http.RequestAborted;
        if (await Found(service, cancel) is { } row && Read(row).Closure == closure)
            return;
        await audit.Record(http, Act.Changed, AuditLog.About(service), "closed");
        var texts = Texts(http.Principal().Actor);
        texts["until"] = Times.Write(closure.Until);
        texts["because"] = Code.Of(closure.Because);
        await Keep(service, texts, cancel);
        await tables.Commit(Capacities.Table, Capacities.Summary, [Write.Upsert(Key(service), texts)], cancel);
    }

    /// <summary>Opens a service again; one that is not closed stays as it is.</summary>
    public async Task Open(HttpContext http, Service service)
    {
        var cancel = http.RequestAborted;
        if (await Found(service, cancel) is null)
            return;
        await audit.Record(http, Act.Changed, AuditLog.About(service), "opened");
        await Keep(service, Texts(http.Principal().Actor), cancel);
        await tables.Commit(Capacities.Table, Capacities.Summary, [Write.Delete(Key(service))], cancel);
    }

    /// <summary>The services of somebody, by name.</summary>
    public IEnumerable<Service> Of(Principal who) =>
        inForce.Now.Services.Where(s => SetCapacity.Answers(who, s)).OrderBy(s => s.Name, StringComparer.Ordinal);

    private Task<Row?> Found(Service service, CancellationToken cancel) => tables.Get(Capacities.Table, Capacities.Summary, Key(service), cancel);

    /// <summary>Kept before it is so: who gets no answer does it again.</summary>
    private Task Keep(Service service, Dictionary<string, string> texts, CancellationToken cancel) =>
        tables.Commit(HistoryTable, service.Id, [Write.Upsert($"{texts["at"]}-{Guid.NewGuid():N}", texts)], cancel);

    private Dictionary<string, string> Texts(Actor by) => new(5)
    {
        ["at"] = Times.Write(clock.GetUtcNow()), ["by"] = by.Id, ["organisation"] = by.Organisation?.Text ?? "",
    };

    private static string Key(Service service) => Prefix + service.Id;

    private static ClosedService Read(Row row) => new(
        new(Times.Read(row["until"]!), Code.TryRead(row["because"], out ClosedBecause because) ? because : ClosedBecause.Other),
        Times.Read(row["at"]!), OdsCode.Read(row["organisation"] ?? "").Value);
}
