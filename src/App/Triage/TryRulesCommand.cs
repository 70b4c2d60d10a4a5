using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Triage;

/// <summary>
/// Tells what another version of rules and directory would change, by references alone, and writes nothing to the store. Every
/// stored referral is tried as it came; where there is none, or when asked, synthetic ones.
/// </summary>
public static class TryRulesCommand
{
    private const int MostExamples = 20;
    private const int MostLines = 40;
    private const int WidthOfBar = 40;

    public static async Task<int> Run(
        ReferralJournal journal, Locality now, Locality then, bool synthetic, string? csv, TextWriter output, TextWriter progress, CancellationToken cancel)
    {
        var stored = synthetic ? [] : await Stored(journal, cancel);
        IReadOnlyList<Trial> trials = stored.Count > 0 ? stored : [.. SyntheticReferrals.All(now)];
        var differences = Differences(trials, now, then, progress).ToList();
        await output.WriteLineAsync(
            $"Of {trials.Count} {(stored.Count > 0 ? "stored" : "synthetic")} referrals {differences.Count} would go elsewhere. Rules {now.Rules.Version} -> {then.Rules.Version}, directory {now.Version} -> {then.Version}.");
        await WriteTable(differences, output);
        if (csv is not null)
            await File.WriteAllLinesAsync(csv, Csv(differences), cancel);
        return 0;
    }

    /// <summary>Every stored referral as it was submitted, without what its story says; not those of people who object to sharing.</summary>
    private static async Task<List<Trial>> Stored(ReferralJournal journal, CancellationToken cancel)
    {
        var trials = new List<Trial>();
        await foreach (var stored in journal.Everything(cancel))
        {
            if (stored is { Referral: { ErasedAt: null, ObjectsToSharing: false }, Facts: [{ Fact: Submitted submitted } first, ..] })
                trials.Add(new(stored.Reference, new Details(submitted.Person, new Story(""), submitted.CallBack, submitted.Need), first.By.Organisation!, first.Happened));
        }
        return trials;
    }

    /// <summary>Compares them with a bar that fills on one line.</summary>
    private static IEnumerable<Difference> Differences(IReadOnlyList<Trial> trials, Locality now, Locality then, TextWriter progress)
    {
        var drawn = 0;
        for (var i = 0; i < trials.Count; i++)
        {
            if (TryRules.Compare(trials[i], now, then) is { } difference)
                yield return difference;
            for (; drawn < (i + 1) * WidthOfBar / trials.Count; drawn++)
                progress.Write('#');
        }
        progress.WriteLine();
    }

    private static async Task WriteTable(IReadOnlyList<Difference> differences, TextWriter output)
    {
        var groups = differences.GroupBy(d => (d.From, d.To, d.Because)).OrderByDescending(g => g.Count()).ToList();
        foreach (var group in groups.Take(MostLines))
        {
            await output.WriteLineAsync($"{group.Count(),6}  {group.Key.From} -> {group.Key.To}");
            await output.WriteLineAsync($"        because {group.Key.Because}");
        }
        if (groups.Count > MostLines)
            await output.WriteLineAsync($"        and {groups.Count - MostLines} more kinds of change; --csv FILE has them all");
        if (differences.Count > 0)
            await output.WriteLineAsync("For example:");
        // One of each kind of change before a second of any.
        foreach (var example in groups.SelectMany(g => g.Select((difference, nth) => (difference, nth))).OrderBy(e => e.nth).Take(MostExamples).Select(e => e.difference))
            await output.WriteLineAsync($"  {example.Reference.Spaced}  {example.From} -> {example.To}");
    }

    private static IEnumerable<string> Csv(IEnumerable<Difference> differences) => differences
        .Select(d => string.Join(',', new[] { d.Reference.Text, d.From, d.To, d.Because }.Select(Quoted))).Prepend("reference,from,to,because");

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
