using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>What is wrong with a rule, or with the rules together.</summary>
/// <param name="Rule">The place of the rule among the rules, from 0; null when it is about all of them.</param>
public sealed record RuleMistake(int? Rule, string Sentence);

/// <summary>
/// Finds rules that cannot have been meant: one that contradicts itself, one that earlier rules leave nothing to, one that does
/// nothing or does not say why; and cases that the rules leave undecided.
/// </summary>
public static class CheckRules
{
    public static IEnumerable<RuleMistake> Mistakes(IReadOnlyList<Rule> rules)
    {
        var sets = rules.Select(r => CaseSet.Of(r.When)).ToList();
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var sentence in OfRule(i, rules, sets))
                yield return new(i, sentence);
        }
        if (Undecided("a pathway", sets.Where((_, i) => SetsPathway(rules[i]))) is { } noPathway)
            yield return new(null, noPathway);
        if (Undecided("an urgency", sets.Where((_, i) => SetsUrgency(rules[i]))) is { } noUrgency)
            yield return new(null, noUrgency);
    }

    private static IEnumerable<string> OfRule(int index, IReadOnlyList<Rule> rules, List<CaseSet> sets)
    {
        var (rule, holds) = (rules[index], sets[index]);
        if (string.IsNullOrWhiteSpace(rule.Because))
            yield return "because: say in a sentence why the rule is there";
        if (rule.Then.Flag is { } flag && string.IsNullOrWhiteSpace(flag))
            yield return "then.flag: it is empty";
        if (!EffectsOf(rule).Any())
            yield return "then: it does nothing";
        else if (holds.IsEmpty)
            yield return "when: it can never hold, because it contradicts itself";
        else if (CoveredBy(index, rules, sets) is { Count: > 0 } covering)
            yield return $"when: it never makes a difference, because {string.Join(", ", covering)} before it {(covering.Count == 1 ? "settles" : "settle")} all its cases";
    }

    private static bool SetsPathway(Rule rule) => rule.Then.Pathway is not null;

    private static bool SetsUrgency(Rule rule) => rule.Then.Urgency is not null;

    /// <summary>For each thing that a rule does, whether another rule does it too, and so leaves nothing of it to a later one.</summary>
    private static IEnumerable<Func<Rule, bool>> EffectsOf(Rule rule)
    {
        if (SetsPathway(rule))
            yield return SetsPathway;
        if (SetsUrgency(rule))
            yield return SetsUrgency;
        if (rule.Then.Flag is { } flag)
            yield return other => other.Then.Flag == flag;
        if (rule.Then.AskClinician)
            yield return other => other.Then.AskClinician || other.Then.Call999;
        if (rule.Then.Call999)
            yield return other => other.Then.Call999;
        if (rule.Then.Also is { } also)
            yield return other => other.Then.Also?.Pathway == also.Pathway;
    }

    /// <summary>The ids of the earlier rules that have done, wherever this one holds, all that it would; empty when they have not.</summary>
    private static List<string> CoveredBy(int index, IReadOnlyList<Rule> rules, List<CaseSet> sets)
    {
        var covering = new SortedSet<int>();
        foreach (var settles in EffectsOf(rules[index]))
        {
            var earlier = Enumerable.Range(0, index).Where(i => settles(rules[i]) && sets[i].Overlaps(sets[index])).ToList();
            if (!IsCovered(sets[index], earlier.Select(i => sets[i])))
                return [];
            covering.UnionWith(earlier);
        }
        return [.. covering.Select(i => rules[i].Id)];
    }

    /// <summary>What cannot be told in time counts as not covered: a rule is not called idle that may not be.</summary>
    private static bool IsCovered(CaseSet set, IEnumerable<CaseSet> by)
    {
        try
        {
            return set.FirstOutside(by) is null;
        }
        catch (TooManyCasesException)
        {
            return false;
        }
    }

    private static string? Undecided(string what, IEnumerable<CaseSet> deciding)
    {
        try
        {
            return CaseSet.Everything.FirstOutside(deciding) is { } example ? $"no rule sets {what} for {InWords(example)}" : null;
        }
        catch (TooManyCasesException)
        {
            return $"it cannot be told whether every case gets {what}; end with a rule that always holds and sets one";
        }
    }

    /// <summary>A case as far as it says anything.</summary>
    public static string InWords(Case of)
    {
        List<string?> parts =
        [
            Plain.Of(of.Reason), $"asked for {Plain.Of(of.HowSoon)}", Plain.Of(of.Purpose), of.Company ? "would welcome company" : null,
            .. of.RedFlags.All().Select(Plain.Of), .. of.Circumstances.All().Select(Plain.Of),
            of.Age is { } age ? $"aged {age}" : null, of.News2 is { } news2 ? $"NEWS2 {news2}" : null,
            of.News2Single is { } single ? $"{single} for one observation" : null, of.Frailty is { } frailty ? $"frailty {frailty}" : null,
            of.SafeToWait is { } safe ? safe ? "can wait two hours" : "cannot wait two hours" : null, of.Residence is { } lives ? Plain.Of(lives) : null,
            $"referred from {Plain.Of(of.Source)}", $"at {of.Time:HH:mm}",
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
