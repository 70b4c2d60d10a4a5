using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>Lengths of clocks as moments.</summary>
internal static class ClockTime
{
    /// <param name="strand">Whose service's hours count, where the length is in them; a service that does not open for so long counts as
    /// always open, so that no clock runs for ever.</param>
    public static DateTimeOffset After(DateTimeOffset from, ClockLength length, Strand? strand, Locality town) => length.Unit switch
    {
        LengthUnit.WorkingDays => WorkingTime.AfterWorkingDays(town.BankHolidays, from, (int)length.Amount),
        LengthUnit.ServiceHours => WorkingTime.After(HoursOf(strand, town), town.BankHolidays, from, length.Elapsed) ?? from + length.Elapsed,
        _ => from + length.Elapsed,
    };

    /// <summary>When a clock runs out that waits in some times: each that begins before then moves it on by as much as it lasts, in open
    /// time where the clock counts that, and never to a day off where it counts working days.</summary>
    public static DateTimeOffset Paused(
        DateTimeOffset since, DateTimeOffset due, ClockLength? length, IReadOnlyList<PausedTime> pauses, Strand? strand, Locality town)
    {
        foreach (var pause in pauses)
        {
            var from = pause.From > since ? pause.From : since;
            if (from >= due)
                break;
            if (pause.Until > from)
                due = Moved(due, from, pause.Until, length, strand, town);
        }
        return due;
    }

    private static DateTimeOffset Moved(DateTimeOffset due, DateTimeOffset from, DateTimeOffset until, ClockLength? length, Strand? strand, Locality town)
    {
        if (length?.Unit is LengthUnit.ServiceHours)
        {
            var hours = HoursOf(strand, town);
            return WorkingTime.After(hours, town.BankHolidays, due, WorkingTime.Between(hours, town.BankHolidays, from, until)) ?? due + (until - from);
        }
        var moved = due + (until - from);
        while (length?.Unit is LengthUnit.WorkingDays && !WorkingTime.IsWorkingDay(town.Moment(moved).Date, town.BankHolidays))
            moved = WorkingTime.AfterWorkingDays(town.BankHolidays, moved, 1);
        return moved;
    }

    private static OpeningHours HoursOf(Strand? strand, Locality town) =>
        strand?.Current is { } offer && town.Service(offer.Service) is { } service ? service.Hours : OpeningHours.Always;
}
