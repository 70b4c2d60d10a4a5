using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>What is wrong with rules.json: the rules themselves, and examples that are missing or do not do what they say.</summary>
public static class RuleMistakes
{
    public static IEnumerable<string> Of(Entries<RuleFile> rules)
    {
        foreach (var mistake in CheckRules.Mistakes([.. rules.Select(r => r.ToRule())]))
            yield return mistake.Rule is { } i ? $"{rules.Place(i)} {rules[i].Id}: {mistake.Sentence}" : $"{LocalityFiles.Rules}: {mistake.Sentence}";
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var sentence in OfExamples(rules[i]))
                yield return $"{rules.Place(i)} {rules[i].Id}: {sentence}";
        }
    }

    private static IEnumerable<string> OfExamples(RuleFile rule)
    {
        var holdsAlways = CaseSet.Of(new Not(rule.When)).IsEmpty;
        if (rule.Fires.Count == 0)
            yield return "fires: give at least one example that it holds for";
        if (rule.Misses.Count == 0 && !holdsAlways)
            yield return "misses: give at least one example that it just does not hold for";
        for (var i = 0; i < rule.Fires.Count; i++)
        {
            if (!rule.When.Holds(rule.Fires[i].ToCase()))
                yield return $"fires: [{i}]: it does not hold for this example";
        }
        for (var i = 0; i < rule.Misses.Count; i++)
        {
            if (rule.When.Holds(rule.Misses[i].ToCase()))
                yield return $"misses: [{i}]: it holds for this example";
        }
    }
}
