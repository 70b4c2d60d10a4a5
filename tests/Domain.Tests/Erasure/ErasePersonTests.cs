using System.Text.Json;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.Domain.Tests.Erasure;

public sealed class ErasePersonTests
{
    private static readonly Retention Kept = Retention.Standard;

    [Fact]
    public void What_a_referral_adds_to_the_measures_is_the_same_when_nobody_knows_any_more_who_it_was_about()
    {
        var goals = The.GoalsAgreed with { Goals = [new("To cook", 3), new("To walk", 5)] };
        Fact[] story = [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, goals, The.Closed with { Scores = [7, 6] }];
        List<Recorded> facts = [.. story.Select((f, i) => new Recorded(i + 1, The.Start.AddMinutes(i), The.Start.AddMinutes(i), i == 0 ? The.Gp : Actor.System, null, f))];
        var whole = Referral.From(The.Reference, facts);
        var erased = Assert.IsType<PersonErased>(Assert.Single(ErasePerson.Decide(whole, ErasedBecause.Asked, The.Start.AddDays(1)).Facts).Fact);
        List<Recorded> left =
        [
            .. facts.Select(f => f with { Fact = ErasePerson.Blank(f.Fact) }),
            new(facts.Count + 1, The.Start.AddDays(1), The.Start.AddDays(1), Actor.System, null, erased),
        ];
        var blank = Referral.From(The.Reference, left);
        Assert.Equal(JsonSerializer.Serialize(Contribution.Of(whole, facts, The.Town)), JsonSerializer.Serialize(Contribution.Of(blank, left, The.Town)));
        Assert.Equal(whole.Details.Person.Postcode.District, blank.Details.Person.Postcode.District);
        Assert.DoesNotContain("Edith", $"{blank}", StringComparison.Ordinal);
        Assert.Empty(ErasePerson.Decide(blank, ErasedBecause.Asked, The.Start.AddDays(2)).Facts);
    }

    [Fact]
    public void One_that_a_backup_brings_back_open_is_ended_before_it_is_erased() => Assert.Equal(
        [typeof(Withdrawn), typeof(PersonErased)],
        ErasePerson.DecideAgain(Given.Facts(The.Submitted, The.Triaged).Referral, The.Start.AddDays(1)).Facts.Select(f => f.Fact.GetType()));

    [Fact]
    public void It_is_kept_for_eight_years_after_all_of_it_is_over()
    {
        var story = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed);
        var ended = story.Referral.Strands[0].ClosedAt!.Value;
        Assert.Equal(ended.AddYears(8), Kept.EndOf(story.Referral));
        Assert.False(Kept.IsOver(story.Referral, ended.AddYears(8).AddTicks(-1)));
        Assert.True(Kept.IsOver(story.Referral, ended.AddYears(8)));
        Assert.Null(Kept.EndOf(Given.Facts(The.Submitted, The.Triaged).Referral));
        Assert.Null(Kept.EndOf(Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed, The.FollowUpOpened).Referral));
    }

    [Theory]
    [InlineData("2010-03-04", "2035-03-04")]
    [InlineData("2020-05-01", "2045-05-01")]
    [InlineData("2008-12-01", "2034-12-01")]
    [InlineData("2008-03-01", "2034-03-03")]
    public void A_child_s_until_they_are_25_or_26_where_they_were_17(string born, string until)
    {
        var submitted = The.Submitted with { Person = The.Submitted.Person with { DateOfBirth = DateOnly.Parse(born) } };
        Assert.Equal(until, $"{Kept.EndOf(Given.Facts(submitted, The.Triaged, The.Withdrawn).Referral):yyyy-MM-dd}");
    }
}
