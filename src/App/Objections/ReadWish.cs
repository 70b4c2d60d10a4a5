using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Objections;

/// <summary>What a person may have said.</summary>
public enum WishOf { Objects, TakesBack }

/// <summary>Reads what was filled in, the same for the page and the API.</summary>
public static class ReadWish
{
    private const int LongestName = 100;

    public static (Wish? Wish, IReadOnlyList<Problem> Problems) From(string? number, WishOf? wish, string? why, string? takenBy, Actor by)
    {
        var reading = NhsNumber.Read(number ?? "");
        var (words, name) = (Text(why), Text(takenBy) ?? by.Name);
        List<Problem> problems = [];
        if (reading.Value is null)
            problems.Add(new("nhsNumber", Text(number) is null ? "Enter the NHS number" : reading.Problem!));
        if (wish is null)
            problems.Add(new("wish", "Select what the person wants"));
        if (words is null)
            problems.Add(new("why", "Enter what the person said"));
        else if (words.Length > Choices.LongestNote)
            problems.Add(new("why", Choices.TooLongSentence(words.Length)));
        if (name.Length > LongestName)
            problems.Add(new("takenBy", $"Enter a name of at most {LongestName} characters"));
        return problems.Count > 0 ? (null, problems) : (new(reading.Value!, wish is WishOf.Objects, words!, name), []);
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
