using System.Text.RegularExpressions;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Tests.Conventions;

/// <summary>docs/events.md says what each fact is and how it is stored; what was stored once must be readable for ever.</summary>
public sealed partial class EventsPageTests
{
    [Fact]
    public void The_page_about_facts_says_what_is_stored() =>
        Document.Of("events.md").Says("events", FactNames.All.SelectMany(n => Section(n.Key, The.OfEachKind.Single(f => f.GetType() == n.Value))));

    [Fact]
    public void Each_fact_is_read_as_it_was_written() => Assert.All(The.OfEachKind, fact =>
    {
        foreach (var by in new[] { The.Gp, Actor.System })
        {
            var recorded = new Recorded(7, The.Start, The.Start.AddTicks(1), by, by == Actor.System ? 6 : null, fact);
            var read = FactRows.Read(new Row("48217739", FactRows.Key(7), FactRows.Texts(recorded)));
            Assert.Equal(Given.Told(fact), Given.Told(read.Fact));
            Assert.Equal(recorded with { Fact = read.Fact }, read);
        }
    });

    [Fact]
    public void What_identifies_a_person_is_in_one_text_and_no_other() => Assert.All(The.OfEachKind, fact =>
    {
        var texts = FactRows.Texts(new Recorded(7, The.Start, The.Start, The.Gp, null, fact));
        var clear = string.Join(' ', texts.Where(t => t.Key != "person").Select(t => t.Value));
        Assert.DoesNotContain(The.Canaries, c => clear.Contains(c, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Amara Okafor", clear, StringComparison.Ordinal);
    });

    [Fact]
    public void Everything_that_somebody_writes_in_their_own_words_is_marked_as_personal()
    {
        string[] codes = ["Service", "Owner", "RulesVersion", "DirectoryVersion", "PersonId", "FollowUp"];
        var words = FactNames.All.Values.SelectMany(t => t.GetProperties()).Where(p => p.PropertyType == typeof(string) && !codes.Contains(p.Name));
        Assert.All(words, p => Assert.True(p.IsDefined(typeof(PersonalAttribute), inherit: false), $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    private static IEnumerable<string> Section(string name, Fact fact)
    {
        var type = fact.GetType();
        var fields = type.GetProperties().Where(p => p.CanWrite).Select(p => p.IsDefined(typeof(PersonalAttribute), inherit: false) ? $"**{Camel(p.Name)}**" : Camel(p.Name));
        var by = fact is EmergencyAdvised or Triaged or MatchFound or AdditionTriaged or Offered or HandedToHub or Lapsed ? Actor.System : The.Gp;
        var texts = FactRows.Texts(new Recorded(1, The.Start, The.Start, by, null, fact));
        var queues = Outbox.Queues(fact).Append(fact is Triaged ? null : QueueNames.UpdateLists).OfType<string>();
        return
        [
            $"## {name}", "", Meaning(type), "",
            $"- fields (personal ones in bold): {string.Join(", ", fields)}", $"- asks work of: {string.Join(", ", queues)}",
            $"- in the history: \"{Timeline.Sentence(fact, The.Town)}\"", "", "```json",
            $"data    {texts["data"]}", .. texts.TryGetValue("person", out var person) ? [$"person  {person}"] : Array.Empty<string>(), "```", "",
        ];
    }

    /// <summary>What the fact's own summary says.</summary>
    private static string Meaning(Type type)
    {
        var xml = File.ReadAllText(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        var summary = Regex.Match(xml, $"""name="T:{Regex.Escape(type.FullName!)}">\s*<summary>(.*?)</summary>""", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        Assert.True(summary.Success, $"{type.Name} has no summary.");
        var words = Reference().Replace(summary.Groups[1].Value, m => Camel(m.Groups["name"].Value));
        return string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex("""<paramref name="(?<name>\w+)"\s*/>""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Reference();
}
