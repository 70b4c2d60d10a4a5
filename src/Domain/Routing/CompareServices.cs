using System.Buffers;
using System.Collections.Frozen;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>How much each service has free, as far as anybody has counted since the directory was published.</summary>
/// <param name="Counted">By service; where places are by the day, on any day of which none is taken.</param>
public sealed record FreeCapacity(FrozenDictionary<string, int> Counted)
{
    /// <summary>Nothing is taken.</summary>
    public static readonly FreeCapacity Untouched = new(FrozenDictionary<string, int>.Empty);

    /// <summary>Where places are by the day: what is free on the days of which some are taken.</summary>
    public FrozenDictionary<(string Service, DateOnly Day), int> OnDays { get; init; } = FrozenDictionary<(string Service, DateOnly Day), int>.Empty;

    /// <summary>The services that are closed to new referrals for a while.</summary>
    public FrozenDictionary<string, Closure> Closures { get; init; } = FrozenDictionary<string, Closure>.Empty;

    /// <summary>How a service is closed to new referrals at a moment; null when it is not.</summary>
    public Closure? ClosureOf(Service service, DateTimeOffset at) =>
        Closures.Count > 0 && Closures.TryGetValue(service.Id, out var closure) && closure.Until > at ? closure : null;

    /// <summary>How many more a service can take of those whom it starts to see at a moment; null when that is not counted.</summary>
    public int? Of(Service service, DateTimeOffset starts) =>
        service.Capacity is not { } capacity ? null
        : OnDays.Count > 0 && Places.DayOf(service, starts) is { } day && OnDays.TryGetValue((service.Id, day), out var onDay) ? Math.Max(onDay, 0)
        : Counted.TryGetValue(service.Id, out var free) ? Math.Max(free, 0)
        : capacity.Maximum;
}

/// <summary>What a service is wanted for.</summary>
/// <param name="SeeBy">By when the person must be seen: a service that is closed is waited for no longer.</param>
/// <param name="IsCrisis">A service that is closed is waited for only if somebody would have come by then, not only it have opened.</param>
public sealed record Wanted(Pathway Pathway, Case Case, Whereabouts Where, DateTimeOffset SeeBy, bool IsCrisis = false);

/// <summary>The service chosen from a comparison.</summary>
/// <param name="Takes">When it next takes referrals: now, if it does.</param>
/// <param name="Starts">When somebody would come.</param>
public sealed record Chosen(Service Service, DateTimeOffset Takes, DateTimeOffset Starts, int? Free, double? Kilometres);

/// <summary>All services of a kind, compared.</summary>
/// <param name="PassedOver">Every service but the chosen one, and why not.</param>
public sealed record Comparison(Chosen? Chosen, IReadOnlyList<PassedOver> PassedOver);

/// <summary>
/// Compares every service of a kind: those that fit by the soonest start, then the most free capacity, then the nearest, then by
/// name; of each other the exact reason why not.
/// </summary>
public static class CompareServices
{
    private const int Uncounted = int.MaxValue;

    private readonly record struct Fit(Service Service, DateTimeOffset Takes, DateTimeOffset Starts, int Free, double Kilometres);

    public static Comparison For(Wanted wanted, Locality locality, FreeCapacity free, DateTimeOffset now, Func<string, bool>? hadItBefore = null)
    {
        var services = locality.OfKind(wanted.Pathway);
        var moment = locality.Moment(now);
        var passedOver = new List<PassedOver>(services.Length);
        // What fits is looked at and forgotten, so the room for it is borrowed.
        var room = ArrayPool<Fit>.Shared.Rent(services.Length);
        var count = 0;
        foreach (var service in services)
        {
            if (WhyNotFor(service, wanted, locality, free, moment, hadItBefore, out var takes) is { } because)
                passedOver.Add(new(service.Id, because, because is WhyNot.ClosedToNew ? free.ClosureOf(service, now) : null));
            else
            {
                var starts = takes + service.StartsWithin;
                room[count++] = new(service, takes, starts, free.Of(service, starts) ?? Uncounted, locality.Distance(service, wanted.Where.District) ?? double.MaxValue);
            }
        }
        var chosen = Choose(room.AsSpan(0, count), passedOver);
        ArrayPool<Fit>.Shared.Return(room, clearArray: true);
        return new(chosen is { } best ? new(best.Service, best.Takes, best.Starts, free.Of(best.Service, best.Starts), locality.Distance(best.Service, wanted.Where.District)) : null, passedOver);
    }

    /// <summary>The best of those that fit; the others are passed over.</summary>
    private static Fit? Choose(ReadOnlySpan<Fit> fits, List<PassedOver> passedOver)
    {
        if (fits.IsEmpty)
            return null;
        var best = 0;
        for (var i = 1; i < fits.Length; i++)
        {
            if (WhyWorse(fits[best], fits[i]) is not null)
                best = i;
        }
        for (var i = 0; i < fits.Length; i++)
        {
            if (i != best)
                passedOver.Add(new(fits[i].Service.Id, WhyWorse(fits[i], fits[best]) ?? WhyNot.NameComesLater));
        }
        return fits[best];
    }

    /// <summary>In what the first is worse than the second; null when it is not. Services come in the order of their names.</summary>
    private static WhyNot? WhyWorse(in Fit first, in Fit second) =>
        first.Starts != second.Starts ? first.Starts > second.Starts ? WhyNot.StartsLater : null
        : first.Free != second.Free ? first.Free < second.Free ? WhyNot.HasLessFree : null
        : first.Kilometres > second.Kilometres ? WhyNot.IsFurtherAway
        : null;

    /// <summary>Why a service is not for a case, wherever and whenever it is; null when it is.</summary>
    public static WhyNot? WhyNotForCase(Service service, Case of) =>
        !service.Referrers.IsEmpty && !service.Referrers.Has(of.Source) ? WhyNot.ReferrerNotPermitted
        : of.Age < service.MinimumAge || of.Age > service.MaximumAge ? WhyNot.Age
        : !service.Purposes.IsEmpty && !service.Purposes.Has(of.Purpose) ? WhyNot.PurposeNotServed
        : !service.Eligibility.Holds(of) ? WhyNot.NotEligible
        : null;

    private static WhyNot? WhyNotFor(
        Service service, Wanted wanted, Locality locality, FreeCapacity free, Moment now, Func<string, bool>? hadItBefore, out DateTimeOffset takes)
    {
        takes = now.At;
        var of = wanted.Case;
        if (!service.Catchment.Covers(wanted.Where))
            return WhyNot.OutsideCatchment;
        if (WhyNotForCase(service, of) is { } because)
            return because;
        var (openness, closure) = (service.Hours.At(now), free.ClosureOf(service, now.At));
        if (openness is not Openness.TakesReferrals || closure is not null)
        {
            var until = wanted.SeeBy > now.At ? wanted.SeeBy : now.At;
            var opens = closure is null ? service.Hours.NextTaking(now) : CloseService.Reopens(service, closure, locality);
            if (service.WhenClosed is WhenClosed.PassOver || opens is not { } next || (wanted.IsCrisis ? next + service.StartsWithin : next) > until)
                return closure is not null ? WhyNot.ClosedToNew : openness is Openness.Closed ? WhyNot.Closed : WhyNot.PastCutOff;
            takes = next;
        }
        return free.Of(service, takes + service.StartsWithin) == 0 ? WhyNot.Full
            : hadItBefore?.Invoke(service.Id) == true ? WhyNot.HadItBefore
            : null;
    }
}
