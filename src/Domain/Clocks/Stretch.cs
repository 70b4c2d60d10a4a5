using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>
/// A part of a day in England in which the clocks do not change: most days are one, a day on which they change is two. All in UTC.
/// </summary>
/// <param name="To">From when on it is over.</param>
/// <param name="Midnight">When the day would have begun, had the clocks always gone as they go now.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Midnight)
{
    /// <summary>At one o'clock, Greenwich mean time, in spring and in autumn: Summer Time Act 1972, section 1, as amended in 2002.</summary>
    private static readonly TimeOnly Change = new(1, 0);

    public static ImmutableArray<Stretch> Of(DateOnly day)
    {
        var (begins, ends) = (Begins(day), Begins(day.AddDays(1)));
        if (ends - begins == TimeSpan.FromDays(1))
            return [new(begins, ends, begins)];
        var change = new DateTimeOffset(day, Change, TimeSpan.Zero);
        return [new(begins, change, begins), new(change, ends, ends.AddDays(-1))];
    }

    /// <summary>When the clocks first show a time of a day, or have just skipped it; in the hour that comes twice, not before <paramref name="from"/>.</summary>
    public static DateTimeOffset First(DateOnly day, TimeOnly time, DateTimeOffset from)
    {
        var stretch = Of(day).First(s => s.To > from && s.Midnight + time.ToTimeSpan() < s.To);
        return Later(stretch.From, stretch.Midnight + time.ToTimeSpan());
    }

    public static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    public static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Begins(DateOnly day) => Plain.FromLondon(day.ToDateTime(TimeOnly.MinValue));
}
