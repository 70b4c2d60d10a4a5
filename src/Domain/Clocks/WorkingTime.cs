using System.Collections.Frozen;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Clocks;

public static class WorkingTime
{
    public static DateTimeOffset? After(OpeningHours hours, FrozenSet<DateOnly> holidays, DateTimeOffset from, TimeSpan length) => from + length;
    public static TimeSpan Between(OpeningHours hours, FrozenSet<DateOnly> holidays, DateTimeOffset from, DateTimeOffset to) => to - from;
    public static DateTimeOffset AfterWorkingDays(FrozenSet<DateOnly> holidays, DateTimeOffset from, int days)
    {
        var there = Plain.InLondon(from).DateTime;
        while (days > 0)
        {
            there = there.AddDays(1);
            if (IsWorkingDay(DateOnly.FromDateTime(there), holidays))
                days--;
        }
        return Plain.FromLondon(there);
    }
    public static bool IsWorkingDay(DateOnly day, FrozenSet<DateOnly> holidays) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);
    public static DateTimeOffset AfterQuiet(DateTimeOffset at, TimeOnly from, TimeOnly until)
    {
        var there = Plain.InLondon(at).DateTime;
        var time = TimeOnly.FromDateTime(there);
        if (from == until || !time.IsBetween(from, until)) return at;
        var end = there.Date + until.ToTimeSpan();
        return Plain.FromLondon(end <= there ? end.AddDays(1) : end);
    }
}
