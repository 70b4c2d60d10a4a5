using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.Domain.Tests.Reporting;

/// <summary>What a referral adds to the measures. Times are minutes after nine o'clock.</summary>
public sealed class ContributionTests
{
    private const int Day = 24 * 60;

    private static readonly (double, Fact)[] Seen = [(0, The.Submitted), (1, The.Triaged), (2, The.Offered), (12, The.Accepted), (70, The.Visited)];

    [Fact]
    public void It_tells_the_day_the_referrer_and_the_practice_and_how_long_each_stage_lasted()
    {
        var told = Of([.. Seen, (42 * Day + 70, The.Closed)])!;
        Assert.Equal((new DateOnly(2026, 3, 3), OrganisationKind.GpPractice, "F81001", false), (told.Day, told.Referrer, told.Practice, told.IsWithdrawn));
        var strand = Assert.Single(told.Strands);
        Assert.Equal((Pathway.RapidResponse, Urgency.TwoHours, "rapid-response-east"), (strand.Pathway, strand.Urgency, strand.Service));
        Assert.Equal(
        [
            new(Stage.AwaitingOffer, null, 1), new(Stage.OnOffer, "rapid-response-east", 10), new(Stage.Accepted, "rapid-response-east", 58),
            new(Stage.Visited, "rapid-response-east", 42 * Day),
        ], strand.Periods);
    }

