using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Objections;
using SinglePointOfReferral.Domain.Reporting;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Objections;

/// <summary>What it means for a referral that the person objects to sharing, and that they take it back.</summary>
public sealed class HonourObjectionTests
{
    private static readonly NhsNumber Number = The.Details.Person.NhsNumber!;

    private static readonly Fact[] Seen = [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited];
    private static readonly Fact[] Over = [.. Seen, The.Closed];

    [Fact]
    public void It_reaches_a_referral_that_is_open_and_one_that_is_over_and_once_is_enough()
    {
        Given.Facts(Seen).When(Honour(true)).Then(The.SharingObjected);
        Given.Facts(Over).When(Honour(true)).Then(The.SharingObjected);
        Given.Facts(The.Submitted, The.Withdrawn).When(Honour(true)).Then(The.SharingObjected);
        Given.Facts([.. Over, The.SharingObjected]).When(Honour(true)).ThenNothing();
        Given.Facts([.. Over, The.SharingObjected]).When(Honour(false)).Then(The.SharingObjectionWithdrawn);
        Given.Facts(Over).When(Honour(false)).ThenNothing();
    }

    [Fact]
    public void A_referral_of_another_number_is_somebody_else_s() =>
        Given.Facts(Seen).When((r, now) => HonourObjection.Decide(r, The.Read<NhsNumber>("999 000 0026"), true, now)).ThenNothing();

    [Fact]
    public void It_stands_among_the_marks_until_it_is_taken_back()
    {
        Assert.Contains(Referral.Objection, Given.Facts([.. Seen, The.SharingObjected]).Referral.Marks);
        Assert.DoesNotContain(Referral.Objection, Given.Facts([.. Seen, The.SharingObjected, The.SharingObjectionWithdrawn]).Referral.Marks);
    }

    [Fact]
    public void What_a_service_has_accepted_goes_on() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.SharingObjected)
            .When((r, now) => RecordVisit.Decide(r, 1, The.EastTeam, now, null, now)).Then(The.Visited with { Note = null });

    [Fact]
    public void The_voluntary_sector_is_offered_nothing_meanwhile()
    {
        var reablement = The.Triaged with { Strands = [new(1, Pathway.Reablement, Urgency.TwoDays)] };
        var town = The.Town with { Services = [.. The.Town.Services.Where(s => s.Pathway is Pathway.VoluntarySector)] };
        Assert.Contains(Routed([The.Submitted, reablement]), f => f is StrandAdded);
        Assert.DoesNotContain(Routed([The.Submitted, reablement, The.SharingObjected]), f => f is StrandAdded);
        Assert.Contains(Routed([The.Submitted, reablement, The.SharingObjected]), f => f is HandedToHub);

        IEnumerable<Fact> Routed(Fact[] facts) => RouteReferral.Decide(Given.Facts(facts).Referral, town, FreeCapacity.Untouched, The.Start.AddMinutes(5)).Facts.Select(f => f.Fact);
    }

    [Fact]
    public void No_follow_up_is_opened_and_what_is_open_ends_until_it_is_taken_back()
    {
        var asked = The.FollowUpOpened with { FollowUp = FollowUps.Standard[0].Id };
        Assert.NotEmpty(FollowUps.ToOpen(Given.Facts(Over).Referral, FollowUps.Standard));
        Assert.NotEmpty(FollowUps.Open(Given.Facts([.. Over, asked]).Referral));
        var objecting = Given.Facts([.. Over, asked, The.SharingObjected]).Referral;
        Assert.Empty(FollowUps.ToOpen(objecting, FollowUps.Standard));
        Assert.Empty(FollowUps.Open(objecting));
        Assert.NotEmpty(FollowUps.Open(Given.Facts([.. Over, asked, The.SharingObjected, The.SharingObjectionWithdrawn]).Referral));
    }

    [Fact]
    public void It_counts_among_all_that_were_received_and_nowhere_else_and_all_of_it_comes_back()
    {
        Fact[] story = [The.Submitted, The.Triaged, The.Offered, The.Declined, The.Offered, The.Accepted, The.Visited, The.Closed];
        var before = Lines(story, null);
        Assert.True(before.Count > 5);
        Assert.Equal(["referrals-received 1"], Lines([.. story, The.SharingObjected], null));
        foreach (var by in Enum.GetValues<GroupBy>())
            Assert.Empty(Lines([.. story, The.SharingObjected], by));
        Assert.Equal(before, Lines([.. story, The.SharingObjected, The.SharingObjectionWithdrawn], null));
    }

    [Fact]
    public void What_is_kept_for_the_measures_tells_nothing_but_the_day()
    {
        var told = Of([.. Over, The.SharingObjected]);
        Assert.Equal((true, default(OrganisationKind), null, false), (told.IsOfObjector, told.Referrer, told.Practice, told.IsWithdrawn));
        Assert.Empty(told.Strands);
        Assert.Null(told.AtHome);
    }

    private static Func<Referral, DateTimeOffset, Decision> Honour(bool objects) => (r, now) => HonourObjection.Decide(r, Number, objects, now);

    private static List<string> Lines(Fact[] story, GroupBy? by)
    {
        var totals = new MeasureTotals(by, The.Start.AddDays(200));
        totals.Add(Of(story));
        return [.. totals.Lines().Select(l => $"{l.Measure.Code} {l.Numerator}")];
    }

    private static Contribution Of(Fact[] story)
    {
        var recorded = story.Select((f, i) => new Recorded(i + 1, The.Start.AddMinutes(i), The.Start.AddMinutes(i), i == 0 ? The.Gp : Actor.System, null, f)).ToList();
        return Contribution.Of(Referral.From(The.Reference, recorded), recorded, The.Town)!;
    }
}
