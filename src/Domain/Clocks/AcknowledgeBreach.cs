using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>Somebody at the hub, or of the service that has the strand, says that they see to what is late: nobody more is told.</summary>
public static class AcknowledgeBreach
{
    /// <summary>Acknowledges everything that is late now and that somebody may see to.</summary>
    public static Decision Decide(Referral referral, OdsCode organisation, bool isHub, Locality town, DateTimeOffset now)
    {
        var running = ReferralClocks.Of(referral, town).Where(c => c.IsRunning).Select(c => c.Id).ToHashSet();
        var late = Breaches.Of(referral).Where(b => running.Contains(b.Clock) && Breaches.MaySeeTo(referral, b.Clock, organisation, isHub)).ToList();
        if (late.Count == 0)
            return Refusal.NothingLate;
        var open = late.Where(b => !b.IsAcknowledged).ToList();
        return open.Count == 0 ? Decision.Nothing : Decision.Of(open.Select(b => new BreachAcknowledged(b.Clock)), now);
    }
}

/// <summary>Somebody says why it was late, once. Whoever may see to it thereby says that they do.</summary>
public static class ExplainBreach
{
    /// <param name="rule">The id of the rule whose clock ran out.</param>
    /// <param name="strand">The strand; null for a clock of the referral as a whole.</param>
    /// <param name="since">When the clock started, where it ran out more than once; null for the latest.</param>
    public static Decision Decide(
        Referral referral, string rule, int? strand, DateTimeOffset? since, LateBecause because, string? note, OdsCode organisation, bool isHub, DateTimeOffset now)
    {
        if (Breaches.Of(referral).LastOrDefault(b => b.Clock.Rule == rule && b.Clock.Strand == strand && (since is null || b.Clock.Since == since)) is not { } breach)
            return Refusal.NothingLate;
        if (!Breaches.MaySpeakFor(referral, breach.Clock, organisation, isHub))
            return Refusal.NotOfferedToYou;
        var explained = new BreachExplained(breach.Clock, because, Free.Text(note));
        if (breach.Explained is { } before)
            return before == explained ? Decision.Nothing : Refusal.AlreadyExplained;
        var seesToIt = !breach.IsAcknowledged && Breaches.MaySeeTo(referral, breach.Clock, organisation, isHub);
        return Decision.Of(seesToIt ? [new BreachAcknowledged(breach.Clock), explained] : [explained], now);
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
        t.Fact.Clock, t.At, referral.Tellings.Exists(o => o.Fact is BreachAcknowledged && o.Fact.Clock == t.Fact.Clock),
        referral.Tellings.Select(o => o.Fact).OfType<BreachExplained>().FirstOrDefault(e => e.Clock == t.Fact.Clock)));

    /// <summary>The hub for everything, a service for the strands that it has.</summary>
    public static bool MaySeeTo(Referral referral, ClockId clock, OdsCode organisation, bool isHub) =>
        isHub || (clock.Strand is { } number && referral.Strand(number)?.Current?.Provider == organisation);

    /// <summary>The hub for everything, a service for the strands that it was offered.</summary>
    public static bool MaySpeakFor(Referral referral, ClockId clock, OdsCode organisation, bool isHub) =>
        isHub || (clock.Strand is { } number && referral.Strand(number)?.Offers.Exists(o => o.Provider == organisation) == true);
}
