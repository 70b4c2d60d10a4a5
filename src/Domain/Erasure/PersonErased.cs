namespace SinglePointOfReferral.Domain.Erasure;

/// <summary>Why it is not known any more who a referral was about.</summary>
public enum ErasedBecause
{
    /// <summary>Somebody asked for it, and it was granted ("UK General Data Protection Regulation", article 17).</summary>
    Asked,

    /// <summary>The time that the locality keeps it is over.</summary>
    TimeIsOver,
}

/// <summary>Who the referral was about was erased, and what anybody wrote of them. What counts is kept: what was done, when and by which service.</summary>
/// <param name="District">Of the person's postcode: unmet need is counted by it.</param>
/// <param name="HadObjection">The referrer had written that something is not to be shared.</param>
/// <param name="Scores">How near the person was to each goal when it was agreed, by strand.</param>
public sealed record PersonErased(ErasedBecause Because, string District, bool HadObjection, IReadOnlyList<GoalScores> Scores) : Fact;

/// <summary>The scores of a strand's goals, in the order of the goals.</summary>
public sealed record GoalScores(int Strand, IReadOnlyList<int?> Scores);
