using System.Text.Json;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Tests.Triage;

/// <summary>Every rule of every town comes with cases that it holds for and cases that it just does not, and they are so.</summary>
public sealed class RuleExampleTests
{
    private static readonly Dictionary<string, List<RuleFile>> Towns = Directory.GetDirectories(Path.Combine(RunOptions.Root, "locality"))
        .ToDictionary(folder => Path.GetFileName(folder), folder => Read(Path.Combine(folder, LocalityFiles.Rules)));

    public static TheoryData<string, string> EachRule
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (town, rules) in Towns)
                rules.ForEach(r => data.Add(town, r.Id));
            return data;
        }
    }

    [Fact]
    public void There_is_more_than_one_town() => Assert.True(Towns.Count > 1);

    [Theory, MemberData(nameof(EachRule))]
    public void Each_rule_holds_for_the_cases_that_it_should(string town, string id)
    {
        var rule = Rule(town, id);
        Assert.NotEmpty(rule.Fires);
        Assert.All(rule.Fires, example => Assert.True(rule.When.Holds(example.ToCase()), $"{example}"));
    }

    [Theory, MemberData(nameof(EachRule))]
    public void Each_rule_just_misses_the_cases_that_it_should_not_hold_for(string town, string id)
    {
        var rule = Rule(town, id);
        Assert.All(rule.Misses, example => Assert.False(rule.When.Holds(example.ToCase()), $"{example}"));
        if (rule.When is All { Parts.IsEmpty: true })
            Assert.Empty(rule.Misses);
        else
            Assert.Contains(rule.Misses, miss => rule.Fires.Any(fire => Differences(fire.ToCase(), miss.ToCase()) == 1));
    }

    [Theory, MemberData(nameof(EachRule))]
    public void Each_rule_makes_a_difference_in_one_of_its_examples(string town, string id)
    {
        var with = Book(Towns[town]);
        var without = Book(Towns[town].Where(r => r.Id != id));
        Assert.Contains(Rule(town, id).Fires, example => Told(with, example) != Told(without, example));
    }

    [Theory, MemberData(nameof(EachRule))]
    public void Each_rule_says_why_in_a_sentence(string town, string id) => Assert.Matches("^[A-Z].{10,180}[.]$", Rule(town, id).Because);

    /// <summary>What a clinician would see of a verdict; nothing when the rules decide nothing.</summary>
    private static string Told(RuleBook rules, ExampleFile example)
    {
        try
        {
            var verdict = rules.Judge(example.ToCase());
            return $"{verdict.Call999} {string.Join(',', verdict.Strands())} {string.Join(',', verdict.Flags)}";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static int Differences(Case one, Case other) => typeof(Case).GetProperties().Count(p => !Equals(p.GetValue(one), p.GetValue(other)));

    private static RuleFile Rule(string town, string id) => Towns[town].Single(r => r.Id == id);

    private static RuleBook Book(IEnumerable<RuleFile> rules) => new([.. rules.Select(r => new Rule(r.Id, r.When, r.Then, r.Because))], "examples");

    private static List<RuleFile> Read(string path) => JsonSerializer.Deserialize<List<RuleFile>>(File.ReadAllText(path), LocalityJson.Ours)!;
}
