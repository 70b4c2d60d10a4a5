using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>What is known of a text that came in.</summary>
/// <param name="Id">A keyed hash of the network's id of it.</param>
/// <param name="About">The referral that it was found to mean; null where it names one itself, or none was found.</param>
/// <param name="Answer">What it was answered; null before.</param>
public sealed record HeardText(string Id, Reference? About, string? Answer);

/// <summary>The texts that came in: whatever the network delivers twice means the same again, and is given the same answer. A row a text,
/// without its words and its sender.</summary>
public sealed class HeardTexts(ITables tables, DeploymentKey key)
{
    private const string Table = "heard";
    private const string Key = "text";

    /// <param name="message">The network's id of it.</param>
    public async Task<HeardText> Of(string message, CancellationToken cancel) => await Read(key.Hash("heard", message), cancel);

    /// <summary>Notes, before anything is recorded, what a text means that does not say so itself.</summary>
    /// <returns>What it was found to mean first.</returns>
    public async Task<Reference> Mean(HeardText heard, Reference reference, CancellationToken cancel) =>
        await tables.Commit(Table, heard.Id, [Write.Insert(Key, Texts(reference, null))], cancel) is CommitResult.Committed
            ? reference : (await Read(heard.Id, cancel)).About ?? reference;

    public Task Answered(HeardText heard, string answer, CancellationToken cancel) =>
        tables.Commit(Table, heard.Id, [Write.Upsert(Key, Texts(heard.About, answer))], cancel);

    private async Task<HeardText> Read(string id, CancellationToken cancel)
    {
        var row = await tables.Get(Table, id, Key, cancel);
        return new(id, row?["reference"] is { } about ? Reference.Read(about).Value : null, row?["answer"]);
    }

    private static Dictionary<string, string> Texts(Reference? about, string? answer)
    {
        var texts = new Dictionary<string, string>(2);
        if (about is not null)
            texts["reference"] = about.Text;
        if (answer is not null)
            texts["answer"] = answer;
        return texts;
    }
}
