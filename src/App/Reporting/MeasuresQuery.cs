using System.Globalization;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.App.Reporting;

/// <summary>Which days are asked for, both included, and by what they are told apart.</summary>
public sealed record MeasuresQuery(DateOnly From, DateOnly To, GroupBy? By)
{
    /// <summary>A year and its leap day.</summary>
    public const int MostDays = 366;

    /// <summary>The query, or every mistake in it.</summary>
    public static (MeasuresQuery? Query, IReadOnlyList<Problem> Problems) Read(string? from, string? to, string? by)
    {
        var problems = new List<Problem>();
        var (first, last) = (Day("from", from), Day("to", to));
        GroupBy? group = null;
        if (!string.IsNullOrWhiteSpace(by))
        {
            if (Code.TryRead(by, out GroupBy read))
                group = read;
            else
                problems.Add(new("by", $"Enter 'by' as one of {string.Join(", ", Code.All<GroupBy>())}, or leave it out"));
        }
        if (first is { } start && last is { } end)
        {
            if (end < start)
                problems.Add(new("to", "Enter a day in 'to' that is not before 'from'"));
            else if (end.DayNumber - start.DayNumber >= MostDays)
                problems.Add(new("to", $"Enter days in 'from' and 'to' that are at most {MostDays} days"));
            else if (problems.Count == 0)
                return (new(start, end, group), []);
        }
        return (null, problems);

        DateOnly? Day(string name, string? text)
        {
            if (DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            problems.Add(new(name, $"Enter a day in '{name}' as year, month and day, like 2026-11-01"));
            return null;
        }
    }
}
