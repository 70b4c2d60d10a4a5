using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>What a text that came in is about.</summary>
/// <param name="Offer">The number of the fact that made the offer.</param>
/// <param name="Service">The id of the service for which it speaks.</param>
public sealed record Meant(Reference Reference, int Strand, int Offer, string Service);

/// <summary>What is known of a text that came in.</summary>
/// <param name="Id">A keyed hash of the network's id of it.</param>
/// <param name="Day">The partition in which it is kept.</param>
/// <param name="About">What it was found to mean; null before.</param>
/// <param name="Answer">What it was answered; null before.</param>
public sealed record HeardText(string Id, string Day, Meant? About, string? Answer);

/// <summary>The texts that came in: whatever the network delivers twice means the same again, and is given the same answer. A partition a
/// day, without the words of the texts and who sent them; <see cref="ForgetDays"/> forgets it.</summary>
public sealed class HeardTexts(ITables tables, DeploymentKey key, TimeProvider clock)
{
    public const string Table = "heard";

    /// <summary>For how long after midnight what came the day before is looked for: the network delivers again within seconds.</summary>
    private static readonly TimeSpan LooksBack = TimeSpan.FromMinutes(15);

    /// <param name="message">The network's id of it.</param>
    public async Task<HeardText> Of(string message, CancellationToken cancel)
    {
        var (id, now) = (key.Hash("heard", message), clock.GetUtcNow());
        var rows = await Rows(ForgetDays.Partition(now), id, cancel);
        if (rows.Count == 0 && now.TimeOfDay < LooksBack)
            rows = await Rows(ForgetDays.Partition(now - LooksBack), id, cancel);
        return new(
            id, rows.Count == 0 ? ForgetDays.Partition(now) : rows[0].Partition, rows.FirstOrDefault(r => r.Key == About(id)) is { } about ? MeantIn(about) : null,
            rows.FirstOrDefault(r => r.Key == Answer(id))?["text"]);
    }

    /// <summary>Notes, before anything is recorded, what a text means: delivered again when much has changed, it means nothing else.</summary>
    /// <returns>What it was found to mean first.</returns>
    public async Task<Meant> Mean(HeardText heard, Meant meant, CancellationToken cancel)
    {
        var texts = new Dictionary<string, string>(4)
        {
            ["reference"] = meant.Reference.Text, ["strand"] = $"{meant.Strand}", ["offer"] = $"{meant.Offer}", ["service"] = meant.Service,
        };
        return await tables.Commit(Table, heard.Day, [Write.Insert(About(heard.Id), texts)], cancel) is CommitResult.Committed ? meant
            : await tables.Get(Table, heard.Day, About(heard.Id), cancel) is { } first ? MeantIn(first) : meant;
    }

    public Task Answered(HeardText heard, string answer, CancellationToken cancel) =>
        tables.Commit(Table, heard.Day, [Write.Upsert(Answer(heard.Id), new Dictionary<string, string>(1) { ["text"] = answer })], cancel);

    private Task<IReadOnlyList<Row>> Rows(string day, string id, CancellationToken cancel) => tables.Range(Table, day, $"{id}-", $"{id}.", cancel: cancel);

    private static string About(string id) => $"{id}-about";

    private static string Answer(string id) => $"{id}-answer";

    private static Meant MeantIn(Row row) => new(Reference.Read(row["reference"]!).Value!, int.Parse(row["strand"]!), int.Parse(row["offer"]!), row["service"]!);
}
