using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

public sealed class PlainTests
{
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "00:59 on 29 March 2026")]
    [InlineData("2026-03-29T01:00:00Z", "02:00 on 29 March 2026")]
    [InlineData("2026-10-25T00:59:59Z", "01:59 on 25 October 2026")]
    [InlineData("2026-10-25T01:00:00Z", "01:00 on 25 October 2026")]
    [InlineData("2026-12-31T23:30:00Z", "23:30 on 31 December 2026")]
    [InlineData("2026-06-30T23:30:00Z", "00:30 on 1 July 2026")]
    public void Moments_are_told_on_the_clocks_of_England(string utc, string told) => Assert.Equal(told, Plain.Time(DateTimeOffset.Parse(utc)));

    [Theory]
    [InlineData("2026-03-29T00:59", "2026-03-29T00:59Z")]
    [InlineData("2026-03-29T01:30", "2026-03-29T01:30Z")]
    [InlineData("2026-03-29T02:00", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25T00:59", "2026-10-24T23:59Z")]
    [InlineData("2026-10-25T01:30", "2026-10-25T00:30Z")]
    [InlineData("2026-10-25T02:00", "2026-10-25T02:00Z")]
    public void What_the_clocks_show_is_a_moment_even_in_the_hour_that_is_missing_or_comes_twice(string wall, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc), Plain.FromLondon(DateTime.Parse(wall)));

    [Fact]
    public void Every_minute_of_the_days_of_change_but_the_hour_that_comes_twice_is_told_and_read_alike()
    {
        foreach (var day in new[] { new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero) })
        {
            foreach (var at in Enumerable.Range(-120, 1440).Select(m => day.AddMinutes(m)))
            {
                var back = Plain.FromLondon(Plain.InLondon(at).DateTime);
                Assert.True(back == at || (back == at.AddHours(-1) && at.Month == 10), $"{at} {back}");
            }
        }
    }

    [Theory]
    [InlineData("2026-03-03T14:05Z", "14:05 today")]
    [InlineData("2026-03-04T08:00Z", "08:00 tomorrow")]
    [InlineData("2026-03-02T23:59Z", "23:59 yesterday")]
    [InlineData("2026-03-05T09:00Z", "09:00 on 5 March")]
    [InlineData("2027-07-01T09:00Z", "10:00 on 1 July 2027")]
    public void A_time_is_told_with_its_day(string utc, string told) =>
        Assert.Equal(told, Plain.Moment(DateTimeOffset.Parse(utc), new DateTimeOffset(2026, 3, 3, 13, 40, 0, TimeSpan.Zero)));

    [Fact]
    public void Each_grade_of_frailty_has_a_name_of_its_own()
    {
        Assert.Equal(9, Enumerable.Range(1, 9).Select(Plain.Frailty).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain.Frailty(10));
    }

    [Theory]
    [InlineData("2026-03-03T14:05Z", false, "today at 14:05, in 25 minutes")]
    [InlineData("2026-03-03T13:39:30Z", true, "today at 13:39, less than a minute late")]
    [InlineData("2026-03-02T09:10Z", true, "yesterday at 09:10, 28 hours late")]
    [InlineData("2026-03-02T09:10Z", false, "yesterday at 09:10, 28 hours ago")]
    [InlineData("2026-03-04T14:40Z", false, "tomorrow at 14:40, in 25 hours")]
    [InlineData("2026-03-29T13:40Z", false, "29 March at 14:40, in 3 weeks")]
    [InlineData("2025-12-31T13:40Z", false, "31 December 2025 at 13:40, 8 weeks ago")]
    [InlineData("2026-03-03T13:41Z", false, "today at 13:41, in 1 minute")]
    public void Near_moments_are_told_from_now(string utc, bool isDue, string told) =>
        Assert.Equal(told, Plain.Time(DateTimeOffset.Parse(utc), new DateTimeOffset(2026, 3, 3, 13, 40, 0, TimeSpan.Zero), isDue));

    [Fact]
    public void Every_code_and_field_is_told_in_words_of_its_own()
    {
        Told<Reason>(Plain.Of);
        Told<Urgency>(Plain.Of);
        Told<Purpose>(Plain.Of);
        Told<Pathway>(Plain.Of);
        Told<DeclineReason>(Plain.Of);
        Told<Outcome>(Plain.Of);
        Told<WithdrawReason>(Plain.Of);
        Told<HandedOverBecause>(Plain.Of);
        Told<Stage>(Plain.Of);
        Told<Todo>(Plain.Of);
        Assert.Equal(ReferralForm.Fields.Count, ReferralForm.Fields.Keys.Select(Plain.Field).Distinct().Count());
    }

    [Fact]
    public void Every_code_is_read_as_it_is_written()
    {
        Assert.All(Code.All<Reason>(), code => Assert.True(Code.TryRead<Reason>($" {code} ", out var value) && Code.Of(value) == code));
        Assert.False(Code.TryRead<Reason>("Fall", out _));
        Assert.False(Code.TryRead<Reason>("0", out _));
        Assert.False(Code.TryRead<Reason>(null, out _));
        Assert.Equal("back-to-gp", Code.Of(Outcome.BackToGp));
    }

    private static void Told<T>(Func<T, string> tell) where T : struct, Enum
    {
        var told = Enum.GetValues<T>().Select(tell).ToList();
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.DoesNotContain("", told);
    }
}
