using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A place of a service that is taken.</summary>
/// <param name="Number">From 1; above the number of places only where nobody could be turned away any more.</param>
/// <param name="Day">The day in England whose visit it is; null where places are not by the day.</param>
/// <param name="Offer">The number of the fact that made the offer it was taken for. An offer that is over is never accepted any more.</param>
/// <param name="At">When it was taken, in UTC.</param>
public sealed record Slot(int Number, DateOnly? Day, Reference Reference, int Strand, int Offer, DateTimeOffset At);

/// <summary>How many places a service has, and which of them are taken now.</summary>
public sealed record Places(int Total, IReadOnlyCollection<Slot> Taken)
{
    /// <summary>Fewer than none is none: who has a place keeps it, whatever the number is set to.</summary>
    public int Free => Math.Max(Total - Taken.Count, 0);

    /// <summary>
    /// A number that is free; null when the service is full. As many numbers are given out as there are places free, wherever the
    /// others lie, so that any number of referrals that ask at once get no more than that; each starts at another.
    /// </summary>
    public int? For(Reference reference)
    {
        var free = Untaken().TakeWhile(n => n <= Total).Take(Free).ToList();
        return free.Count == 0 ? null : free[int.Parse(reference.Text) % free.Count];
    }

    /// <summary>Numbers that nobody has, from the lowest, without end.</summary>
    public IEnumerable<int> Untaken()
    {
        var taken = Taken.Select(s => s.Number).ToHashSet();
        for (var number = 1; ; number++)
        {
            if (!taken.Contains(number))
                yield return number;
        }
    }

    /// <summary>The day in England whose places a moment counts among; null for a service whose places are not by the day.</summary>
    public static DateOnly? DayOf(Service service, DateTimeOffset at) =>
        service.Capacity?.Unit is CapacityUnit.VisitsADay ? DateOnly.FromDateTime(Plain.InLondon(at).DateTime) : null;
}

/// <summary>Who has a place: what the facts of a referral say, whatever rows there are.</summary>
public static class KeepPlaces
{
    /// <summary>
    /// The strands that have a place of a service: from when it accepts them until they are closed, withdrawn or taken back. A place
    /// that is a visit of a day is used up once the person was seen, and nobody has one of a day that is over.
    /// </summary>
    public static IEnumerable<Strand> In(Referral referral, Service service, DateTimeOffset now) => referral.Strands.Where(strand =>
    {
        if (strand.Offers.IsEmpty || strand.Offers[^1].Service != service.Id)
            return false;
        var isWithService = !referral.IsWithdrawn && strand.Stage is Stage.Accepted or Stage.Visited;
        return Places.DayOf(service, now) is not { } today ? isWithService
            : (isWithService || strand.VisitedAt is not null) && DayFor(service, strand, now) >= today;
    });

    /// <summary>The day whose place a strand has, or would have if it were accepted now: when somebody was to come by the offer, or the
    /// day of the acceptance where that is later. Null where places are not by the day.</summary>
    public static DateOnly? DayFor(Service service, Strand strand, DateTimeOffset now)
    {
        var accepted = strand.Stage is Stage.OnOffer ? now : strand.AcceptedAt ?? now;
        var starts = strand.Offers[^1].Starts;
        return Places.DayOf(service, starts > accepted ? starts : accepted);
    }

    /// <summary>
    /// Whether a slot that the referral does not keep may be given back. One whose offer stands may be about to be accepted, unless
    /// that was begun so long ago that it must have broken off; one of a later offer than was read is left to those who know of it.
    /// </summary>
    /// <param name="abandonedBefore">Before when an acceptance that has come to nothing must have begun.</param>
    public static bool MayGo(Slot slot, Referral referral, DateTimeOffset abandonedBefore)
    {
        var isOnOffer = referral.IsOpen && referral.Strand(slot.Strand) is { Stage: Stage.OnOffer } strand && strand.Offers[^1].FactNumber == slot.Offer;
        return slot.Offer <= referral.Version && (!isOnOffer || slot.At < abandonedBefore);
    }
}
