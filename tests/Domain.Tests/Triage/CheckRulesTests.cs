using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

public sealed class CheckRulesTests
{
    private static readonly Effect Home = new(Pathway.Reablement, Urgency.Routine);
    private static readonly Effect Crisis = new(Pathway.RapidResponse, Urgency.TwoHours);
    private static readonly Rule Last = new("last", Condition.Always, Home, "Home first.");
    private static readonly ReasonIs Fall = new(Flags.Of(Reason.Fall));
    private static readonly NumberIn Old = new(Scale.Age, 65, Case.Oldest);

    [Fact]
    public void Rules_that_decide_every_case_once_have_no_mistake() => Assert.Empty(CheckRules.Mistakes(The.Rules.Rules));

    [Fact]
    public void A_rule_that_contradicts_itself_is_found() => Assert.Equal(
        [new(0, "when: it can never hold, because it contradicts itself")],
        Mistakes(new Rule("a", new All([Fall, new NumberIn(Scale.Age, 0, 17), Old]), Crisis, "Never.")));

    [Fact]
    public void A_rule_that_earlier_ones_cover_together_is_found_and_says_which() => Assert.Equal(
        [new(2, "when: it never makes a difference, because a, b before it settle all its cases")],
        Mistakes(
            new("a", new All([Fall, Old]), Crisis, "Old."), new("b", new Not(Old), Home, "Young, or not known."), new("c", Fall, Crisis, "Idle.")));

    [Fact]
    public void A_copy_under_another_id_is_idle_whatever_it_does()
    {
        Effect[] all = [new(Flag: "fell"), new(AskClinician: true), new(Call999: true), new(Also: new(Pathway.VoluntarySector, Urgency.Routine)), Crisis with { Flag = "fell" }];
        Assert.All(all, effect => Assert.Equal(
            [new(1, "when: it never makes a difference, because a before it settles all its cases")],
            Mistakes(new("a", Fall, effect, "First."), new("b", new All([Fall, Old]), effect, "Again."))));
        Assert.All(all, effect => Assert.Empty(Mistakes(new("a", new All([Fall, Old]), effect, "Old."), new("b", Fall, effect, "All."))));
    }

    [Fact]
    public void Another_flag_or_another_strand_is_a_difference() => Assert.Empty(Mistakes(
        new("a", Fall, new(Flag: "fell", Also: new(Pathway.VoluntarySector, Urgency.Routine)), "One."),
        new("b", Fall, new(Flag: "old"), "Another flag."), new("c", Fall, new(Also: new(Pathway.IntermediateCare, Urgency.Routine)), "Another strand.")));

    [Fact]
    public void A_rule_of_which_one_case_or_one_effect_is_left_is_not_idle()
    {
        Assert.Empty(Mistakes(
            new("a", new All([Fall, Old]), Crisis, "Old."), new("b", new All([Fall, new NumberIn(Scale.Age, 0, 64)]), Home, "Young."), new("c", Fall, Crisis, "Age unknown.")));
        Assert.Empty(Mistakes(new("a", Fall, new(Pathway.Reablement), "Where."), new("b", Fall, Crisis, "How soon.")));
        Assert.Empty(Mistakes(new("a", Fall, Crisis, "Deciding."), new("b", Fall, new(Pathway.Reablement, Urgency.Routine, Flag: "fell"), "A flag accumulates.")));
    }

    [Fact]
    public void Cases_that_nothing_decides_are_told_by_an_example()
    {
        var mistakes = CheckRules.Mistakes([new("a", new Not(new All([Fall, Old])), Home, "All but old people who fell."), new("b", Fall, new(Pathway.Advice), "Where.")]).ToList();
        Assert.Equal(
            [new(null, "no rule sets an urgency for a fall without serious injury, asked for within 2 hours, to prevent a hospital stay, aged 65, referred from GP practice, at 00:00")], mistakes);
    }

    [Fact]
    public void A_rule_without_a_reason_or_an_effect_is_found() => Assert.Equal(
        [
            new(0, "because: say in a sentence why the rule is there"), new(0, "then: it does nothing"), new(1, "then.flag: it is empty"),
        ],
        Mistakes(new("a", Fall, new Effect(), " "), new("b", Fall, new Effect(Flag: ""), "Marked.")));

    [Fact]
    public void A_hundred_rules_of_many_questions_are_checked_all_the_same()
    {
        var circumstances = Enum.GetValues<Circumstance>();
        var rules = Enumerable.Range(0, 100).Select(i => new Rule($"rule-{i}", new All(
        [
            new ReasonIs(Flags.Of((Reason)(i % 13), (Reason)(i % 5))),
            new Domain.Triage.Any([new HasCircumstance(Flags.Of(circumstances[i % 12])), new NumberIn(Scale.News2, i % 20, 20), new TimeIn(i * 14, (i * 14 + 300) % 1440)]),
            new Not(new All([new HasRedFlag(Flags.Of((RedFlag)(i % 15))), new SafeToWaitIs(i % 2 == 0)])),
        ]), Crisis, "One of many."));
        Assert.DoesNotContain(Mistakes([.. rules]), m => m.Rule is null);
        Assert.All(Mistakes([.. rules]), m => Assert.StartsWith("when: it never makes a difference", m.Sentence, StringComparison.Ordinal));
    }

    private static IEnumerable<RuleMistake> Mistakes(params Rule[] rules) => CheckRules.Mistakes([.. rules, Last]);
}
