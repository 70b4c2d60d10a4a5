using System.Globalization;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Web;

/// <summary>The boxes in which goals are scored, one a goal.</summary>
public static class ScoreBoxes
{
    public static readonly IReadOnlyList<Choice> Choices =
    [
        new("", "No score"), new("1", "1 – not at all"), .. Enumerable.Range(2, Goal.HighestScore - 2).Select(n => new Choice($"{n}", $"{n}")),
        new($"{Goal.HighestScore}", $"{Goal.HighestScore} – reached"),
    ];

    /// <param name="number">1 for the first goal.</param>
    public static string Of(int number) => $"score-{number}";

    /// <summary>The scores of some goals, in their order.</summary>
    public static IReadOnlyList<int?> Read(Form form, int goals) => [.. Enumerable.Range(1, goals).Select(n => Read(form[Of(n)]))];

    /// <summary>What is on no list.</summary>
    public static IEnumerable<Problem> Problems(Form form, int goals) => Enumerable.Range(1, goals)
        .Where(n => form[Of(n)] is { Length: > 0 } typed && !Choices.Any(c => c.Code == typed)).Select(n => new Problem(Of(n), $"Select a score from 1 to {Goal.HighestScore}"));

    private static int? Read(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var score) ? score : null;
}
