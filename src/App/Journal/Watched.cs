using System.Globalization;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Journal;

/// <summary>What the timetable of clocks has of a referral, as its own partition keeps it.</summary>
/// <param name="At">When the referral is looked at next, in UTC.</param>
/// <param name="Fact">The number of the latest fact when that was entered.</param>
public sealed record Watched(DateTimeOffset At, int Fact)
{
    public const string Key = "watched";

    public IReadOnlyDictionary<string, string> Texts =>
        new Dictionary<string, string>(2) { ["at"] = Times.Write(At), ["fact"] = Fact.ToString(CultureInfo.InvariantCulture) };

    public static Watched? Read(IReadOnlyList<Row> rows) => rows.FirstOrDefault(r => r.Key == Key) is { } row
        ? new(Times.Read(row["at"]!), int.Parse(row["fact"]!, CultureInfo.InvariantCulture)) : null;
}
