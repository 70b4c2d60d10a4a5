using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>Somebody at the hub, or of a service that has or had the strand, says that they see to what is late: nobody more is told.</summary>
public static class AcknowledgeBreach
{
    /// <summary>Acknowledges every breach of the referral that somebody may speak for.</summary>
    public static Decision Decide(Referral referral, OdsCode organisation, bool isHub, DateTimeOffset now)
    {
        var late = Breaches.Of(referral).Where(b => Breaches.MaySpeakFor(referral, b.Clock, organisation, isHub)).ToList();
        if (late.Count == 0)
            return Refusal.NothingLate;
        var open = late.Where(b => !b.IsAcknowledged).ToList();
        return open.Count == 0 ? Decision.Nothing : Decision.Of(open.Select(b => new BreachAcknowledged(b.Clock)), now);
    }
}

/// <summary>Somebody says why it was late, once.</summary>
public static class ExplainBreach
{
    /// <param name="rule">The id of the rule whose clock ran out.</param>
    /// <param name="strand">The strand; null for a clock of the referral as a whole. Where the clock ran out more than once, the latest is meant.</param>
    public static Decision Decide(
        Referral referral, string rule, int? strand, LateBecause because, string? note, OdsCode organisation, bool isHub, DateTimeOffset now)
    {
        if (Breaches.Of(referral).LastOrDefault(b => b.Clock.Rule == rule && b.Clock.Strand == strand) is not { } breach)
            return Refusal.NothingLate;
        if (!Breaches.MaySpeakFor(referral, breach.Clock, organisation, isHub))
            return Refusal.NotOfferedToYou;
        var explained = new BreachExplained(breach.Clock, because, Free.Text(note));
        return breach.Explained is null ? Decision.Of(explained, now)
            : breach.Explained == explained ? Decision.Nothing
            : Refusal.AlreadyExplained;
    }
}

/// <summary>A clock that ran out and was told.</summary>
/// <param name="At">When it ran out, in UTC.</param>
/// <param name="Explained">Why, where somebody has said.</param>
public sealed record Breach(ClockId Clock, DateTimeOffset At, bool IsAcknowledged, BreachExplained? Explained);

/// <summary>What is or was late about a referral.</summary>
public static class Breaches
{
    public static IEnumerable<Breach> Of(Referral referral) => referral.Tellings.Where(t => t.Fact is ClockBreached).Select(t => new Breach(
        t.Fact.Clock, t.At, referral.Tellings.Exists(o => o.Fact is BreachAcknowledged or BreachExplained && o.Fact.Clock == t.Fact.Clock),
        referral.Tellings.Select(o => o.Fact).OfType<BreachExplained>().FirstOrDefault(e => e.Clock == t.Fact.Clock)));

    /// <summary>The hub for everything, a service for the strands that it was offered.</summary>
    public static bool MaySpeakFor(Referral referral, ClockId clock, OdsCode organisation, bool isHub) =>
        isHub || (clock.Strand is { } number && referral.Strand(number)?.Offers.Exists(o => o.Provider == organisation) == true);
}
