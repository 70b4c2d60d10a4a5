using System.Collections.Frozen;
using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Clocks;

/// <summary>Open time as people at a service count it: through nights, weekends, Christmas, a leap day and the nights when the clocks change.</summary>
public sealed class WorkingTimeTests
{
    private static readonly FrozenSet<DateOnly> Holidays = FrozenSet.Create(new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 28), new DateOnly(2027, 1, 1));

    /// <summary>From Monday to Friday from 9 to 5; on bank holidays from 10 to 2.</summary>
    private static readonly OpeningHours Office = new([[], .. Enumerable.Repeat<ImmutableArray<OpenPeriod>>([Period(9, 17)], 5), []], [Period(10, 14)]);

    /// <summary>The same, closed over Christmas until Epiphany.</summary>
    private static readonly OpeningHours Shut = Office with { ClosedOn = [new(new(2026, 12, 24), new(2027, 1, 6))] };

    /// <summary>Every night from 8 to 8.</summary>
    private static readonly OpeningHours Night = Daily(Period(0, 8), Period(20, 24));

    [Theory]
    [InlineData("2026-03-03 10:00", 60, "2026-03-03 11:00")]
    [InlineData("2026-03-03 07:00", 60, "2026-03-03 10:00")]
    [InlineData("2026-03-03 16:00", 60, "2026-03-03 17:00")]
    [InlineData("2026-03-03 16:00", 61, "2026-03-04 09:01")]
    [InlineData("2026-03-06 16:30", 60, "2026-03-09 09:30")]
    [InlineData("2026-03-07 12:00", 480, "2026-03-09 17:00")]
    [InlineData("2026-03-07 12:00", 0, "2026-03-07 12:00")]
    [InlineData("2026-03-07 12:00", -5, "2026-03-07 12:00")]
    [InlineData("2026-12-24 16:00", 120, "2026-12-25 11:00")]
    [InlineData("2026-12-24 16:00", 480, "2026-12-28 13:00")]
    [InlineData("2028-02-28 16:00", 600, "2028-03-01 10:00")]
    public void Only_the_time_in_which_it_is_open_passes(string from, int minutes, string then) =>
        Assert.Equal(London(then), WorkingTime.After(Office, Holidays, London(from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-03-03 23:00", 120, "2026-03-04 01:00")]
    [InlineData("2026-03-03 22:00", 600, "2026-03-04 08:00")]
    [InlineData("2026-03-03 22:00", 601, "2026-03-04 20:01")]
    [InlineData("2026-12-31 23:30", 60, "2027-01-01 00:30")]
    [InlineData("2026-03-28 22:00", 480, "2026-03-29 07:00")]
    [InlineData("2026-10-24 22:00", 480, "2026-10-25 05:00")]
    public void A_night_passes_over_midnight_and_is_shorter_in_spring_and_longer_in_autumn(string from, int minutes, string then) =>
        Assert.Equal(London(then), WorkingTime.After(Night, Holidays, London(from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-03-03 20:00", "2026-03-04 08:00", 12)]
    [InlineData("2026-03-28 20:00", "2026-03-29 08:00", 11)]
    [InlineData("2026-10-24 20:00", "2026-10-25 08:00", 13)]
    [InlineData("2026-10-25 20:00", "2026-10-26 08:00", 12)]
    [InlineData("2026-03-04 08:00", "2026-03-04 20:00", 0)]
    [InlineData("2026-03-04 08:00", "2026-03-03 20:00", 0)]
    public void A_night_has_as_many_hours_as_pass(string from, string to, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), WorkingTime.Between(Night, Holidays, London(from), London(to)));

    [Theory]
    [InlineData("2026-12-21 00:00", "2027-01-04 00:00", 4 * 8 + 4 + 4 + 3 * 8 + 4)]
    [InlineData("2028-02-28 00:00", "2028-03-02 00:00", 3 * 8)]
    [InlineData("2026-03-28 00:00", "2026-03-31 00:00", 2 * 8 - 8)]
    public void An_office_counts_the_hours_of_its_days(string from, string to, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), WorkingTime.Between(Office, Holidays, London(from), London(to)));

    [Theory]
    [InlineData("2026-03-29T00:30Z", "2026-03-29T02:30Z")]
    [InlineData("2026-10-24T23:30Z", "2026-10-25T01:30Z")]
    [InlineData("2026-10-25T00:30Z", "2026-10-25T02:30Z")]
    public void Two_hours_of_what_is_always_open_are_two_hours(string from, string then)
    {
        Assert.Equal(DateTimeOffset.Parse(then), WorkingTime.After(OpeningHours.Always, Holidays, DateTimeOffset.Parse(from), TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromHours(2), WorkingTime.Between(OpeningHours.Always, Holidays, DateTimeOffset.Parse(from), DateTimeOffset.Parse(then)));
    }

    [Fact]
    public void An_hour_that_spring_leaves_out_is_not_counted_and_one_that_autumn_has_twice_counts_twice()
    {
        var early = Daily(Period(1, 2));
        Assert.Equal(TimeSpan.Zero, WorkingTime.Between(early, Holidays, London("2026-03-29 00:00"), London("2026-03-30 00:00")));
        Assert.Equal(TimeSpan.FromHours(2), WorkingTime.Between(early, Holidays, London("2026-10-25 00:00"), London("2026-10-26 00:00")));
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T01:30Z"), WorkingTime.After(early, Holidays, London("2026-10-25 00:00"), TimeSpan.FromMinutes(90)));
    }

    [Fact]
    public void A_half_hour_in_the_hour_that_autumn_has_twice_comes_twice_with_a_break_between()
    {
        var half = Daily(new OpenPeriod(60, 90, 90));
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T00:30Z"), WorkingTime.After(half, Holidays, London("2026-10-25 00:00"), TimeSpan.FromMinutes(30)));
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T01:01Z"), WorkingTime.After(half, Holidays, London("2026-10-25 00:00"), TimeSpan.FromMinutes(31)));
    }

    [Theory]
    [InlineData("2026-12-23 16:00", 60, "2026-12-23 17:00")]
    [InlineData("2026-12-23 16:00", 61, "2027-01-07 09:01")]
    [InlineData("2026-12-25 11:00", 30, "2027-01-07 09:30")]
    public void Nothing_passes_while_it_is_closed_for_a_fortnight(string from, int minutes, string then) =>
        Assert.Equal(London(then), WorkingTime.After(Shut, Holidays, London(from), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_fortnight_closed_has_no_open_time() =>
        Assert.Equal(TimeSpan.FromHours(16), WorkingTime.Between(Shut, Holidays, London("2026-12-23 00:00"), London("2027-01-08 00:00")));

    [Fact]
    public void What_is_never_open_or_not_for_so_long_in_two_years_has_no_end()
    {
        Assert.Null(WorkingTime.After(Daily(), Holidays, The.Start, TimeSpan.FromTicks(1)));
        Assert.Null(WorkingTime.After(OpeningHours.Always, Holidays, The.Start, TimeSpan.FromDays(732)));
        Assert.Equal(London("2030-02-28 00:00"), WorkingTime.After(OpeningHours.Always, Holidays, London("2028-02-29 00:00"), TimeSpan.FromDays(730)));
        Assert.Null(WorkingTime.After(OpeningHours.Always, Holidays, London("2028-02-29 00:00"), TimeSpan.FromDays(731)));
    }

    [Theory]
    [InlineData("2026-03-04 16:10", 5, "2026-03-11 16:10")]
    [InlineData("2026-03-04 00:00", 1, "2026-03-05 00:00")]
    [InlineData("2026-03-06 23:59", 1, "2026-03-09 23:59")]
    [InlineData("2026-03-07 03:00", 1, "2026-03-09 03:00")]
    [InlineData("2026-03-08 12:00", 5, "2026-03-13 12:00")]
    [InlineData("2026-12-24 12:00", 5, "2027-01-05 12:00")]
    [InlineData("2026-12-25 12:00", 1, "2026-12-29 12:00")]
    [InlineData("2028-02-28 09:00", 1, "2028-02-29 09:00")]
    [InlineData("2028-02-29 09:00", 5, "2028-03-07 09:00")]
    [InlineData("2026-03-27 10:00", 1, "2026-03-30 10:00")]
    [InlineData("2026-10-23 10:00", 1, "2026-10-26 10:00")]
    [InlineData("2026-10-25 01:30", 1, "2026-10-26 01:30")]
    [InlineData("2026-03-07 12:00", 0, "2026-03-07 12:00")]
    [InlineData("2026-03-07 12:00", -1, "2026-03-07 12:00")]
    public void Working_days_are_counted_from_the_next(string from, int days, string then) =>
        Assert.Equal(London(then), WorkingTime.AfterWorkingDays(Holidays, London(from), days));

    [Fact]
    public void A_working_day_when_the_clocks_have_gone_forward_is_an_hour_earlier_in_universal_time() =>
        Assert.Equal(DateTimeOffset.Parse("2026-03-30T09:00Z"), WorkingTime.AfterWorkingDays(Holidays, DateTimeOffset.Parse("2026-03-27T10:00Z"), 1));

    [Theory]
    [InlineData("2026-03-03 21:59", "2026-03-03 21:59")]
    [InlineData("2026-03-03 22:00", "2026-03-04 07:00")]
    [InlineData("2026-03-04 00:00", "2026-03-04 07:00")]
    [InlineData("2026-03-04 06:59", "2026-03-04 07:00")]
    [InlineData("2026-03-04 07:00", "2026-03-04 07:00")]
    [InlineData("2026-03-28 23:00", "2026-03-29 07:00")]
    [InlineData("2026-10-24 23:00", "2026-10-25 07:00")]
    [InlineData("2026-12-31 23:00", "2027-01-01 07:00")]
    public void What_falls_in_quiet_hours_waits_for_their_end(string at, string then) =>
        Assert.Equal(London(then), WorkingTime.AfterQuiet(London(at), new(22, 0), new(7, 0)));

    [Theory]
    [InlineData("2026-03-03 12:59", "2026-03-03 12:59")]
    [InlineData("2026-03-03 13:00", "2026-03-03 14:00")]
    [InlineData("2026-03-03 14:00", "2026-03-03 14:00")]
    public void Quiet_hours_can_be_at_noon(string at, string then) => Assert.Equal(London(then), WorkingTime.AfterQuiet(London(at), new(13, 0), new(14, 0)));

    [Theory]
    [InlineData("2026-03-29T00:50Z", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25T00:15Z", "2026-10-25T00:30Z")]
    [InlineData("2026-10-25T00:45Z", "2026-10-25T00:45Z")]
    [InlineData("2026-10-25T01:15Z", "2026-10-25T01:30Z")]
    public void Quiet_hours_that_end_while_the_clocks_change_end_when_they_show_it_next(string at, string then) =>
        Assert.Equal(DateTimeOffset.Parse(then), WorkingTime.AfterQuiet(DateTimeOffset.Parse(at), new(22, 0), new(1, 30)));

    [Fact]
    public void Where_the_clocks_skip_all_that_is_not_quiet_the_next_day_is_waited_for() =>
        Assert.Equal(London("2026-03-30 01:30"), WorkingTime.AfterQuiet(London("2026-03-29 00:50"), new(1, 45), new(1, 30)));

    [Fact]
    public void Where_quiet_hours_end_as_they_begin_there_are_none() => Assert.Equal(The.Start, WorkingTime.AfterQuiet(The.Start, new(7, 0), new(7, 0)));

    private static OpenPeriod Period(int opens, int closes) => new(opens * 60, closes * 60, closes * 60);

    private static OpeningHours Daily(params ImmutableArray<OpenPeriod> periods) => new([.. Enumerable.Repeat(periods, 7)], periods);

    private static DateTimeOffset London(string wall) => Plain.FromLondon(DateTime.Parse(wall));
}
