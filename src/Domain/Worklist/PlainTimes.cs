namespace SinglePointOfReferral.Domain.Worklist;

/// <content>Times on the clocks of England, and lengths of time.</content>
public static partial class Plain
{
    /// <summary>By its name in the IANA database, or in that of Windows, which knows no other without ICU.</summary>
    private static readonly TimeZoneInfo London = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var iana)
        ? iana : TimeZoneInfo.FindSystemTimeZoneById("GMT Standard Time");

    /// <summary>The moment on the clocks of England.</summary>
    public static DateTimeOffset InLondon(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London);

    /// <summary>The moment when the clocks of England show this; in the hour that comes twice, the first of the two.</summary>
    public static DateTimeOffset FromLondon(DateTime wall)
    {
        var unspecified = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        var offset = London.IsAmbiguousTime(unspecified) ? London.GetAmbiguousTimeOffsets(unspecified).Max() : London.GetUtcOffset(unspecified);
        return new DateTimeOffset(unspecified, offset).ToUniversalTime();
    }

    /// <summary>14:05 on 3 March 2026.</summary>
    public static string Time(DateTimeOffset at) => InLondon(at).ToString("HH:mm 'on' d MMMM yyyy");

    /// <summary>3 March 2026.</summary>
    public static string Date(DateTimeOffset at) => InLondon(at).ToString("d MMMM yyyy");

    /// <summary>"today at 14:05, in 25 minutes"; "yesterday at 09:10, 5 hours late" with <paramref name="isDue"/>.</summary>
    public static string Time(DateTimeOffset at, DateTimeOffset now, bool isDue = false)
    {
        var distance = at - now;
        var length = Length(distance.Duration());
        return $"{Day(at, now)} at {InLondon(at):HH:mm}, {(distance >= TimeSpan.Zero ? $"in {length}" : isDue ? $"{length} late" : $"{length} ago")}";
    }

    /// <summary>"14:05 today", "09:00 on 5 March".</summary>
    public static string Moment(DateTimeOffset at, DateTimeOffset now)
    {
        var day = Day(at, now);
        return $"{InLondon(at):HH:mm} {(char.IsAsciiDigit(day[0]) ? "on " : "")}{day}";
    }

    /// <summary>"25 minutes left", "3 hours late".</summary>
    public static string Left(DateTimeOffset due, DateTimeOffset now) =>
        due >= now ? $"{Length(due - now)} left" : $"{Length(now - due)} late";

    private static string Day(DateTimeOffset at, DateTimeOffset now)
    {
        var (there, here) = (InLondon(at), InLondon(now));
        return (there.Date - here.Date).Days switch
        {
            0 => "today", 1 => "tomorrow", -1 => "yesterday",
            _ => there.Year == here.Year ? there.ToString("d MMMM") : there.ToString("d MMMM yyyy"),
        };
    }

    /// <summary>"25 minutes", "1 hour 57 minutes", "7 hours", "3 days", "5 weeks".</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalMinutes: < 60 } => Count((int)length.TotalMinutes, "minute"),
        { TotalHours: < 3, Minutes: > 0 } => $"{Count((int)length.TotalHours, "hour")} {Count(length.Minutes, "minute")}",
        { TotalHours: < 48 } => Count((int)length.TotalHours, "hour"),
        { TotalDays: < 21 } => Count((int)length.TotalDays, "day"),
        _ => Count((int)length.TotalDays / 7, "week"),
    };

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
