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

    /// <summary>Of each measure in each group, what was counted of each kind; of one that has no kinds under no name.</summary>
    private readonly Dictionary<(string Measure, string Group), SortedDictionary<string, Counted>> counts = [];

    public void Add(Contribution contribution)
    {
        if (contribution.IsOfObjector && by is not null)
            return;
        foreach (var measure in Measures.All.Where(m => m.IsTotal || !contribution.IsOfObjector))
        {
            foreach (var one in measure.Cases(contribution, now))
            {
                foreach (var group in GroupsOf(contribution, one))
                    Count(measure, group, one);
            }
        }
    }

    /// <summary>Every measure that has cases, in the order of the measures, then of their groups and kinds.</summary>
    public IEnumerable<MeasureLine> Lines() =>
        from measure in Measures.All
        from counted in counts.Where(c => c.Key.Measure == measure.Code).OrderBy(c => c.Key.Group, StringComparer.Ordinal)
        let all = counted.Value.Values.Sum(c => c.Times)
        from kind in counted.Value
        select LineOf(measure, kind.Key.Length == 0 ? null : kind.Key, counted.Key.Group, kind.Value, all);

    private void Count(Measure measure, string group, Case one)
    {
        if (!counts.TryGetValue((measure.Code, group), out var kinds))
            counts[(measure.Code, group)] = kinds = new(StringComparer.Ordinal);
        if (!kinds.TryGetValue(one.Of ?? "", out var counted))
            kinds[one.Of ?? ""] = counted = new();
        counted.Add(one);
    }

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

    private static MeasureLine LineOf(Measure measure, string? of, string group, Counted counted, int all) => measure.Kind switch
    {
        MeasureKind.Count => new(measure, of, group, counted.Times, null),
        MeasureKind.Share => new(measure, of, group, counted.Met ?? 0, counted.Times),
        MeasureKind.Division => new(measure, of, group, counted.Times, all),
        MeasureKind.Size => counted.SizeOf(new(measure, of, group, counted.Met, counted.Times)),
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>What is kept of the cases of one kind: of a year of a county, numbers and no more.</summary>
    private sealed class Counted
    {
        private readonly List<decimal> values = [];

        public int Times { get; private set; }

        /// <summary>How many meet what is asked; null where nothing is.</summary>
        public int? Met { get; private set; }

        public void Add(Case one)
        {
            Times++;
            if (one.IsMet is { } met)
                Met = (Met ?? 0) + (met ? 1 : 0);
            if (one.Value is { } value)
                values.Add(value);
        }

        public MeasureLine SizeOf(MeasureLine line)
        {
            values.Sort();
            return line with { Median = NearestRank(50), P90 = NearestRank(90), Mean = decimal.Round(values.Sum() / values.Count, 2) };
        }

        private decimal NearestRank(int percent) => values[(values.Count * percent + 99) / 100 - 1];
    }
}
