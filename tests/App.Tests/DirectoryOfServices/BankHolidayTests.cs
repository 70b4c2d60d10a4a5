using SinglePointOfReferral.App.DirectoryOfServices;

namespace SinglePointOfReferral.App.Tests.DirectoryOfServices;

/// <summary>The bank holidays of both towns are those of England and Wales, worked out again from their rules.</summary>
public sealed class BankHolidayTests
{
    [Theory]
    [InlineData("southend")]
    [InlineData("wenbury")]
    public void A_town_has_the_bank_holidays_of_England_until_the_end_of_2030(string town)
    {
        var known = LocalityFiles.Read(Path.Combine(RunOptions.Root, "locality", town)).BankHolidays;
        Assert.Equal(Enumerable.Range(2026, 5).SelectMany(Of).Order(), known.Where(d => d.Year >= 2026).Order());
    }

    [Theory]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2028, "2028-04-16")]
    [InlineData(2030, "2030-04-21")]
    [InlineData(2038, "2038-04-25")]
    public void Easter_is_worked_out_well(int year, string sunday) => Assert.Equal(DateOnly.Parse(sunday), Easter(year));

    private static IEnumerable<DateOnly> Of(int year)
    {
        yield return NoWeekend(new(year, 1, 1), 0);
        yield return Easter(year).AddDays(-2);
        yield return Easter(year).AddDays(1);
        yield return FirstMonday(new(year, 5, 1));
        yield return FirstMonday(new(year, 5, 25));
        yield return FirstMonday(new(year, 8, 25));
        var christmas = new DateOnly(year, 12, 25);
        yield return NoWeekend(christmas, christmas.DayOfWeek is DayOfWeek.Sunday ? 1 : 0);
        yield return NoWeekend(christmas.AddDays(1), christmas.DayOfWeek is DayOfWeek.Saturday ? 1 : 0);
    }

    /// <summary>The day itself, or the Monday instead; as many days later as another holiday takes that Monday.</summary>
    private static DateOnly NoWeekend(DateOnly day, int later) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2 + later),
        DayOfWeek.Sunday => day.AddDays(1 + later),
        _ => day,
    };

    private static DateOnly FirstMonday(DateOnly from) => from.AddDays((DayOfWeek.Monday - from.DayOfWeek + 7) % 7);

    /// <summary>By the golden number, the epact and the Sunday after the full moon: Knuth, The Art of Computer Programming, 1.3.2, exercise 14.</summary>
    private static DateOnly Easter(int year)
    {
        var golden = year % 19 + 1;
        var century = year / 100 + 1;
        var leapsLeftOut = 3 * century / 4 - 12;
        var moon = (8 * century + 5) / 25 - 5;
        var sunday = 5 * year / 4 - leapsLeftOut - 10;
        var epact = ((11 * golden + 20 + moon - leapsLeftOut) % 30 + 30) % 30;
        if ((epact == 25 && golden > 11) || epact == 24)
            epact++;
        var full = 44 - epact;
        if (full < 21)
            full += 30;
        var day = full + 7 - (sunday + full) % 7;
        return new DateOnly(year, 3, 1).AddDays(day - 1);
    }
}
