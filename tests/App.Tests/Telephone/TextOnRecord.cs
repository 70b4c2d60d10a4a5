using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A text as the app has it on record, to be compared with what reached the handsets.</summary>
public sealed record TextOnRecord(Stored Of, Dispatch Text, DateTimeOffset Now)
{
    public TextStanding Standing => TextStandings.Of(Text, Text.IsWanted(Of.Referral), Now);

    public bool IsUnderWay => Standing is TextStanding.UnderWay;

    public static async Task<IReadOnlyList<TextOnRecord>> All(Ground ground, DateTimeOffset now) => Texts(await Stored((ground.Opened, Ground.MasterKeys)), now);

    /// <summary>In a store that no process has open.</summary>
    public static async Task<IReadOnlyList<TextOnRecord>> All(string data)
    {
        await using var store = EmbeddedStore.Open(data, TimeProvider.System);
        return Texts(await Stored(await Opened(store, data)), TimeProvider.System.GetUtcNow());
    }

    /// <summary>Compares the record with the ledger of the handsets, and tells in a few lines how all of them fared.</summary>
    /// <param name="hoursLater">So much later that the network has been asked after what it did not tell of.</param>
    public static async Task<string> Verify(IReadOnlyList<TextOnRecord> record, FakeTwilio twilio, bool hoursLater)
    {
        var (shown, made, heard) = (await twilio.Handsets(), await twilio.Made(), await twilio.Calls());
        var byKey = shown.Where(s => s.StatusCallback.Length > 0).ToLookup(s => KeyOf(s.StatusCallback));
        var answered = made.IntersectBy(heard.Where(h => h.IsAnswered).Select(h => h.Sid), m => m.Sid).Select(m => KeyOf(m.StatusCallback)).ToHashSet();
        Assert.All(made.GroupBy(m => m.StatusCallback), attempt => Assert.Single(attempt));
        Assert.Subset(record.Select(r => r.Text.Key).ToHashSet(), byKey.Select(k => k.Key).ToHashSet());

        var twice = new List<string>();
        foreach (var one in record)
        {
            var (text, arrived) = (one.Text, byKey[one.Text.Key].ToList());
            var told = $"{text.Key} {text.Kind}: {one.Standing}, {arrived.Count} shown, {string.Join(", ", text.Attempts.Select(a => $"{a.Way} {a.State} {a.Status} {a.Code}"))}";
            Assert.False(one.IsUnderWay, told);
            foreach (var arrival in arrived)
                Assert.True(text.Attempts[AttemptOf(arrival.StatusCallback) - 1].State is AttemptState.Delivered or AttemptState.Taken or AttemptState.LeftInDoubt, told);
            Assert.True(arrived.Count <= 1 || (text.Offer is not null && text.Attempts.Any(a => a.WasLeftInDoubt)), told);
            Assert.True(one.Standing is not TextStanding.Delivered || arrived.Count > 0 || answered.Contains(text.Key), told);
            Assert.True(one.Standing is not TextStanding.Sent || (!hoursLater || !text.IsWanted(one.Of.Referral) || text.Last!.Looks >= TellDispatch.MostLooks) && made.Any(m => m.Sid == text.Last!.Id), told);
            Assert.True(one.Standing is not TextStanding.NotDelivered || arrived.Count == 0, told);
            if (text.Offer is { } offer && text.IsWanted(one.Of.Referral) && NextSteps.Of(text, isWanted: true, one.Now) is NextStep.GiveUp)
                Assert.True(one.Of.Facts.Any(f => f.Fact is ServiceNotReached n && n.Offer == offer), told);
            if (arrived.Count > 1)
                twice.Add(told);
        }
        return $"""
            {record.Count} texts, {record.Sum(r => r.Text.Attempts.Count)} attempts, {made.Count} made by the network, {shown.Count} shown: {string.Join(", ", record.CountBy(r => r.Standing).Select(s => $"{s.Value} {s.Key}"))}
            offers that reached nobody, of which the hub was told: {record.DistinctBy(r => r.Of.Reference).Sum(r => r.Of.Facts.Count(f => f.Fact is ServiceNotReached))}
            offers in doubt that were sent again and arrived twice: {twice.Count}
            {string.Join('\n', twice)}
            """;
    }

    public static async Task VerifyNoneIsForgotten(Ground ground) => VerifyNoneIsForgotten(await Stored((ground.Opened, Ground.MasterKeys)));

    public static async Task VerifyNoneIsForgotten(string data)
    {
        await using var store = EmbeddedStore.Open(data, TimeProvider.System);
        VerifyNoneIsForgotten(await Stored(await Opened(store, data)));
    }

    /// <summary>Every text that a fact gives rise to is on record, and nothing is owed.</summary>
    private static void VerifyNoneIsForgotten(IReadOnlyList<Stored> all)
    {
        var town = LocalityFiles.Read(TestApp.Southend);
        foreach (var stored in all)
        {
            Assert.Empty(stored.Owed);
            var due = stored.Facts.SelectMany(f => TextMessages.Of(stored.Referral, f, town)).Select(t => t.Key).ToHashSet();
            Assert.Subset(TextRows.Of(stored).Select(t => t.Dispatch.Key).ToHashSet(), due);
        }
    }

    private static IReadOnlyList<TextOnRecord> Texts(IEnumerable<Stored> all, DateTimeOffset now) =>
        [.. all.SelectMany(s => TextRows.Of(s).Select(t => new TextOnRecord(s, t.Dispatch, now)))];

    /// <summary>What a process has written that sealed it with its own keys.</summary>
    private static async Task<(ITables Tables, MasterKeys Keys)> Opened(ITables store, string data)
    {
        var keys = MasterKeys.Read(await File.ReadAllTextAsync(Path.Combine(data, "master.key")));
        return (new SealedTables(store, keys), keys);
    }

    private static async Task<IReadOnlyList<Stored>> Stored((ITables Tables, MasterKeys Keys) opened)
    {
        var (tables, keys) = opened;
        var (journal, rows) = (Ground.Journal(tables, masterKeys: keys), new List<Row>());
        await foreach (var row in tables.Everything(ReferralJournal.Table))
            rows.Add(row);
        return [.. rows.GroupBy(r => r.Partition).Select(r => journal.Read(Reference.Read(r.Key).Value!, [.. r])!)];
    }

    public static string KeyOf(string callback) => callback.Split('/')[^2];

    private static int AttemptOf(string callback) => int.Parse(callback.Split('/')[^1]);
}
