using System.Globalization;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Routing;

/// <summary>A row of a place that is taken, in the version that was read.</summary>
public sealed record SlotRow(Slot Slot, string ETag);

/// <summary>A service's places as they were read.</summary>
public sealed record Book(Service Service, DateTimeOffset Now, IReadOnlyList<SlotRow> Rows, (int Total, DateTimeOffset At)? SetByHand)
{
    public Book(Service service, DateTimeOffset now, IReadOnlyList<Row> rows)
        : this(service, now, [.. rows.Where(r => r.Key != SlotRows.AboutKey).Select(SlotRows.Read)], SlotRows.ByHand(rows.FirstOrDefault(r => r.Key == SlotRows.AboutKey)))
    {
    }

    /// <summary>Today in England; null where places are not by the day.</summary>
    public DateOnly? Today => Places.DayOf(Service, Now);

    /// <summary>The places of a day; of the service, where they are not by the day.</summary>
    public Places On(DateOnly? day) => new(SetByHand?.Total ?? Service.Capacity!.Maximum, [.. Rows.Select(r => r.Slot).Where(s => s.Day == day)]);

    /// <summary>A row for each strand of a referral that has a place here and no row; beyond the number of places if it must.</summary>
    public IEnumerable<Write> Missing(Referral referral) => KeepPlaces.In(referral, Service, Now)
        .Where(strand => RowOf(referral, strand) is null)
        .GroupBy(strand => KeepPlaces.DayFor(Service, strand, Now))
        .SelectMany(day => day.Zip(On(day.Key).Untaken(), (strand, number) => new Slot(number, day.Key, referral.Reference, strand.Number, strand.Offers[^1].FactNumber, Now)))
        .Select(slot => Write.Insert(SlotRows.Key(slot), SlotRows.Texts(slot)));

    /// <summary>Strikes the rows of a referral that no fact supports.</summary>
    public IEnumerable<Write> Surplus(Referral referral, DateTimeOffset abandonedBefore) => Rows
        .Where(r => r.Slot.Reference == referral.Reference)
        .Except(KeepPlaces.In(referral, Service, Now).Select(s => RowOf(referral, s)).OfType<SlotRow>())
        .Where(r => KeepPlaces.MayGo(r.Slot, referral, abandonedBefore)).Select(Strike);

    /// <summary>The row of the offer that a strand has; the first, where two requests have taken one each.</summary>
    public SlotRow? RowOf(Referral referral, Strand strand)
    {
        var (offer, day) = (strand.Offers[^1].FactNumber, KeepPlaces.DayFor(Service, strand, Now));
        return Rows.FirstOrDefault(r => r.Slot.Reference == referral.Reference && r.Slot.Offer == offer && r.Slot.Day == day);
    }

    /// <summary>Takes away what was taken on earlier days, or when places were counted otherwise.</summary>
    public IEnumerable<Write> StrikeThePast() => Rows.Where(r => r.Slot.Day is null != Today is null || r.Slot.Day < Today).Select(Strike);

    /// <summary>The same after some writes of it.</summary>
    public Book After(IReadOnlyCollection<Write> writes) => this with
    {
        Rows =
        [
            .. Rows.ExceptBy(writes.Where(w => w.Kind is WriteKind.Delete).Select(w => w.Key), r => SlotRows.Key(r.Slot)),
            .. writes.Where(w => w.Kind is WriteKind.Insert).Select(w => SlotRows.Read(new Row("", w.Key, w.Texts) { ETag = "" })),
        ],
    };

    private static Write Strike(SlotRow row) => Write.Delete(SlotRows.Key(row.Slot), row.ETag);
}

/// <summary>How places stand in rows: <c>slot-001</c>, or <c>2026-11-22-slot-001</c> for a visit of a day. Nothing personal.</summary>
internal static class SlotRows
{
    public const string AboutKey = "about";
    private const string Prefix = "slot-";
    private const string DayFormat = "yyyy-MM-dd";

    public static string Key(Slot slot) => (slot.Day is { } day ? Text(day) + "-" : "") + Prefix + slot.Number.ToString("D3", CultureInfo.InvariantCulture);

    public static Dictionary<string, string> Texts(Slot slot) => new(4)
    {
        ["reference"] = slot.Reference.Text, ["strand"] = slot.Strand.ToString(), ["offer"] = slot.Offer.ToString(), ["at"] = Times.Write(slot.At),
    };

    public static SlotRow Read(Row row)
    {
        var at = row.Key.IndexOf(Prefix, StringComparison.Ordinal);
        var slot = new Slot(
            int.Parse(row.Key.AsSpan(at + Prefix.Length)), at == 0 ? null : Day(row.Key[..(at - 1)]),
            Reference.Read(row["reference"]!).Value!, int.Parse(row["strand"]!), int.Parse(row["offer"]!), Times.Read(row["at"]!));
        return new(slot, row.ETag!);
    }

    public static Write About(int total, DateTimeOffset at, Actor by) => Write.Upsert(AboutKey, new Dictionary<string, string>(4)
    {
        ["number"] = total.ToString(), ["at"] = Times.Write(at), ["by"] = by.Id, ["organisation"] = by.Organisation?.Text ?? "",
    });

    public static (int Total, DateTimeOffset At)? ByHand(Row? about) => about is null ? null : (int.Parse(about["number"]!), Times.Read(about["at"]!));

    /// <summary>What routing is told: how many are taken, or on which days how many, like <c>2026-11-22:16 2026-11-23:2</c>; and the
    /// number that was set by hand.</summary>
    public static Dictionary<string, string> Summary(Book book)
    {
        var texts = new Dictionary<string, string>(2);
        if (book.Today is null)
            texts["taken"] = book.On(null).Taken.Count.ToString();
        else
            texts["days"] = string.Join(' ', book.Rows.CountBy(r => r.Slot.Day!.Value).OrderBy(d => d.Key).Select(d => $"{Text(d.Key)}:{d.Value}"));
        if (book.SetByHand is { } set)
            texts["number"] = set.Total.ToString();
        return texts;
    }

    /// <summary>How much that leaves free: where places are by the day, on any day of which none is taken.</summary>
    public static int FreeIn(Row summary, Service service) => Total(summary, service) - int.Parse(Of(service, summary, "taken", byDay: false) ?? "0");

    /// <summary>How much it leaves free on each day of which some are taken.</summary>
    public static IEnumerable<(DateOnly Day, int Free)> FreeOnDays(Row summary, Service service) =>
        from day in (Of(service, summary, "days", byDay: true) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let parts = day.Split(':')
        select (Day(parts[0]), Total(summary, service) - int.Parse(parts[1]));

    private static int Total(Row summary, Service service) => summary["number"] is { } number ? int.Parse(number) : service.Capacity!.Maximum;

    /// <summary>What was counted in the unit that the service counts in now.</summary>
    private static string? Of(Service service, Row summary, string name, bool byDay) =>
        service.Capacity!.Unit is CapacityUnit.VisitsADay == byDay ? summary[name] : null;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
