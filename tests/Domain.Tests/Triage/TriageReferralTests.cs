using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

public sealed class TriageReferralTests
{
    [Theory]
    [InlineData(Reason.Fall, Urgency.TwoHours, Pathway.RapidResponse, Urgency.TwoHours, "crisis-to-rapid-response")]
    [InlineData(Reason.Frailty, Urgency.TwoDays, Pathway.Reablement, Urgency.TwoDays, "decline-to-reablement")]
    [InlineData(Reason.Other, Urgency.Routine, Pathway.Reablement, Urgency.Routine, "decline-to-reablement")]
    [InlineData(Reason.HospitalDischarge, Urgency.TwoHours, Pathway.Reablement, Urgency.TwoDays, "discharge-to-reablement")]
    [InlineData(Reason.Recovery, Urgency.Routine, Pathway.IntermediateCare, Urgency.TwoDays, "recovery-to-intermediate-care")]
    [InlineData(Reason.Loneliness, Urgency.TwoHours, Pathway.VoluntarySector, Urgency.Routine, "loneliness-to-voluntary-sector")]
    public void The_first_rule_that_fits_decides(Reason reason, Urgency asked, Pathway pathway, Urgency urgency, string rule) =>
        Given.Facts(Needing(reason, asked)).When(TriageReferral.Decide).Then(new Triaged([new(1, pathway, urgency)], [rule]));

    [Fact]
    public void Every_need_and_urgency_is_triaged_somewhere()
    {
        foreach (var reason in Enum.GetValues<Reason>())
        {
            foreach (var asked in Enum.GetValues<Urgency>())
                Assert.Single(Given.Facts(Needing(reason, asked)).When(TriageReferral.Decide).Decision.Facts);
        }
    }

    [Fact]
    public void Company_is_a_second_strand() =>
        Given.Facts(Needing(Reason.Fall, Urgency.TwoHours, company: true)).When(TriageReferral.Decide).Then(The.TriagedInTwo);

    [Fact]
    public void Company_for_loneliness_is_one_strand() =>
        Given.Facts(Needing(Reason.Loneliness, Urgency.Routine, company: true)).When(TriageReferral.Decide)
            .Then(new Triaged([new(1, Pathway.VoluntarySector, Urgency.Routine)], ["loneliness-to-voluntary-sector"]));

    [Fact]
    public void Twice_is_once() => Given.Facts(The.Submitted, The.Triaged).When(TriageReferral.Decide).ThenNothing();

    [Fact]
    public void What_was_withdrawn_is_left_alone() => Given.Facts(The.Submitted, The.Withdrawn).When(TriageReferral.Decide).ThenNothing();

    private static Submitted Needing(Reason reason, Urgency howSoon, bool company = false) =>
        The.Submitted with { Need = The.Submitted.Need with { Reason = reason, HowSoon = howSoon, Company = company } };
}
