using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.Domain.Tests.Routing;

public sealed class ExplanationTests
{
    [Fact]
    public void It_tells_which_rules_held_and_which_of_them_decided() => Assert.Equal(
        [
            new ExplainedRule("crisis-to-rapid-response", "Within two hours.", DecidedPathway: true, DecidedUrgency: true),
            new ExplainedRule("decline-to-reablement", "Home first.", DecidedPathway: false, DecidedUrgency: false),
        ],
        Only(The.Submitted, The.Triaged with { Rules = The.Fired("crisis-to-rapid-response", "decline-to-reablement") }).Rules);

    [Fact]
    public void A_strand_besides_was_decided_by_the_rule_that_asks_for_it()
    {
        var strands = Of(The.Submitted, The.TriagedInTwo).Strands;
        Assert.Equal(["crisis-to-rapid-response"], strands[0].Rules.Where(r => r.DecidedPathway).Select(r => r.Id));
        Assert.Equal(["company-from-voluntary-sector"], strands[1].Rules.Where(r => r.DecidedPathway && r.DecidedUrgency).Select(r => r.Id));
    }

    [Fact]
    public void When_the_rules_have_changed_since_those_that_held_are_still_told_but_not_which_decided()
    {
        var strand = Only(The.Submitted, The.Triaged with { RulesVersion = "rules-0" });
        Assert.Equal(new ExplainedRule("crisis-to-rapid-response", "Within two hours.", false, false), Assert.Single(strand.Rules));
        Assert.Equal("rules-0", strand.RulesVersion);
    }

    [Fact]
    public void The_chosen_service_is_told_with_what_it_was_chosen_by_and_every_other_with_its_reason()
    {
        var offered = The.Offered with
        {
            Free = 3, Kilometres = 2.5,
            PassedOver = [new("rapid-response-west", WhyNot.StartsLater), new("gone-since", WhyNot.OutsideCatchment)],
        };
        var strand = Only(The.Submitted, The.Triaged, offered);
        Assert.Equal(
            [
                "The rules asked for rapid response, within 2 hours.",
                "Rapid Response East was chosen: it starts soonest. Somebody would come by 09:00 on 3 March 2026, 3 free, 2.5 km from the middle of the person's district.",
            ],
            strand.Steps.Select(s => s.Sentence));
        var choice = strand.Steps[1].Choice!;
        Assert.Equal(new NamedService("rapid-response-east", "Rapid Response East"), choice.Chosen);
        Assert.Equal(
            [
                new ComparedService("rapid-response-west", "Rapid Response West", WhyNot.StartsLater, "it would start later"),
                new ComparedService("gone-since", "gone-since", WhyNot.OutsideCatchment, "it does not cover the postcode"),
            ],
            choice.NotChosen);
        Assert.Equal("directory-1", choice.DirectoryVersion);
    }

    [Fact]
    public void Whom_a_service_is_for_is_told_where_the_person_is_not_eligible()
    {
        var town = The.Town with { Services = [.. The.Town.Services.Select(s => s with { EligibilityInWords = "Somebody who has fallen." })] };
        var offered = The.Offered with { PassedOver = [new("rapid-response-west", WhyNot.NotEligible)] };
        var choice = Of(town, The.Submitted, The.Triaged, offered).Strands[0].Steps[1].Choice!;
        Assert.Equal("the person is not eligible (for: Somebody who has fallen)", Assert.Single(choice.NotChosen).InWords);
    }

    [Fact]
    public void The_only_one_that_fits_is_told_as_that() =>
        Assert.Contains("it is the only one that fits", Sentences(The.Submitted, The.Triaged, The.Offered with { PassedOver = [new("rapid-response-west", WhyNot.Full)] })[1]);

    [Fact]
    public void Why_the_hub_has_it_is_told_with_what_could_help()
    {
        var strand = Only(The.Submitted, The.Triaged, The.HandedToHub with { Alternatives = ["befriending"] });
        Assert.Equal(
            "Hub clinician on duty has it: no service of that kind covers the postcode. The voluntary sector could help: Befriending.", strand.Steps[1].Sentence);
        Assert.Equal([new NamedService("befriending", "Befriending")], strand.Steps[1].Choice!.Alternatives);
        Assert.Equal(2, strand.Steps[1].Choice!.NotChosen.Count);
    }

