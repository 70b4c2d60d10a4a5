using System.Collections.Immutable;
using System.Text.Json;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Opening hours as the schedules of HSDS have them, with bank holidays as an eighth day.</summary>
public static class Schedules
{
    private const int Holiday = 7;
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA", "BH"];

    public static OpeningHours Read(IReadOnlyList<ScheduleFile> schedules)
    {
        var periods = Enumerable.Range(0, Days.Length).Select(_ => new List<OpenPeriod>()).ToList();
        foreach (var schedule in schedules)
        {
            foreach (var day in DaysOf(schedule))
                periods[day].Add(PeriodOf(schedule));
        }
        var sorted = periods.Select(day => day.OrderBy(p => p.Opens).ToImmutableArray()).ToList();
        return new([.. sorted[..Holiday]], sorted[Holiday]);
    }

    /// <summary>What is wrong with a service's schedules, each with its place.</summary>
    public static IEnumerable<string> Mistakes(IReadOnlyList<ScheduleFile> schedules)
    {
        var taken = new List<(int Day, OpenPeriod Period)>();
        for (var i = 0; i < schedules.Count; i++)
        {
            if (MistakeIn(schedules[i], taken) is { } mistake)
                yield return $"schedules: [{i}]: {mistake}";
        }
        if (schedules.Count == 0)
            yield return "schedules: a service is open at some time";
    }

    /// <summary>What is wrong with a service's planned closures, each with its place.</summary>
    public static IEnumerable<string> Mistakes(IReadOnlyList<ClosedDatesFile> closures)
    {
        for (var i = 0; i < closures.Count; i++)
        {
            if (closures[i].To < closures[i].From)
                yield return $"closed_dates: [{i}]: its last day, {closures[i].To:O}, is before its first, {closures[i].From:O}";
            if (string.IsNullOrWhiteSpace(closures[i].Because))
                yield return $"closed_dates: [{i}]: because: say why it is closed";
        }
    }

    private static string? MistakeIn(ScheduleFile schedule, List<(int Day, OpenPeriod Period)> taken)
    {
        if (schedule.Freq != "WEEKLY")
            return $"freq: '{schedule.Freq}' cannot be used; only WEEKLY can";
        try
        {
            var period = PeriodOf(schedule);
            if (period.Closes <= period.Opens)
                return $"it closes at {schedule.ClosesAt}, before it opens at {schedule.OpensAt}; a night is two schedules, to 24:00 and from 00:00";
            if (period.LastReferral > period.Closes || period.LastReferral <= period.Opens)
                return $"the last referral at {schedule.LastReferralAt} is not between opening and closing";
            foreach (var day in DaysOf(schedule))
            {
                if (taken.Exists(t => t.Day == day && t.Period.Opens < period.Closes && period.Opens < t.Period.Closes))
                    return $"on {Days[day]} it overlaps with another schedule";
                taken.Add((day, period));
            }
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    private static OpenPeriod PeriodOf(ScheduleFile schedule)
    {
        var closes = ConditionJson.ReadMinute(schedule.ClosesAt);
        return new(ConditionJson.ReadMinute(schedule.OpensAt), closes, schedule.LastReferralAt is { } last ? ConditionJson.ReadMinute(last) : closes);
    }

    private static IEnumerable<int> DaysOf(ScheduleFile schedule) => schedule.Byday.Split(',', StringSplitOptions.TrimEntries)
        .Select(day => Array.IndexOf(Days, day) is >= 0 and var index ? index : throw new JsonException($"byday: '{day}' is none of {string.Join(", ", Days)}"));
}
