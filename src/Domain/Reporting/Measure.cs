using System.Runtime.InteropServices;

namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>How the cases of a measure make a number.</summary>
public enum MeasureKind
{
    /// <summary>How many there are.</summary>
    Count,

    /// <summary>How many of them meet something.</summary>
    Share,

    /// <summary>How large they are: median, 90th percentile and mean, apart for each kind where there are kinds; and how many of them meet
    /// something where that is asked.</summary>
    Size,

    /// <summary>How they divide into kinds.</summary>
    Division,
}

/// <summary>One thing that a measure counts.</summary>
/// <param name="Pathways">Where it belongs, by pathway.</param>
/// <param name="Services">Where it belongs, by service; null for what no service has.</param>
/// <param name="Of">Its kind, where the measure is told by kinds.</param>
/// <param name="IsMet">Whether it counts in the numerator; null where the measure has none.</param>
/// <param name="Value">Its size.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Case(
    IReadOnlyList<Pathway?> Pathways, IReadOnlyList<string?> Services, string? Of = null, bool? IsMet = null, decimal? Value = null);

/// <summary>One measure, and which cases of a referral it counts.</summary>
/// <param name="Counts">What it is, in words.</param>
/// <param name="Numerator">What is above the line; empty where there is nothing.</param>
/// <param name="Denominator">What is below it, and what the percentiles are of; empty where there is nothing.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Cases">Those of a contribution, at a moment.</param>
public sealed record Measure(
    string Code, string Name, MeasureKind Kind, string Counts, string Numerator, string Denominator, string Source,
    Func<Contribution, DateTimeOffset, IEnumerable<Case>> Cases)
{
    /// <summary>It tells how many there were and nothing of anybody: who objects to sharing counts in it, where everything is counted together.</summary>
    public bool IsTotal { get; init; }

    /// <summary>The name of a kind, where the measure is told by kinds.</summary>
    public Func<string, string> NameOf { get; init; } = of => of;
}
