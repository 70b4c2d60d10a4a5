using System.Globalization;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Audit;

/// <summary>From a day to another, both included, by the clocks of England.</summary>
public sealed record DaysAsked(DateOnly From, DateOnly To)
{
    /// <summary>A quarter of a year, and a day.</summary>
    public const int Most = 93;

    public const string Format = "yyyy-MM-dd";
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2199, 12, 31);

    /// <summary>The days that are asked for, or every mistake. Without a last day it is today, without a first so many days as are usual.</summary>
    public static (DaysAsked? Days, IReadOnlyList<Problem> Problems) Read(string? from, string? to, DateOnly today, int usual)
    {
        var problems = new List<Problem>();
        var last = Day("to", to) ?? today;
        var first = Day("from", from) ?? (last.DayNumber - First.DayNumber < usual ? First : last.AddDays(1 - usual));
        if (problems.Count == 0 && last < first)
            problems.Add(new("to", "Enter a last day that is not before the first"));
        else if (problems.Count == 0 && last.DayNumber - first.DayNumber >= Most)
            problems.Add(new("to", $"Ask for {Most} days at most"));
        return problems.Count > 0 ? (null, problems) : (new(first, last), []);

        DateOnly? Day(string name, string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (DateOnly.TryParseExact(text.Trim(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First && day <= Last)
                return day;
            problems.Add(new(name, "Enter a day as year, month and day, like 2026-11-01"));
            return null;
        }
    }

    /// <summary>From the beginning of the first to the end of the last, in UTC.</summary>
    public (DateTimeOffset From, DateTimeOffset Before) Moments => (Start(From), Start(To.AddDays(1)));

    /// <summary>The partitions of the log from one moment to another.</summary>
    public static IEnumerable<string> Utc(DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = DateOnly.FromDateTime(from.UtcDateTime); day <= DateOnly.FromDateTime(to.UtcDateTime); day = day.AddDays(1))
            yield return day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset Start(DateOnly day) => Plain.FromLondon(day.ToDateTime(TimeOnly.MinValue));
}
