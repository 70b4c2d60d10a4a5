using System.Collections.Frozen;
using System.Globalization;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Tests.Triage;

/// <summary>
/// The story of one person as it stands in a file of tests/vignettes: a title, a paragraph of prose, what the referrer enters, and
/// what should come of it, with empty lines between. It is played by the rules and the directory of Southend.
/// </summary>
public sealed record Vignette(string Title, string Prose, IReadOnlyDictionary<string, string> Entered, IReadOnlyDictionary<string, string> Expected)
{
    public static readonly string Folder = Path.Combine(RunOptions.Root, "tests", "vignettes");

    private static readonly Locality Town = LocalityFiles.Read(TestApp.Southend);

    /// <summary>Entered besides the fields of the form: who refers, when on the clocks of England, how old the person is, which
    /// services are full, and which decline for want of capacity.</summary>
    private static readonly string[] Besides = ["by", "at", "age", "full", "declined"];

    public static Vignette Read(string name)
    {
        var parts = File.ReadAllText(Path.Combine(Folder, name)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts is [var title, var prose, var entered, var expected]
            ? new(title, prose, Lines(entered), Lines(expected))
            : throw new FormatException($"{name}: a title, a paragraph, what is entered and what is expected, with empty lines between");
    }

    /// <summary>What comes of it, in the words of the file.</summary>
    public IReadOnlyDictionary<string, string> Play()
    {
        var now = Plain.FromLondon(DateTime.ParseExact(Entered["at"], "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        var by = Town.Organisations.Values.OrderBy(o => o.Code.Text, StringComparer.Ordinal)
            .First(o => o.Code.Text == Entered["by"] || Code.Of(o.Kind) == Entered["by"]);
        var today = DateOnly.FromDateTime(Plain.InLondon(now).DateTime);
        var (details, problems) = SubmitReferral.Read(Form(today), today);
        Assert.Empty(problems);

        var story = new Story(now, new(by.Name, by.Name, by.Code));
        story.Add(Submitted.Of(details!));
        if (AdviseEmergency.Of(details!, Town, by.Kind, now) is { } emergency)
            story.Add(emergency);
        story.Decide(r => TriageReferral.Decide(r, Town, [], now));
        var free = new FreeCapacity(All("full").ToFrozenDictionary(id => Service(id).Id, _ => 0));
        story.Decide(r => RouteReferral.Decide(r, Town, free, now));
        foreach (var id in All("declined"))
        {
            Assert.Equal(id, story.Facts.OfType<Offered>().Last(o => o.Strand == 1).Service);
            story.Add(new Declined(1, id, DeclineReason.NoCapacity));
            story.Decide(r => RouteReferral.Decide(r, Town, free, now));
        }
        return story.Told();
    }

    private IEnumerable<string> All(string name) => Split(Entered.GetValueOrDefault(name, ""));

    private static Service Service(string id) => Town.Service(id) ?? throw new FormatException($"{Town.Name} has no service {id}");

    private ReferralForm Form(DateOnly today)
    {
        var age = int.Parse(Entered["age"], CultureInfo.InvariantCulture);
        var form = new ReferralForm
        {
            Name = "Somebody", DateOfBirth = today.AddYears(-age).AddDays(-40).ToString("yyyy-MM-dd"), WhatChanged = Prose, CallBack = "07700 900 201",
        };
        foreach (var (name, value) in Entered.Where(e => !Besides.Contains(e.Key)))
        {
            form = ReferralForm.Fields.TryGetValue(name, out var field)
                ? field.With(form, value) : throw new FormatException($"{Title}: the form has no field {name}");
        }
        return form;
    }

    private static Dictionary<string, string> Lines(string block) =>
        block.Split('\n').Select(l => l.Split(':', 2)).ToDictionary(p => p[0].Trim(), p => p[1].Trim());

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The facts of one referral, all at one moment.</summary>
    private sealed class Story(DateTimeOffset now, Actor by)
    {
        private readonly List<Recorded> recorded = [];

        public IEnumerable<Fact> Facts => recorded.Select(r => r.Fact);

        public void Add(Fact fact) => recorded.Add(new(recorded.Count + 1, now, now, by, null, fact));

        public void Decide(Func<Referral, Decision> decide) => decide(Referral.From(The.Reference, recorded)).Facts.ToList().ForEach(f => Add(f.Fact));

        public IReadOnlyDictionary<string, string> Told()
        {
            var triaged = Facts.OfType<Triaged>().Single();
            var first = triaged.Strands[0];
            var told = new Dictionary<string, string> { ["pathway"] = Code.Of(first.Pathway), ["urgency"] = Code.Of(first.Urgency) };
            var (kind, end) = EndOf(1);
            told[kind] = end;
            if (Facts.OfType<EmergencyAdvised>().Any())
                told["999"] = "yes";
            if (triaged.Flags.Count > 0)
                told["flags"] = string.Join(", ", triaged.Flags);
            if (triaged.Strands.Count > 1)
                told["also"] = string.Join(", ", triaged.Strands.Skip(1).Select(s => $"{Code.Of(s.Pathway)}/{EndOf(s.Strand).End}"));
            if (Facts.OfType<StrandAdded>().SingleOrDefault() is { } added)
                told["meanwhile"] = EndOf(added.Strand).End;
            return told;
        }

        private (string Kind, string End) EndOf(int strand) => Facts.Last(f => f is Offered o && o.Strand == strand || f is HandedToHub h && h.Strand == strand) switch
        {
            Offered offered => ("service", offered.Service),
            HandedToHub handed => ("hub", Code.Of(handed.Because)),
            _ => throw new InvalidOperationException("Only these two are looked for."),
        };
    }
}