    [Fact]
    public void What_a_clinician_decided_is_told_with_who_and_why_and_the_rules_own_answer_stays()
    {
        var strand = Only(The.Submitted, The.Triaged, The.Offered, The.OfferTakenBack, The.Overridden);
        Assert.Equal(
            [
                "The rules asked for rapid response, within 2 hours.", "Taken back from Rapid Response East by the hub.",
                "Single point of referral decided otherwise than the rules: reablement, within 2 days.",
            ],
            strand.Steps.Where(s => s.Choice is null).Select(s => s.Sentence));
        Assert.Equal("Written note", strand.Steps[^1].Note);
        Assert.Equal((Pathway.Reablement, Urgency.TwoDays), (strand.Pathway, strand.Urgency));
    }

    [Fact]
    public void A_service_chosen_by_hand_is_told_as_that()
    {
        var step = Only(The.Submitted, The.Triaged, The.HandedToHub, The.Offered with { PassedOver = [], Reason = "Written note" }).Steps[^1];
        Assert.Equal(("Single point of referral chose Rapid Response East.", "Written note", true), (step.Sentence, step.Note, step.Choice!.ByHand));
    }

    [Fact]
    public void A_decline_and_a_lapse_are_part_of_why() => Assert.Equal(
        ["Declined by Rapid Response East: no capacity.", "Rapid Response East did not answer in time."],
        Sentences(The.Submitted, The.Triaged, The.Offered, The.Declined, The.Offered, The.Lapsed).Where(s => !s.Contains("rules") && !s.Contains("chosen")));

    [Fact]
    public void Each_strand_tells_its_own_story()
    {
        var strands = Of(The.Submitted, The.Triaged, The.Offered, The.StrandAdded).Strands;
        Assert.Equal(["Single point of referral asked for reablement, within 2 days."], strands[1].Steps.Select(s => s.Sentence));
        Assert.Empty(strands[1].Rules);
        Assert.Null(strands[1].RulesVersion);
    }

    [Fact]
    public void What_was_added_to_the_referral_explains_the_strand_that_came_of_it()
    {
        var strand = Of(The.Submitted, The.AddedTo, The.Triaged, The.AdditionTriaged).Strands[1];
        Assert.Equal(["More was added to the referral, and the rules asked for reablement, within 2 days."], strand.Steps.Select(s => s.Sentence));
        Assert.Equal(["decline-in-two-days"], strand.Rules.Where(r => r.DecidedPathway).Select(r => r.Id));
    }

    [Fact]
    public void Why_999_was_advised_is_told_once_for_each_reason()
    {
        var byRule = new EmergencyAdvised([RedFlag.ChestPain], [new FiredRule("high-score", "NEWS2 is 7 or more.")], "rules-1");
        Assert.Equal(["Crushing pain in the chest.", "NEWS2 is 7 or more."], Of(The.Submitted, The.EmergencyAdvised, byRule).Call999);
        Assert.Empty(Of(The.Submitted, The.Triaged).Call999);
    }

    [Fact]
    public void A_clinician_who_is_to_decide_is_told_plainly()
    {
        var strand = Only(The.Submitted, The.Triaged with { Strands = [new(1, Pathway.RapidResponse, Urgency.TwoHours, AskClinician: true)] });
        Assert.EndsWith("A clinician decides before it is offered to anyone.", strand.Steps[0].Sentence);
        Assert.True(strand.AskClinician);
    }

    [Fact]
    public void No_sentence_identifies_the_person() => Assert.All(
        Of([The.Submitted, The.TriagedInTwo, .. The.OfEachKind.Where(f => f is StrandFact)]).Strands.SelectMany(s => s.Steps),
        step => Assert.DoesNotContain(The.Canaries, c => step.Sentence.Contains(c, StringComparison.OrdinalIgnoreCase)));

    private static Explanation Of(params Fact[] facts) => Of(The.Town, facts);

    private static Explanation Of(Locality town, params Fact[] facts)
    {
        var recorded = facts.Select((f, i) => new Recorded(i + 1, The.Start, The.Start, i == 0 ? The.Gp : Actor.System, null, f)).ToList();
        return Explanation.Of(Referral.From(The.Reference, recorded), recorded, town);
    }

    private static ExplainedStrand Only(params Fact[] facts) => Assert.Single(Of(facts).Strands);

    private static List<string> Sentences(params Fact[] facts) => [.. Only(facts).Steps.Select(s => s.Sentence)];
}
