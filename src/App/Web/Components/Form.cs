using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>What somebody has typed into a form so far, exactly as typed, and what is wrong with it.</summary>
public sealed class Form(IReadOnlyDictionary<string, string?> typed)
{
    public static Form Empty { get; } = new(new Dictionary<string, string?>());

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What stands in a field; null when it is not in the form.</summary>
    public string? this[string field] => typed.GetValueOrDefault(field);

    public static Form Of(IFormCollection posted) => new(posted.ToDictionary(f => f.Key, f => (string?)f.Value.ToString().ReplaceLineEndings("\n")));

    public Form With(IReadOnlyList<Problem> problems) => new(typed) { Problems = problems };

    public string? ProblemWith(string field) => Problems.FirstOrDefault(p => p.Field == field)?.Sentence;

    /// <summary>The first box to put right for a problem: of a date, the day.</summary>
    public string BoxOf(string field) => typed.ContainsKey(DateBoxes.Day(field)) ? DateBoxes.Day(field) : field;

    /// <summary>A date as year, month and day, however incomplete its three boxes are, or as it was pasted whole into the first; null when
    /// all are empty.</summary>
    public string? Date(string field)
    {
        var boxes = DateBoxes.All(field).Select(box => (this[box] ?? "").Trim()).ToList();
        return boxes.TrueForAll(b => b.Length == 0) ? null
            : boxes is [{ Length: > 2 } whole, "", ""] ? whole
            : string.Join('-', boxes.AsEnumerable().Reverse());
    }

    /// <summary>Everything that was typed.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Typed => typed;
}

/// <summary>The names of the three boxes of a date.</summary>
public static class DateBoxes
{
    public static string Day(string field) => $"{field}-day";

    public static string Month(string field) => $"{field}-month";

    public static string Year(string field) => $"{field}-year";

    public static IEnumerable<string> All(string field) => [Day(field), Month(field), Year(field)];

    /// <summary>The boxes as they show a date.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Filled(string field, DateOnly date) =>
        [new(Day(field), $"{date.Day}"), new(Month(field), $"{date.Month}"), new(Year(field), $"{date.Year}")];
}
