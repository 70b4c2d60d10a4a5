using System.Collections.Frozen;
using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.DirectoryOfServices;

/// <summary>Some hours of one day, in minutes since midnight in England; 1440 is the end of the day.</summary>
/// <param name="LastReferral">The last minute of a referral is before this one: at most <paramref name="Closes"/>.</param>
public sealed record OpenPeriod(int Opens, int Closes, int LastReferral)
{
    public const int Day = 1440;
}

public enum Openness { TakesReferrals, PastLastReferral, Closed }

/// <summary>Days from the first to the last, on which a service that is open otherwise is closed.</summary>
public sealed record ClosedDays(DateOnly From, DateOnly To);

/// <summary>
/// When a service is open, and until when it takes referrals: two different things. By day of the week, and on bank holidays
/// instead of what the weekday says. A night is two periods, before and after midnight.
/// </summary>
/// <param name="Weekdays">Seven lists of periods, from Sunday, each in order of time.</param>
/// <param name="BankHolidays">The periods of a bank holiday.</param>
public sealed record OpeningHours(ImmutableArray<ImmutableArray<OpenPeriod>> Weekdays, ImmutableArray<OpenPeriod> BankHolidays)
{
    /// <summary>A bank holiday after a weekend after another is the longest that anything stays closed; beyond that it is closed for good.</summary>
    private const int MostDays = 15;

    /// <summary>Nor is it looked for beyond planned closures that are longer.</summary>
    private const int MostYears = 2;

    private static readonly ImmutableArray<OpenPeriod> WholeDay = [new(0, OpenPeriod.Day, OpenPeriod.Day)];

    public static readonly OpeningHours Always = new([.. Enumerable.Repeat(WholeDay, 7)], WholeDay);

    /// <summary>The days on which it is closed though the day of the week, or the bank holiday, has periods.</summary>
    public ImmutableArray<ClosedDays> ClosedOn { get; init; } = [];

    /// <summary>How it stands at a moment.</summary>
    public Openness At(Moment at)
    {
        foreach (var period in On(at.Date, at.Holidays))
        {
            if (at.Minute >= period.Opens && at.Minute < period.Closes)
                return at.Minute < period.LastReferral ? Openness.TakesReferrals : Openness.PastLastReferral;
        }
        return Openness.Closed;
    }

    /// <summary>When it next takes referrals: the moment itself if it does, null if not within a fortnight, planned closures not counted.</summary>
    public DateTimeOffset? NextTaking(Moment from)
    {
        if (At(from) is Openness.TakesReferrals)
            return from.At;
        var last = from.Date.AddYears(MostYears);
        var days = 0;
        for (var date = from.Date; days < MostDays && date < last; date = date.AddDays(1))
        {
            if (IsClosedOn(date))
                continue;
            foreach (var period in On(date, from.Holidays))
            {
                if (period.LastReferral > period.Opens && (date > from.Date || period.Opens > from.Minute))
                    return from.Instant(date, period.Opens);
            }
            days++;
        }
        return null;
    }

    /// <summary>The periods of a day, in order of time.</summary>
    internal ImmutableArray<OpenPeriod> On(DateOnly date, FrozenSet<DateOnly> holidays) =>
        IsClosedOn(date) ? [] : holidays.Contains(date) ? BankHolidays : Weekdays[(int)date.DayOfWeek];

    private bool IsClosedOn(DateOnly date)
    {
        foreach (var closed in ClosedOn)
        {
            if (date >= closed.From && date <= closed.To)
                return true;
        }
        return false;
    }
}

/// <summary>A moment on the clocks of England, worked out once for all services that are looked at.</summary>
public sealed record Moment(DateTimeOffset At, DateOnly Date, int Minute, FrozenSet<DateOnly> Holidays)
{
    private (DateOnly Date, int Minute, DateTimeOffset At)? last;

    /// <summary>When the clocks of England show a minute of a day. Most services open at the same time, so the last answer is kept.</summary>
    public DateTimeOffset Instant(DateOnly date, int minute)
    {
        if (last is not { } known || known.Date != date || known.Minute != minute)
            last = known = (date, minute, Plain.FromLondon(date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute)));
        return known.At;
    }

    public static Moment Of(DateTimeOffset at, FrozenSet<DateOnly> holidays)
    {
        var there = Plain.InLondon(at);
        return new(at, DateOnly.FromDateTime(there.DateTime), there.Hour * 60 + there.Minute, holidays);
    }
}
