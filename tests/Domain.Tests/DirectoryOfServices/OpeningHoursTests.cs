using System.Collections.Frozen;
using System.Collections.Immutable;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.DirectoryOfServices;

/// <summary>When a service is open, until when it takes referrals, and when it next does: on the clocks of England.</summary>
public sealed class OpeningHoursTests
{
    private static readonly FrozenSet<DateOnly> Holidays = FrozenSet.Create(new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 28));

    /// <summary>From 8 to 8 with the last referral before 6, on bank holidays from 10 to 2 with the last before 1.</summary>
    private static readonly OpeningHours Day = new([.. Enumerable.Repeat<ImmutableArray<OpenPeriod>>([Period(8, 20, 18)], 7)], [Period(10, 14, 13)]);

    /// <summary>From 8 in the evening to 8 in the morning with the last referral before 7.</summary>
    private static readonly OpeningHours Night = Daily(Period(0, 8, 7), Period(20, 24, 24));

    /// <summary>From Monday to Friday from 9 to 5, never on a bank holiday.</summary>
    private static readonly OpeningHours Office = new([[], .. Enumerable.Repeat<ImmutableArray<OpenPeriod>>([Period(9, 17, 17)], 5), []], []);

    [Theory]
    [InlineData("2026-03-03 07:59", Openness.Closed)]
    [InlineData("2026-03-03 08:00", Openness.TakesReferrals)]
    [InlineData("2026-03-03 17:59", Openness.TakesReferrals)]
    [InlineData("2026-03-03 18:00", Openness.PastLastReferral)]
    [InlineData("2026-03-03 19:59", Openness.PastLastReferral)]
    [InlineData("2026-03-03 20:00", Openness.Closed)]
    [InlineData("2026-12-25 09:59", Openness.Closed)]
    [InlineData("2026-12-25 10:00", Openness.TakesReferrals)]
    [InlineData("2026-12-25 13:00", Openness.PastLastReferral)]
    [InlineData("2026-12-25 14:00", Openness.Closed)]
    public void It_is_open_for_longer_than_it_takes_referrals(string at, Openness openness) => Assert.Equal(openness, Day.At(London(at)));

    [Theory]
    [InlineData("2026-03-03 19:59", Openness.Closed)]
    [InlineData("2026-03-03 20:00", Openness.TakesReferrals)]
    [InlineData("2026-03-03 23:59", Openness.TakesReferrals)]
    [InlineData("2026-03-04 00:00", Openness.TakesReferrals)]
    [InlineData("2026-03-04 06:59", Openness.TakesReferrals)]
    [InlineData("2026-03-04 07:00", Openness.PastLastReferral)]
    [InlineData("2026-03-04 08:00", Openness.Closed)]
    public void A_night_goes_on_after_midnight(string at, Openness openness) => Assert.Equal(openness, Night.At(London(at)));

    [Theory]
    [InlineData("2026-03-03 12:34", "2026-03-03 12:34")]
    [InlineData("2026-03-03 06:00", "2026-03-03 08:00")]
    [InlineData("2026-03-03 18:00", "2026-03-04 08:00")]
    [InlineData("2026-03-03 21:00", "2026-03-04 08:00")]
    [InlineData("2026-12-24 18:00", "2026-12-25 10:00")]
    [InlineData("2026-12-25 13:00", "2026-12-26 08:00")]
    public void Past_the_last_referral_it_next_takes_one_when_it_opens_again(string from, string next) => Assert.Equal(London(next).At, Day.NextTaking(London(from)));

    [Theory]
    [InlineData("2026-03-04 07:00", "2026-03-04 20:00")]
    [InlineData("2026-03-04 00:00", "2026-03-04 00:00")]
    public void A_night_service_next_takes_a_referral_in_the_evening(string from, string next) => Assert.Equal(London(next).At, Night.NextTaking(London(from)));

    [Theory]
    [InlineData("2026-03-06 17:00", "2026-03-09 09:00")]
    [InlineData("2026-12-24 17:00", "2026-12-29 09:00")]
    [InlineData("2026-12-27 11:00", "2026-12-29 09:00")]
    public void A_weekend_and_bank_holidays_are_waited_for(string from, string next) => Assert.Equal(London(next).At, Office.NextTaking(London(from)));

    [Fact]
    public void What_does_not_open_within_a_fortnight_does_not_open()
    {
        var never = new OpeningHours([.. Enumerable.Repeat<ImmutableArray<OpenPeriod>>([], 7)], [Period(9, 17, 17)]);
        Assert.Null(never.NextTaking(London("2026-03-03 12:00")));
        Assert.Equal(London("2026-12-25 09:00").At, never.NextTaking(London("2026-12-12 12:00")));
    }

    [Fact]
    public void What_is_always_open_takes_referrals_now() => Assert.Equal(The.Start, OpeningHours.Always.NextTaking(Moment.Of(The.Start, Holidays)));

    [Theory]
    [InlineData("2026-03-28 21:00", "2026-03-29T07:00Z")]
    [InlineData("2026-03-27 21:00", "2026-03-28T08:00Z")]
    [InlineData("2026-10-24 21:00", "2026-10-25T08:00Z")]
    [InlineData("2026-10-23 21:00", "2026-10-24T07:00Z")]
    public void Eight_in_the_morning_is_eight_on_the_clocks_of_England(string from, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), Day.NextTaking(London(from)));

    [Theory]
    [InlineData("2026-03-29T00:59Z", Openness.Closed)]
    [InlineData("2026-03-29T01:00Z", Openness.TakesReferrals)]
    [InlineData("2026-10-25T00:59Z", Openness.Closed)]
    [InlineData("2026-10-25T01:00Z", Openness.Closed)]
    [InlineData("2026-10-25T02:00Z", Openness.TakesReferrals)]
    public void When_the_clocks_change_two_o_clock_is_when_they_show_it(string at, Openness openness) =>
        Assert.Equal(openness, Daily(Period(2, 8, 8)).At(Moment.Of(DateTimeOffset.Parse(at), Holidays)));

    [Fact]
    public void What_opens_in_the_hour_that_spring_leaves_out_takes_referrals_when_the_clocks_have_moved()
    {
        var early = Daily(new OpenPeriod(90, 480, 480));
        var next = early.NextTaking(London("2026-03-28 12:00"));
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:30Z"), next);
        Assert.Equal(Openness.TakesReferrals, early.At(Moment.Of(next!.Value, Holidays)));
    }

    [Fact]
    public void What_opens_in_the_hour_that_autumn_has_twice_takes_referrals_from_the_first()
    {
        var early = Daily(new OpenPeriod(90, 480, 480));
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T00:30Z"), early.NextTaking(London("2026-10-24 12:00")));
    }

    [Theory]
    [InlineData("2026-12-23 17:59", Openness.TakesReferrals)]
    [InlineData("2026-12-24 00:00", Openness.Closed)]
    [InlineData("2026-12-25 12:00", Openness.Closed)]
    [InlineData("2027-01-06 12:00", Openness.Closed)]
    [InlineData("2027-01-07 08:00", Openness.TakesReferrals)]
    public void A_planned_closure_goes_before_what_the_day_has_otherwise(string at, Openness openness) =>
        Assert.Equal(openness, Closed("2026-12-24", "2027-01-06").At(London(at)));

    [Theory]
    [InlineData("2026-12-23 18:00", "2026-12-24", "2027-01-06", "2027-01-07 08:00")]
    [InlineData("2026-12-30 10:00", "2026-12-24", "2027-01-06", "2027-01-07 08:00")]
    [InlineData("2026-12-30 10:00", "2026-12-31", "2027-01-06", "2026-12-30 10:00")]
    [InlineData("2026-12-30 10:00", "2026-12-24", "2027-06-30", "2027-07-01 08:00")]
    public void A_planned_closure_is_waited_for_however_long(string from, string first, string last, string next) =>
        Assert.Equal(London(next).At, Closed(first, last).NextTaking(London(from)));

    [Fact]
    public void What_is_closed_for_years_takes_nothing() => Assert.Null(Closed("2026-01-01", "9999-12-31").NextTaking(London("2026-03-03 12:00")));

    private static OpeningHours Closed(string from, string to) => Day with { ClosedOn = [new(DateOnly.Parse(from), DateOnly.Parse(to))] };

    private static OpenPeriod Period(int opens, int closes, int lastReferral) => new(opens * 60, closes * 60, lastReferral * 60);

    private static OpeningHours Daily(params ImmutableArray<OpenPeriod> periods) => new([.. Enumerable.Repeat(periods, 7)], periods);

    private static Moment London(string wall) => Moment.Of(Plain.FromLondon(DateTime.Parse(wall)), Holidays);
}
