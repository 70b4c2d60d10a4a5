using System.Globalization;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Routing;

/// <summary>A place that is taken, and by what.</summary>
/// <param name="At">Since when, in UTC.</param>
public sealed record TakenPlace(Reference Reference, int Strand, DateTimeOffset At);

/// <summary>A service's places as they are now; where they are by the day, those of today.</summary>
/// <param name="Total">How many there are: as set by hand, otherwise as the directory has it.</param>
/// <param name="SetByHand">When the number was set by hand, in UTC.</param>
public sealed record CapacityView(
    string Service, string Name, CapacityUnit Unit, int Total, int Free, DateTimeOffset? SetByHand, IReadOnlyList<TakenPlace> Taken);

/// <summary>A provider says how many places its services have; the hub, of any service.</summary>
public sealed class SetCapacity(Capacities capacities, LocalityInForce inForce, AuditLog audit)
{
    /// <summary>As many as the directory may have.</summary>
    private const int Most = 999;

    public static readonly string AskNumber = $"Enter the number of places as a whole number from 0 to {Most}";

    /// <summary>The number, where it can be one.</summary>
    public static int? Read(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : null;

    /// <summary>Those of the services that somebody answers for that count their places.</summary>
    public IEnumerable<Service> Of(Principal who) =>
        inForce.Now.Services.Where(s => s.Capacity is not null && Answers(who, s)).OrderBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>Whether somebody may say how many places a service has.</summary>
    public static bool Answers(Principal who, Service service) => who.Is(Role.Hub) || service.Organisation == who.Organisation;

    /// <summary>The places of all of them.</summary>
    public async Task<IReadOnlyList<CapacityView>> All(Principal who, CancellationToken cancel) =>
        await Task.WhenAll(Of(who).Select(s => View(s, cancel)));

    public async Task<CapacityView> Set(HttpContext http, Service service, int total)
    {
        await audit.Record(http, Act.Changed, AuditLog.About(service), "capacity");
        await capacities.SetTotal(service, total, http.Principal().Actor, http.RequestAborted);
        return await View(service, http.RequestAborted);
    }

    private async Task<CapacityView> View(Service service, CancellationToken cancel)
    {
        var book = await capacities.Read(service, cancel);
        var places = book.On(book.Today);
        return new(
            service.Id, service.Name, service.Capacity!.Unit, places.Total, places.Free, book.SetByHand?.At,
            [.. places.Taken.OrderBy(s => s.At).Select(s => new TakenPlace(s.Reference, s.Strand, s.At))]);
    }
}
