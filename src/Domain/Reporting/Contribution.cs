using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>
/// What one referral adds to the measures: all that they need and nothing that tells of a person. It follows from the facts and the
/// locality alone and never from the time at which it is made, so that made anew it is the same; what depends on today (not seen yet,
/// not due yet) is decided by whoever reads it.
/// </summary>
/// <param name="Day">When the referral was received, by the calendar of England.</param>
/// <param name="Referrer">What kind of organisation refers.</param>
/// <param name="Practice">The code of the GP practice; null where that is not known.</param>
/// <param name="IsWithdrawn">It was taken back as a whole: it counts as received, and beyond that only for what was done before.</param>
/// <param name="AtHome">Null where nobody is to be asked.</param>
public sealed record Contribution(
    DateOnly Day, OrganisationKind Referrer, string? Practice, bool IsWithdrawn, IReadOnlyList<StrandContribution> Strands,
    IReadOnlyList<UnmetContribution> Unmet, IReadOnlyList<LateContribution> Late, AtHome? AtHome)
{
    /// <summary>The person objects: that there was a referral counts where everything is counted together, and nothing else of it is known here.</summary>
    public bool IsOfObjector { get; init; }

    /// <summary>Null for one that ended as a duplicate: what it said lives on in the one that was kept.</summary>
    public static Contribution? Of(Referral referral, IReadOnlyList<Recorded> facts, Locality town)
    {
        if (referral.MergedInto is not null)
            return null;
        if (referral.ObjectsToSharing)
            return new(DayOf(referral.Received), default, null, IsWithdrawn: false, [], [], [], null) { IsOfObjector = true };
        var periods = Period.Of(referral, facts).ToLookup(p => p.Strand, p => p.Period);
        return new(
            DayOf(referral.Received), town.KindOf(referral.Referrer), referral.Details.Need.Practice?.Text, referral.IsWithdrawn,
            [.. referral.Strands.Select(s => StrandContribution.Of(referral, s, facts, [.. periods[s.Number]], town))],
            [.. UnmetNeed.In(referral, facts).Select(u => new UnmetContribution(u.Pathway, u.Service))],
            [.. LatestExplanations(facts).Select(e => new LateContribution(e.Clock.Strand, e.Because))],
            AtHome.Of(referral, town));
    }

    /// <summary>The day of a moment in England.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Plain.InLondon(at).DateTime);

    /// <summary>Whole minutes, a part of one counting as one, so that 120 minutes are exactly those within two hours; none where somebody gave
    /// an end before the start.</summary>
    public static int Minutes(DateTimeOffset from, DateTimeOffset until) => until <= from ? 0 : (int)Math.Ceiling((until - from).TotalMinutes);

    /// <summary>One for each clock: whoever explains it again knows better.</summary>
    private static IEnumerable<BreachExplained> LatestExplanations(IReadOnlyList<Recorded> facts) =>
        facts.Select(f => f.Fact).OfType<BreachExplained>().GroupBy(e => e.Clock).Select(g => g.Last());
}

/// <summary>A time that a service had no place.</summary>
/// <param name="Pathway">The one that was wanted then.</param>
/// <param name="Service">The service that declined; null where the hub took it.</param>
public sealed record UnmetContribution(Pathway Pathway, string? Service);

/// <summary>Why a clock ran out, as it was explained.</summary>
/// <param name="Strand">Null where the clock was about the referral as a whole.</param>
public sealed record LateContribution(int? Strand, LateBecause Because);
