using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>What is known of a text that came in.</summary>
/// <param name="Id">A keyed hash of the network's id of it.</param>
/// <param name="About">The referral that it was found to mean; null where it names one itself, or none was found.</param>
/// <param name="Answer">What it was answered; null before.</param>
public sealed record HeardText(string Id, Reference? About, string? Answer);

/// <summary>The texts that came in: whatever the network delivers twice means the same again, and is given the same answer. A partition a
/// text, without its words and its sender.</summary>
public sealed class HeardTexts(ITables tables, DeploymentKey key)
{
    private const string Table = "heard";
    private const string About = "about";
    private const string Answer = "answer";
    private const string Text = "text";

    /// <param name="message">The network's id of it.</param>
    public async Task<HeardText> Of(string message, CancellationToken cancel)
    {
        var id = key.Hash("heard", message);
        var rows = await tables.Range(Table, id, cancel: cancel);
        return new(id, ReferenceIn(rows.FirstOrDefault(r => r.Key == About)), rows.FirstOrDefault(r => r.Key == Answer)?[Text]);
    }

    /// <summary>Notes, before anything is recorded, what a text means that does not say so itself.</summary>
    /// <returns>What it was found to mean first.</returns>
    public async Task<Reference> Mean(HeardText heard, Reference reference, CancellationToken cancel) =>
        await tables.Commit(Table, heard.Id, [Write.Insert(About, Texts(reference.Text))], cancel) is CommitResult.Committed
            ? reference : ReferenceIn(await tables.Get(Table, heard.Id, About, cancel)) ?? reference;

    public Task Answered(HeardText heard, string answer, CancellationToken cancel) =>
        tables.Commit(Table, heard.Id, [Write.Upsert(Answer, Texts(answer))], cancel);

    private static Reference? ReferenceIn(Row? row) => row is null ? null : Reference.Read(row[Text]!).Value;

    private static Dictionary<string, string> Texts(string text) => new(1) { [Text] = text };
}
