using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

public sealed class TriageReferralTests
{
    [Theory]
    [InlineData(Reason.Fall, Urgency.TwoHours, Pathway.RapidResponse, Urgency.TwoHours, "crisis-to-rapid-response", "decline-to-reablement")]
    [InlineData(Reason.Frailty, Urgency.TwoDays, Pathway.Reablement, Urgency.TwoDays, "decline-in-two-days", "decline-to-reablement")]
    [InlineData(Reason.Other, Urgency.Routine, Pathway.Reablement, Urgency.Routine, "decline-to-reablement")]
    [InlineData(Reason.HospitalDischarge, Urgency.TwoHours, Pathway.Reablement, Urgency.TwoDays, "discharge-to-reablement", "crisis-to-rapid-response", "decline-to-reablement")]
    [InlineData(Reason.Recovery, Urgency.Routine, Pathway.IntermediateCare, Urgency.TwoDays, "recovery-to-intermediate-care", "decline-to-reablement")]
    [InlineData(Reason.Loneliness, Urgency.TwoHours, Pathway.VoluntarySector, Urgency.Routine, "loneliness-to-voluntary-sector", "crisis-to-rapid-response", "decline-to-reablement")]
    public void The_first_rule_to_set_it_decides_and_all_that_hold_are_recorded(Reason reason, Urgency asked, Pathway pathway, Urgency urgency, params string[] rules) =>
        Given.Facts(Needing(reason, asked)).When(Triage).Then(new Triaged([new(1, pathway, urgency)], The.Fired(rules), [], The.Rules.Version));

    [Fact]
    public void Every_need_and_urgency_is_triaged_somewhere()
    {
        foreach (var reason in Enum.GetValues<Reason>())
        {
            foreach (var asked in Enum.GetValues<Urgency>())
                Assert.Single(Given.Facts(Needing(reason, asked)).When(Triage).Decision.Facts);
        }
    }

    [Fact]
    public void Company_is_a_second_strand() =>
        Given.Facts(Needing(Reason.Fall, Urgency.TwoHours, company: true)).When(Triage).Then(The.TriagedInTwo with
        {
            Rules = The.Fired("crisis-to-rapid-response", "company-from-voluntary-sector", "decline-to-reablement"),
        });

    [Fact]
    public void Company_for_loneliness_is_one_strand() =>
        Given.Facts(Needing(Reason.Loneliness, Urgency.Routine, company: true)).When(Triage)
            .Then(new Triaged([new(1, Pathway.VoluntarySector, Urgency.Routine)], 
                The.Fired("loneliness-to-voluntary-sector", "company-from-voluntary-sector", "decline-to-reablement"), [], The.Rules.Version));

    [Fact]
    public void Others_that_may_be_of_the_same_person_are_for_the_hub_to_decide() => Given.Facts(The.Submitted)
        .When((r, now) => TriageReferral.Decide(r, The.Town, The.MatchFound.Matches, now))
        .Then(The.Triaged with { Rules = The.Fired("crisis-to-rapid-response", "decline-to-reablement") }, The.MatchFound);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Where_the_referrer_said_why_it_is_separate_the_same_NHS_number_is_no_match_but_the_same_name_is(bool sameNumber, int found) => Assert.Equal(
        found, Given.Facts(The.Submitted with { SeparateBecause = "Another need" })
            .When((r, now) => TriageReferral.Decide(r, The.Town, [new(The.OtherReference, sameNumber)], now)).Decision.Facts.Count(f => f.Fact is MatchFound));

    [Fact]
    public void Who_is_found_since_a_correction_is_for_the_hub_to_decide() =>
        Given.Facts(The.Submitted, The.Triaged, The.Corrected).When(Match).Then(The.MatchFound);

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_was_found_before_is_not_found_again_whatever_was_decided(bool? isSame) =>
        Given.Facts([The.Submitted, The.Triaged, The.MatchFound, .. isSame is { } same ? [The.MatchDecided with { IsSame = same }] : Array.Empty<Fact>(), The.Corrected])
            .When(Match).ThenNothing();

    [Fact]
    public void What_is_separate_by_one_NHS_number_is_not_so_by_another_that_a_correction_brings()
    {
        var corrected = The.Corrected with { Person = The.Details.Person with { NhsNumber = The.Read<Domain.Values.NhsNumber>("999 000 0026") } };
        Given.Facts(The.Submitted with { SeparateBecause = "Another need" }, The.Triaged, The.Corrected).When(Match).ThenNothing();
        Given.Facts(The.Submitted with { SeparateBecause = "Another need" }, The.Triaged, corrected).When(Match).Then(The.MatchFound);
    }

    [Fact]
    public void Twice_is_once() => Given.Facts(The.Submitted, The.Triaged).When(Triage).ThenNothing();

    [Fact]
    public void What_was_withdrawn_is_left_alone() => Given.Facts(The.Submitted, The.Withdrawn).When(Triage).ThenNothing();

    private static Decision Match(Referral referral, DateTimeOffset now) => TriageReferral.Decide(referral, The.Town, The.MatchFound.Matches, now);

    private static Decision Triage(Referral referral, DateTimeOffset now) => TriageReferral.Decide(referral, The.Town, [], now);

    private static Submitted Needing(Reason reason, Urgency howSoon, bool company = false) =>
        The.Submitted with { Need = The.Submitted.Need with { Reason = reason, HowSoon = howSoon, Company = company } };
}
