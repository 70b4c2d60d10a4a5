using System.Collections.Frozen;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Clocks;

/// <summary>What holds of open time whatever the hours are, often about the nights when the clocks change; and it is what a clock on the wall counts.</summary>
public sealed class WorkingTimeLaws
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Open_time_is_what_walking_minute_by_minute_counts() => Any.Always(any =>
    {
        var (hours, holidays, from) = Calendar(any);
        var to = from + any.Minutes(6000);
        var counted = 0;
        for (var at = from; at < to; at += Minute)
            counted += IsOpen(hours, holidays, at) ? 1 : 0;
        Assert.Equal(counted * Minute, WorkingTime.Between(hours, holidays, from, to));
    }, times: 200);

    [Fact]
    public void The_end_of_open_time_is_where_walking_minute_by_minute_arrives() => Any.Always(any =>
    {
        var (hours, holidays, from) = Calendar(any);
        var length = any.Minutes(2000);
        var (at, left, horizon) = (from, length, from.AddDays(6));
        for (; left > TimeSpan.Zero && at < horizon; at += Minute)
            left -= IsOpen(hours, holidays, at) ? Minute : TimeSpan.Zero;
        var after = WorkingTime.After(hours, holidays, from, length);
        if (left == TimeSpan.Zero)
            Assert.Equal(at, after);
        else
            Assert.True(after is null || after > horizon);
    }, times: 200);

    [Fact]
    public void So_much_open_time_is_between_a_moment_and_the_moment_after_it() => Any.Always(any =>
    {
        var (hours, holidays, from) = Calendar(any);
        var length = Seconds(any, 10_000);
        if (WorkingTime.After(hours, holidays, from, length) is { } after)
            Assert.Equal(length, WorkingTime.Between(hours, holidays, from, after));
        else
            Assert.True(WorkingTime.Between(hours, holidays, from, from.AddYears(2)) < length);
    });

    [Fact]
    public void The_open_time_until_a_moment_has_passed_by_then() => Any.Always(any =>
    {
        var (hours, holidays, from) = Calendar(any);
        var to = from + Seconds(any, 40_000);
        Assert.True(WorkingTime.After(hours, holidays, from, WorkingTime.Between(hours, holidays, from, to)) <= to);
    });

    [Fact]
    public void Open_time_until_any_moment_between_and_from_it_add_up() => Any.Always(any =>
    {
        var (hours, holidays, from) = Calendar(any);
        var middle = from + Seconds(any, 20_000);
        var to = middle + Seconds(any, 20_000);
        var sum = WorkingTime.Between(hours, holidays, from, middle) + WorkingTime.Between(hours, holidays, middle, to);
        Assert.Equal(sum, WorkingTime.Between(hours, holidays, from, to));
        Assert.True(sum <= to - from);
    });

    [Fact]
    public void A_longer_time_never_ends_earlier() => Any.Always(any =>
    {
        var (hours, holidays, from) = Calendar(any);
        var shorter = any.Minutes(5000);
        var (first, second) = (End(shorter), End(shorter + any.Minutes(5000)));
        Assert.True(from <= first && first <= second);

        DateTimeOffset End(TimeSpan length) => WorkingTime.After(hours, holidays, from, length) ?? DateTimeOffset.MaxValue;
    });

    [Fact]
    public void Working_days_end_later_on_a_working_day_at_the_same_time_with_as_many_between() => Any.Always(any =>
    {
        var (_, holidays, from) = Calendar(any);
        var days = any.Number(1, 30);
        var (begins, ends) = (Plain.InLondon(from), Plain.InLondon(WorkingTime.AfterWorkingDays(holidays, from, days)));
        var (first, last) = (DateOnly.FromDateTime(begins.DateTime), DateOnly.FromDateTime(ends.DateTime));
        Assert.True(ends > begins);
        Assert.True(WorkingTime.IsWorkingDay(last, holidays));
        Assert.Equal(begins.TimeOfDay, ends.TimeOfDay);
        Assert.Equal(days, Enumerable.Range(first.DayNumber + 1, last.DayNumber - first.DayNumber).Count(n => WorkingTime.IsWorkingDay(DateOnly.FromDayNumber(n), holidays)));
    });

    [Fact]
    public void The_end_of_quiet_hours_is_not_quiet_nor_earlier_and_comes_within_a_day_or_two_where_the_clocks_skip_it() => Any.Always(any =>
    {
        var at = About(any) + Seconds(any, 1);
        var (from, until) = (any.TimeOfDay(), any.TimeOfDay());
        var after = WorkingTime.AfterQuiet(at, from, until);
        Assert.True(after >= at && after - at <= TimeSpan.FromHours(49));
        Assert.Equal(after, WorkingTime.AfterQuiet(after, from, until));
        Assert.False(TimeOnly.FromDateTime(Plain.InLondon(after).DateTime).IsBetween(from, until));
    }, times: 2000);

    /// <summary>Any hours, with bank holidays and a closure soon after a moment.</summary>
    private static (OpeningHours Hours, FrozenSet<DateOnly> Holidays, DateTimeOffset From) Calendar(Any any)
    {
        var from = About(any);
        return (any.Hours(from), FrozenSet.Create(any.Day(from), any.Day(from)), from);
    }

    /// <summary>Any moment of the year, every other time within two days before or after the clocks change.</summary>
    private static DateTimeOffset About(Any any) => any.Number(0, 3) switch
    {
        0 => new DateTimeOffset(2026, 3, 27, 1, 0, 0, TimeSpan.Zero) + any.Minutes(4 * 1440),
        1 => new DateTimeOffset(2026, 10, 23, 1, 0, 0, TimeSpan.Zero) + any.Minutes(4 * 1440),
        _ => any.Now(),
    };

    private static TimeSpan Seconds(Any any, int minutes) => any.Minutes(minutes) + TimeSpan.FromSeconds(any.Number(0, 59));

    private static bool IsOpen(OpeningHours hours, FrozenSet<DateOnly> holidays, DateTimeOffset at) => hours.At(Moment.Of(at, holidays)) is not Openness.Closed;
}
