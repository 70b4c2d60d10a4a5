namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>By what measures are told apart.</summary>
public enum GroupBy { Day, Service, Pathway, Referrer, Practice }

/// <summary>A measure in one group.</summary>
/// <param name="Of">The kind, where the measure is told by kinds.</param>
/// <param name="Numerator">Null where the measure has none.</param>
/// <param name="Denominator">Null where the measure has none.</param>
/// <param name="Median">The value that half of them do not exceed, by the nearest rank: of n in order the one at n/2 rounded up.</param>
/// <param name="P90">The same of nine in ten: the one at 9n/10 rounded up.</param>
public sealed record MeasureLine(
    Measure Measure, string? Of, string Group, int? Numerator, int? Denominator, decimal? Median = null, decimal? P90 = null, decimal? Mean = null);

/// <summary>Adds contributions up, in any order.</summary>
/// <param name="by">Null for everything together.</param>
/// <param name="now">When it is asked, in UTC.</param>
public sealed class MeasureTotals(GroupBy? by, DateTimeOffset now)
{
    /// <summary>The group of everything together.</summary>
    public const string Everything = "all";

    /// <summary>The group of what has no service, pathway or practice.</summary>
    public const string None = "none";

    private readonly Dictionary<(string Measure, string Group), List<Case>> cases = [];

    public void Add(Contribution contribution)
    {
        foreach (var measure in Measures.All)
        {
            foreach (var one in measure.Cases(contribution, now))
            {
                foreach (var group in GroupsOf(contribution, one))
                {
                    if (!cases.TryGetValue((measure.Code, group), out var list))
                        cases[(measure.Code, group)] = list = [];
                    list.Add(one);
                }
            }
        }
    }

    /// <summary>Every measure that has cases, in the order of the measures, then of their groups and kinds.</summary>
    public IEnumerable<MeasureLine> Lines() =>
        from measure in Measures.All
        from counted in cases.Where(c => c.Key.Measure == measure.Code).OrderBy(c => c.Key.Group, StringComparer.Ordinal)
        from line in LinesOf(measure, counted.Key.Group, counted.Value)
        select line;

    private IEnumerable<string> GroupsOf(Contribution contribution, Case one) => by switch
    {
        null => [Everything],
        GroupBy.Day => [contribution.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)],
        GroupBy.Referrer => [Code.Of(contribution.Referrer)],
        GroupBy.Practice => [contribution.Practice ?? None],
        GroupBy.Pathway => one.Pathways.Select(p => p is { } pathway ? Code.Of(pathway) : None),
        GroupBy.Service => one.Services.Select(s => s ?? None),
        _ => throw new ArgumentOutOfRangeException(nameof(contribution)),
    };

    private static IEnumerable<MeasureLine> LinesOf(Measure measure, string group, List<Case> all) => measure.Kind switch
    {
        MeasureKind.Count => [new(measure, null, group, all.Count, null)],
        MeasureKind.Share => [new(measure, null, group, all.Count(c => c.IsMet == true), all.Count)],
        MeasureKind.Division => ByKind(all).Select(k => new MeasureLine(measure, k.Key, group, k.Count(), all.Count)),
        MeasureKind.Size => ByKind(all).Select(k => SizeOf(measure, group, k.Key, [.. k])),
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    private static IEnumerable<IGrouping<string?, Case>> ByKind(List<Case> all) => all.GroupBy(c => c.Of).OrderBy(k => k.Key, StringComparer.Ordinal);

    private static MeasureLine SizeOf(Measure measure, string group, string? of, List<Case> all)
    {
        var values = all.Select(c => c.Value!.Value).Order().ToList();
        int? met = all[0].IsMet is null ? null : all.Count(c => c.IsMet == true);
        return new(measure, of, group, met, all.Count, NearestRank(values, 50), NearestRank(values, 90), decimal.Round(values.Sum() / values.Count, 2));
    }

    private static decimal NearestRank(List<decimal> ordered, int percent) => ordered[(ordered.Count * percent + 99) / 100 - 1];
}
