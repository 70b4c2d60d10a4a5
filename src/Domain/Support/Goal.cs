using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>What the person wants to reach.</summary>
/// <param name="Words">In the person's own words.</param>
/// <param name="Score">How near the person is to it now, from 1 (not at all) to 10 (reached); null where it was not asked.</param>
public sealed record Goal([property: Personal] string Words, int? Score = null)
{
    /// <summary>More goals than these nobody keeps in mind.</summary>
    public const int Most = 5;

    public const int LongestWords = 500;
    public const int HighestScore = 10;

    /// <summary>Whether a score can be one; none is.</summary>
    public static bool IsScore(int? score) => score is null or (>= 1 and <= HighestScore);

    /// <summary>"To walk to the shop (3 of 10)".</summary>
    public string InWords() => Score is { } score ? $"{Words} ({score} of {HighestScore})" : Words;

    /// <summary>"3, 7 and no score of 10".</summary>
    public static string InWords(IReadOnlyList<int?> scores)
    {
        var words = scores.Select(s => s?.ToString() ?? "no score").ToList();
        return $"{(words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}")} of {HighestScore}";
    }

    /// <summary>Why goals cannot be scored so; null when they can.</summary>
    /// <param name="seen">The version of the referral that was looked at, where that is known.</param>
    internal static Refusal? WhyNot(Strand strand, IReadOnlyList<int?>? scores, int? seen) =>
        Kept(scores) is null ? null
        : scores!.Count != (strand.Agreed?.Goals.Count ?? 0) || !scores.All(IsScore) ? Refusal.WrongScores
        : strand.Agreed!.Fact > seen ? Refusal.GoalsChanged
        : null;

    /// <summary>Scores as they are recorded: none where no goal has one.</summary>
    internal static IReadOnlyList<int?>? Kept(IReadOnlyList<int?>? scores) => scores?.Any(s => s is not null) == true ? scores : null;
}
