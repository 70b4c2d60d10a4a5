using System.Reflection;
using System.Text.RegularExpressions;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
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
        var key = ReferralKey.New(The.Reference);
        foreach (var by in new[] { The.Gp, Actor.System })
        {
            var recorded = new Recorded(7, The.Start, The.Start.AddTicks(1), by, by == Actor.System ? 6 : null, fact);
            var read = FactRows.Read(new Row("48217739", FactRows.Key(7), FactRows.Texts(recorded, key)), key);
            Assert.Equal(Given.Told(fact), Given.Told(read.Fact));
            Assert.Equal(recorded with { Fact = read.Fact }, read);
        }
    });

    [Fact]
    public void What_identifies_a_person_is_sealed() => Assert.All(The.OfEachKind, fact =>
    {
        var texts = FactRows.Texts(new Recorded(7, The.Start, The.Start, The.Gp, null, fact), ReferralKey.New(The.Reference));
        var clear = string.Join(' ', texts.Values);
        Assert.DoesNotContain(The.Canaries, c => clear.Contains(c, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Amara Okafor", clear, StringComparison.Ordinal);
    });

    [Fact]
    public void Of_an_erased_referral_each_fact_is_read_without_what_is_personal_and_nothing_that_counts_is_lost() => Assert.All(The.OfEachKind, fact =>
    {
        var recorded = new Recorded(7, The.Start, The.Start, The.Gp, null, fact);
        var read = FactRows.Read(new Row("48217739", FactRows.Key(7), FactRows.Texts(recorded, ReferralKey.New(The.Reference))), key: null);
        Assert.Equal("", read.By.Name);
        Assert.DoesNotContain(The.Canaries, c => Given.Told(read.Fact).Contains(c, StringComparison.OrdinalIgnoreCase));
        var nullable = new NullabilityInfoContext();
        foreach (var property in fact.GetType().GetProperties().Where(p => p.CanWrite))
        {
            if (!property.IsDefined(typeof(PersonalAttribute), inherit: false))
                Assert.Equal(Json(property.GetValue(fact)), Json(property.GetValue(read.Fact)));
            else if (nullable.Create(property).ReadState is NullabilityState.NotNull)
                Assert.NotNull(property.GetValue(read.Fact));
        }

        static string Json(object? value) => System.Text.Json.JsonSerializer.Serialize(value, App.Json.Options);
    });

    [Fact]
    public void Everything_that_somebody_writes_in_their_own_words_is_marked_as_personal()
    {
        string[] codes = ["Service", "Owner", "RulesVersion", "DirectoryVersion", "PersonId", "FollowUp", "District"];
        var words = FactNames.All.Values.SelectMany(t => t.GetProperties()).Where(p => p.PropertyType == typeof(string) && !codes.Contains(p.Name));
        Assert.All(words, p => Assert.True(p.IsDefined(typeof(PersonalAttribute), inherit: false), $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    private static IEnumerable<string> Section(string name, Fact fact)
    {
        var type = fact.GetType();
        var fields = type.GetProperties().Where(p => p.CanWrite).Select(p => p.IsDefined(typeof(PersonalAttribute), inherit: false) ? $"**{Camel(p.Name)}**" : Camel(p.Name));
        var by = fact is EmergencyAdvised or Triaged or MatchFound or AdditionTriaged or Offered or HandedToHub or Lapsed or FollowUpOpened or ClockWarned or ClockBreached or BreachEscalated ? Actor.System : The.Gp;
        var recorded = new Recorded(1, The.Start, The.Start, by, null, fact);
        var (texts, personal) = (FactRows.Texts(recorded, ReferralKey.New(The.Reference)), FactRows.Personal(recorded));
        var queues = Outbox.Queues(fact).Append(fact is Triaged ? null : QueueNames.UpdateLists).OfType<string>();
        return
        [
            $"## {name}", "", Meaning(type), "",
            $"- fields (personal ones in bold): {string.Join(", ", fields)}", $"- asks work of: {string.Join(", ", queues)}",
            $"- in the history: \"{Timeline.Sentence(fact, The.Town)}\"", "", "```json",
            $"data    {texts["data"]}", .. personal == "{}" ? Array.Empty<string>() : [$"sealed  {personal}"], "```", "",
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
