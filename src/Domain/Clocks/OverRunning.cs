using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>Support that was told to be late to end, and has been neither ended nor extended since.</summary>
public static class OverRunning
{
    public const string Mark = "over-running";

    public static bool Is(Referral referral, Strand strand, Locality town) => referral.IsOpen && strand.Stage is Stage.Visited
        && referral.Tellings.Exists(t => t.Fact is ClockBreached && t.Fact.Clock.Strand == strand.Number && t.Fact.Clock.Since == (strand.ExtendedAt ?? strand.VisitedAt)
            && town.Clocks.Rules.Any(r => r.Id == t.Fact.Clock.Rule && r.To is ClockStop.Closed));

    /// <summary>The marks of a referral, with that of support that goes on too long.</summary>
    public static IReadOnlyList<string> Marks(Referral referral, Locality town) =>
        referral.Strands.Any(s => Is(referral, s, town)) ? [.. referral.Marks, Mark] : referral.Marks;
}
