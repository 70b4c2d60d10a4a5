using System.Collections.Frozen;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>
/// Counts the time in which a service is open, and working days. Moments are in UTC; hours, days and quiet hours are on the clocks of
/// England, lengths are of real time.
/// </summary>
public static class WorkingTime
{
    private const int MostYears = 2;

    /// <summary>
    /// The moment when so much open time has passed; <paramref name="from"/> itself when <paramref name="length"/> is zero or less,
    /// null when the service is not open for so long within two years.
    /// </summary>
    /// <param name="holidays">The bank holidays, which have the hours that the service has on them.</param>
    public static DateTimeOffset? After(OpeningHours hours, FrozenSet<DateOnly> holidays, DateTimeOffset from, TimeSpan length)
    {
        if (length <= TimeSpan.Zero)
            return from;
        foreach (var (opens, closes) in Open(hours, holidays, from, from.AddYears(MostYears)))
        {
            if (length <= closes - opens)
                return opens + length;
            length -= closes - opens;
        }
        return null;
    }

    /// <summary>
    /// The open time between two moments; zero when the second is not after the first. The hour that spring leaves out is not counted,
    /// the one that autumn has twice counts twice.
    /// </summary>
    public static TimeSpan Between(OpeningHours hours, FrozenSet<DateOnly> holidays, DateTimeOffset from, DateTimeOffset to) =>
        Open(hours, holidays, from, to).Aggregate(TimeSpan.Zero, (sum, open) => sum + (open.Closes - open.Opens));

    /// <summary>
    /// The same time of day on the n-th working day after the day of <paramref name="from"/>, which is never counted itself, whatever
    /// the time: Torbay's five working days. <paramref name="from"/> itself when <paramref name="days"/> is zero or less. A time that
    /// the clocks skip is when they have skipped it, one that they show twice is the first.
    /// </summary>
    public static DateTimeOffset AfterWorkingDays(FrozenSet<DateOnly> holidays, DateTimeOffset from, int days)
    {
        if (days <= 0)
            return from;
        var (day, time, _) = Plain.InLondon(from);
        for (; days > 0; days--)
        {
            do
                day = day.AddDays(1);
            while (!IsWorkingDay(day, holidays));
        }
        return Stretch.First(day, time, from);
    }

    /// <summary>Monday to Friday, if no bank holiday.</summary>
    public static bool IsWorkingDay(DateOnly day, FrozenSet<DateOnly> holidays) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);

    /// <summary>The moment itself, or the end of the quiet hours that it falls in.</summary>
    /// <param name="until">Where it is earlier than <paramref name="from"/>, that of the next day; where it is the same, nothing is quiet.</param>
    public static DateTimeOffset AfterQuiet(DateTimeOffset at, TimeOnly from, TimeOnly until)
    {
        var (day, time, _) = Plain.InLondon(at);
        if (!time.IsBetween(from, until))
            return at;
        // Once more, because what is between two quiet times may be what the clocks skip.
        return AfterQuiet(Stretch.First(time < until ? day : day.AddDays(1), until, at), from, until);
    }

    /// <summary>When the service is open between two moments, in order.</summary>
    private static IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Open(
        OpeningHours hours, FrozenSet<DateOnly> holidays, DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
            yield break;
        var (day, _, _) = Plain.InLondon(from);
        var (last, _, _) = Plain.InLondon(to);
        for (; day <= last; day = day.AddDays(1))
        {
            var periods = hours.On(day, holidays);
            if (periods.IsEmpty)
                continue;
            foreach (var stretch in Stretch.Of(day))
            {
                foreach (var period in periods)
                {
                    var opens = Stretch.Later(Stretch.Later(from, stretch.From), stretch.Midnight.AddMinutes(period.Opens));
                    var closes = Stretch.Earlier(Stretch.Earlier(to, stretch.To), stretch.Midnight.AddMinutes(period.Closes));
                    if (opens < closes)
                        yield return (opens, closes);
                }
            }
        }
    }
}
