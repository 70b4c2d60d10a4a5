using System.Text.Json;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.Domain.Tests.Reporting;

/// <summary>What holds of what every history adds to the measures.</summary>
public sealed class ContributionLaws
{
    [Fact]
    public void Written_after_each_change_the_row_is_the_one_that_a_rebuild_makes()
    {
        var rows = new Dictionary<DateOnly, string>();
        HistoryLaws.Always((before, _, after) =>
        {
            if (before.Facts.Count == 1)
                rows.Clear();
            if (Contribution.Of(after.Referral, after.Facts, The.Town) is { } row)
                rows[row.Day] = Told(row);
            else
                rows.Clear();
            var rebuilt = Contribution.Of(Referral.From(The.Reference, after.Facts), after.Facts, The.Town);
            Assert.Equal(rebuilt is null ? [] : [Told(rebuilt)], rows.Values);
        });
    }

    [Fact]
    public void It_has_no_word_that_anybody_wrote_and_nothing_of_the_person() => HistoryLaws.Always((_, _, after) =>
        Assert.DoesNotContain(The.Canaries, Told(Contribution.Of(after.Referral, after.Facts, The.Town)!).Contains));

    [Fact]
    public void Whatever_is_met_is_within_what_is_counted_and_no_strand_is_seen_before_it_was_asked_for() => HistoryLaws.Always((_, _, after) =>
    {
        var totals = new MeasureTotals(null, after.Now.AddDays(200));
        if (Contribution.Of(after.Referral, after.Facts, The.Town) is not { } contribution)
            return;
        totals.Add(contribution);
        Assert.All(totals.Lines(), l => Assert.True(l.Denominator is null || l.Numerator is null || l.Numerator <= l.Denominator));
        Assert.All(totals.Lines().Where(l => l.Measure.Code.StartsWith("time-", StringComparison.Ordinal)), l => Assert.True(l.Median >= 0 && l.P90 >= l.Median));
    });

    private static string Told(Contribution contribution) => JsonSerializer.Serialize(contribution);
}