    [Fact]
    public void The_day_is_that_of_England()
    {
        var received = new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.Zero);
        Assert.Equal(new DateOnly(2026, 7, 1), Contribution.DayOf(received));
    }

    [Theory]
    [InlineData(120, true)]
    [InlineData(120.01, false)]
    public void Two_hours_are_exactly_two_hours_and_a_message_never_pauses_them(double seen, bool isMet)
    {
        var told = Of((0, The.Submitted), (1, The.Triaged), (2, The.Offered), (12, The.Accepted), (20, The.MessageSent), (seen, The.Visited));
        Assert.Equal(isMet ? (1, 1) : (0, 1), Share("two-hours-from-received", told, seen));
        Assert.Equal((1, 1), Share("two-hours-from-triaged", told, seen));
        Assert.Equal(isMet, Contribution.Minutes(The.Start, The.Start.AddMinutes(seen)) <= 120);
    }

    [Fact]
    public void Whoever_is_not_seen_in_time_counts_as_late_however_it_ended_and_not_at_all_where_it_ended_before()
    {
        (double, Fact)[] accepted = [(0, The.Submitted), (1, The.Triaged), (2, The.Offered), (12, The.Accepted)];
        Assert.Null(Share("two-hours-from-received", Of(accepted), 120));
        Assert.Equal((0, 1), Share("two-hours-from-received", Of(accepted), 121));
        Assert.Null(Share("two-hours-from-triaged", Of(accepted), 121));
        var withdrawn = Of([.. accepted, (200, The.Withdrawn)]);
        Assert.Equal((0, 1), Share("two-hours-from-received", withdrawn, 300));
        Assert.Equal((1, 1), Share("withdrawn", withdrawn, 300));
        Assert.Equal((1, 1), Share("ended-unseen", withdrawn, 300));
        Assert.Equal((0, 1), Share("two-hours-from-received", Of([.. accepted, (200, The.Closed)]), 300));
        Assert.Null(Share("two-hours-from-received", Of([.. accepted, (100, The.Closed)]), 300));
    }

    [Fact]
    public void A_clinician_who_makes_it_urgent_starts_the_time_from_triage_anew_and_not_the_time_from_receipt()
    {
        var told = Of(
            (0, The.Submitted), (1, The.Triaged with { Strands = [new(1, Pathway.Reablement, Urgency.Routine)] }),
            (60, new Overridden(1, Pathway.RapidResponse, Urgency.TwoHours, "Worse")), (61, The.Offered), (62, The.Accepted), (170, The.Visited));
        Assert.Equal((0, 1), Share("two-hours-from-received", told, 200));
        Assert.Equal((1, 1), Share("two-hours-from-triaged", told, 200));
    }

    [Fact]
    public void Each_decline_is_told_with_its_service_and_only_want_of_capacity_is_unmet_need()
    {
        var told = Of(
            (0, The.Submitted), (1, The.Triaged), (2, The.Offered), (5, The.Declined), (6, The.Offered with { Service = "rapid-response-west" }),
            (7, new Declined(1, "rapid-response-west", DeclineReason.NotEligible)), (8, The.HandedToHub))!;
        Assert.Equal(
            [new(DeclineReason.NoCapacity, "rapid-response-east"), new(DeclineReason.NotEligible, "rapid-response-west")], told.Strands[0].Declines);
        Assert.Equal([new(Pathway.RapidResponse, "rapid-response-east")], told.Unmet);
        Assert.Null(told.Strands[0].Service);
    }

    [Fact]
    public void Support_beyond_its_end_is_told_though_it_was_extended_and_beyond_the_extension_too()
    {
        var extended = The.SupportExtended with { Until = The.Start.AddDays(56) };
        (double, Fact)[] story = [.. Seen, (40 * Day, extended)];
        Assert.Equal((0, 1), Share("over-running", Of(story), 42 * Day + 70));
        Assert.Equal((1, 1), Share("over-running", Of(story), 42 * Day + 71));
        Assert.Equal((0, 1), Share("over-running-extension", Of(story), 56 * Day));
        Assert.Equal((1, 1), Share("over-running-extension", Of(story), 56 * Day + 1));
        Assert.Equal((0, 1), Share("over-running-extension", Of([.. story, (50 * Day, The.Closed)]), 90 * Day));
    }

    [Fact]
    public void Goals_and_instruments_change_by_what_was_scored_at_both_ends()
    {
        var agreed = The.GoalsAgreed with { Goals = [new("a", 3), new("b"), new("c", 4), new("d", 5)], Instruments = [new("walk", 3), new("pain", 5)] };
        var told = Of([.. Seen, (80, agreed), (90, agreed with { Instruments = [new("walk", 9)] }),
            (99, The.Closed with { Scores = [7, 5, 3, null], Instruments = [new("walk", 5), new("none", 1)], AdmissionAvoided = true, HoursBefore = 10.5m, HoursAfter = 4 })])!;
        var strand = told.Strands[0];
        Assert.Equal(1.5m, strand.GoalChange);
        Assert.Equal([new("walk", 2, IsBetter: true)], strand.Instruments);
        Assert.Equal((1, 1), Share("admission-avoided", told, 100));
        var saved = Line("hours-saved", told, 100)!;
        Assert.Equal((6.5m, 6.5m, 1), (saved.Median, saved.Mean, saved.Numerator));
    }

    [Theory]
    [InlineData(FollowUpResult.AtHome, 1)]
    [InlineData(FollowUpResult.InHospital, 0)]
    [InlineData(FollowUpResult.InCareHome, 0)]
    [InlineData(FollowUpResult.Died, 0)]
    [InlineData(FollowUpResult.CouldNotContact, 0)]
    public void At_91_days_whoever_could_not_be_reached_is_not_at_home(FollowUpResult result, int atHome) => Assert.Equal(
        (atHome, 1), Share("at-home-91-days", Of([.. Closed30, (85 * Day, The.FollowUpOpened), (90 * Day, The.FollowedUp with { Result = result })]), 90 * Day));

    [Fact]
    public void Nobody_asked_for_a_fortnight_is_not_at_home_and_before_that_nothing()
    {
        var opened = Of([.. Closed30, (85 * Day, The.FollowUpOpened)]);
        Assert.Null(Share("at-home-91-days", opened, 105 * Day - 1));
        Assert.Equal((0, 1), Share("at-home-91-days", opened, 105 * Day));
        Assert.Null(Share("at-home-91-days", Of(Closed30), 91 * Day));
        Assert.Equal((0, 1), Share("at-home-91-days", Of(Closed30), 105 * Day + 70));
    }

    [Fact]
    public void Whoever_died_is_not_at_home_from_the_day_and_whoever_objected_or_moved_away_is_left_out()
    {
        var died = Of([.. Seen, (30 * Day, The.Closed with { Outcome = Domain.Outcome.Died })]);
        Assert.Null(Share("at-home-91-days", died, 91 * Day));
        Assert.Equal((0, 1), Share("at-home-91-days", died, 91 * Day + 70));
        Assert.Null(Of([.. Closed30, (85 * Day, The.FollowUpOpened), (90 * Day, The.FollowedUp with { Result = FollowUpResult.Objected })])!.AtHome);
        Assert.Null(Of([.. Seen, (30 * Day, The.Closed with { Outcome = Domain.Outcome.MovedAway })])!.AtHome);
        Assert.Null(Of(Seen)!.AtHome);
    }

    [Fact]
    public void A_duplicate_that_was_merged_adds_nothing() => Assert.Null(Of((0, The.Submitted), (1, The.Triaged), (2, The.Merged)));

    [Fact]
    public void The_latest_reason_for_being_late_counts_once() => Assert.Equal(
        [new(1, LateBecause.NoAccess)],
        Of([.. Seen, (200, The.BreachExplained), (210, The.BreachExplained with { Because = LateBecause.NoAccess })])!.Late);

    [Fact]
    public void Percentiles_are_by_the_nearest_rank()
    {
        var totals = new MeasureTotals(null, The.Start.AddDays(9));
        foreach (var minutes in Enumerable.Range(1, 11))
            totals.Add(Of((0, The.Submitted), (1, The.Triaged), (2, The.Offered), (2, The.Accepted), (10 * minutes, The.Visited))!);
        var line = totals.Lines().Single(l => l.Measure.Code == "response-minutes");
        Assert.Equal(("two-hours", 60m, 100m, 60m, 11), (line.Of, line.Median, line.P90, line.Mean, line.Denominator));
    }

    private static (double, Fact)[] Closed30 => [.. Seen, (30 * Day, The.Closed)];

    private static Contribution? Of(params (double Minutes, Fact Fact)[] story)
    {
        var recorded = story.Select((f, i) => new Recorded(
            i + 1, The.Start.AddMinutes(f.Minutes), The.Start.AddMinutes(f.Minutes), i == 0 ? The.Gp : Actor.System, null, f.Fact)).ToList();
        return Contribution.Of(Referral.From(The.Reference, recorded), recorded, The.Town);
    }

    private static MeasureLine? Line(string measure, Contribution? of, double minutes)
    {
        var totals = new MeasureTotals(null, The.Start.AddMinutes(minutes));
        totals.Add(of!);
        return totals.Lines().SingleOrDefault(l => l.Measure.Code == measure);
    }

    private static (int, int)? Share(string measure, Contribution? of, double minutes) =>
        Line(measure, of, minutes) is { } line ? (line.Numerator!.Value, line.Denominator!.Value) : null;
}
