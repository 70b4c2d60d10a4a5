using System.Collections.Immutable;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>The locality that this process goes by now: the one it started with, until a version is published; its services with the duty
/// phones that were set by hand.</summary>
/// <param name="since">When it was published, or the process started.</param>
public sealed class LocalityInForce(Locality first, DateTimeOffset since)
{
    private readonly Lock changing = new();
    private volatile State current = new(first, first, since, new Dictionary<string, ImmutableArray<PhoneNumber>>());

    public Locality Now => current.Now;

    /// <summary>As its files have it, whatever was set by hand.</summary>
    public Locality Published => current.Published;

    public DateTimeOffset Since => current.Since;

    public void Replace(Locality by, DateTimeOffset since)
    {
        lock (changing)
            current = new(by, With(by, current.ByHand), since, current.ByHand);
    }

    /// <summary>The duty phones of services that were set by hand, in place of all that were before.</summary>
    public void SetDutyPhones(IReadOnlyDictionary<string, ImmutableArray<PhoneNumber>> byHand)
    {
        lock (changing)
            current = current with { Now = With(current.Published, byHand), ByHand = byHand };
    }

    private static Locality With(Locality town, IReadOnlyDictionary<string, ImmutableArray<PhoneNumber>> byHand) => byHand.Count == 0 ? town
        : town with { Services = [.. town.Services.Select(s => byHand.TryGetValue(s.Id, out var phones) ? s with { DutyPhone = phones[0], FurtherDutyPhones = phones[1..] } : s)] };

    private sealed record State(Locality Published, Locality Now, DateTimeOffset Since, IReadOnlyDictionary<string, ImmutableArray<PhoneNumber>> ByHand);
}
