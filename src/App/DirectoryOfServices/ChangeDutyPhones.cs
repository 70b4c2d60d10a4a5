using System.Collections.Immutable;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Where the offers of a service are texted to.</summary>
/// <param name="Numbers">Those in force, the first of them first.</param>
/// <param name="InDirectory">Those that the directory's files have.</param>
/// <param name="Set">When others were set by hand, in UTC; null where the directory's are in force.</param>
/// <param name="By">Whoever set them.</param>
public sealed record DutyPhonesView(string Service, string Name, IReadOnlyList<PhoneNumber> Numbers, IReadOnlyList<PhoneNumber> InDirectory, DateTimeOffset? Set, string? By);

/// <summary>The administrator says where the offers of each service are texted to, from now on.</summary>
public sealed class ChangeDutyPhones(DutyPhones phones, LocalityInForce inForce, AuditLog audit)
{
    public const int Most = 5;
    public const string AskNumbers = "Enter one to five UK mobile numbers, like 07700 900 123, each on a line of its own";

    /// <summary>Every service's, by its name.</summary>
    public async Task<IReadOnlyList<DutyPhonesView>> All(CancellationToken cancel)
    {
        var byHand = await phones.ByHand(cancel);
        return [.. inForce.Published.Services.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => View(s, byHand.GetValueOrDefault(s.Id)))];
    }

    public Service? Service(string id) => inForce.Published.Service(id);

    /// <summary>The numbers that were typed; null where they cannot be taken. Offers are texted, so each is a mobile.</summary>
    public static ImmutableArray<PhoneNumber>? Read(IEnumerable<string> typed)
    {
        var numbers = typed.Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => PhoneNumber.Read(n).Value).Distinct().ToList();
        return numbers.Count is 0 or > Most || numbers.Exists(n => n is not { IsMobile: true }) ? null : [.. numbers.OfType<PhoneNumber>()];
    }

    /// <param name="numbers">Null for those of the directory.</param>
    public async Task<DutyPhonesView> Set(HttpContext http, Service service, ImmutableArray<PhoneNumber>? numbers)
    {
        await audit.Record(http, Act.Changed, "service-" + service.Id, numbers is null ? "directory-phones" : "duty-phones");
        await phones.Set(service.Id, numbers, http.Principal(), http.RequestAborted);
        return View(service, (await phones.ByHand(http.RequestAborted)).GetValueOrDefault(service.Id));
    }

    private static DutyPhonesView View(Service service, PhonesByHand? byHand) => new(
        service.Id, service.Name, byHand is null ? [.. service.DutyPhones] : [.. byHand.Numbers], [.. service.DutyPhones], byHand?.At, byHand?.By);
}
