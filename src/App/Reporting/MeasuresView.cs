using System.Globalization;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Reporting;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Reporting;

/// <summary>A measure in one group, as it is shown. Null is what the measure does not have, or what is hidden.</summary>
/// <param name="Measure">The code, with the kind behind a colon where the measure is told by kinds.</param>
/// <param name="Percent">Of the numerator in the denominator, to one decimal place; of rounded numbers where they are rounded.</param>
/// <param name="Median">By the nearest rank; minutes, days, hours or points.</param>
/// <param name="P90">The 90th percentile, by the nearest rank.</param>
/// <param name="Mean">To two decimal places.</param>
public sealed record MeasureView(
    string Measure, string Name, string Group, string GroupName, int? Numerator, int? Denominator, decimal? Percent, decimal? Median, decimal? P90, decimal? Mean)
{
    /// <summary>Everything of a line whose base is below five is hidden from whoever is not of the hub; other counts are rounded.</summary>
    public static MeasureView Of(MeasureLine line, GroupBy? by, Locality town, bool isRounded)
    {
        var code = line.Of is null ? line.Measure.Code : $"{line.Measure.Code}:{line.Of}";
        var name = line.Of is null ? line.Measure.Name : $"{line.Measure.Name}: {NameOf(line, town)}";
        var below = Shown(line.Denominator, isRounded);
        var isHidden = isRounded && line.Denominator is not null && below is null;
        var above = isHidden ? null : Shown(line.Numerator, isRounded);
        return new(
            code, name, line.Group, GroupNameOf(line.Group, by, town), above, below,
            above is { } met && below is > 0 and { } of ? decimal.Round(100m * met / of, 1) : null,
            isHidden ? null : line.Median, isHidden ? null : line.P90, isHidden ? null : line.Mean);
    }

    private static int? Shown(int? count, bool isRounded) => count is { } exact ? Tally.For("", "", exact, isRounded).Count : null;

    private static string NameOf(MeasureLine line, Locality town) =>
        line.Measure.Code == "instrument-change" ? town.Instruments.FirstOrDefault(i => i.Id == line.Of)?.Name ?? line.Of! : line.Measure.NameOf(line.Of!);

    private static string GroupNameOf(string group, GroupBy? by, Locality town) => by switch
    {
        null => "All",
        _ when group == MeasureTotals.None => "None",
        GroupBy.Day => DateOnly.ParseExact(group, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        GroupBy.Service => town.Service(group)?.Name ?? group,
        GroupBy.Pathway => Code.TryRead(group, out Pathway pathway) ? Plain.Of(pathway) : group,
        GroupBy.Referrer => Code.TryRead(group, out OrganisationKind kind) ? Plain.Of(kind) : group,
        _ => OdsCode.Read(group).Value is { } practice ? town.NameOf(practice) : group,
    };
}

/// <summary>What was measured of the referrals that were received on some days.</summary>
/// <param name="By">What they are told apart by; null for all together.</param>
/// <param name="IsRounded">Every count is rounded to the nearest five, and what rests on fewer than five is hidden.</param>
public sealed record MeasuresView(DateOnly From, DateOnly To, GroupBy? By, bool IsRounded, IReadOnlyList<MeasureView> Lines)
{
    public static MeasuresView Of(MeasuresQuery query, MeasureTotals totals, Locality town, Principal who)
    {
        var isRounded = !who.Is(Role.Hub);
        return new(query.From, query.To, query.By, isRounded, [.. totals.Lines().Select(l => MeasureView.Of(l, query.By, town, isRounded))]);
    }
}
