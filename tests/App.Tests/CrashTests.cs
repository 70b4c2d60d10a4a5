using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.App.Tests.Hosting;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests;

/// <summary>
/// Nothing that was acknowledged is lost, nothing happens twice and nothing is half done, however often and whenever the process
/// is killed. The environment variables CRASH_KILLS and CRASH_REFERRALS make a longer run of it.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int Clients = 8;
    private static readonly int Kills = Number("CRASH_KILLS", 24);
    private static readonly int Referrals = Number("CRASH_REFERRALS", 150);

    /// <summary>Waits until nothing more is done about any text, minutes later; otherwise until it only remains to ask after them.</summary>
    private static readonly bool IsLong = Kills > 50;
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(5) + Kills * TimeSpan.FromSeconds(10);

    private readonly string data = Directory.CreateTempSubdirectory("crash-").FullName;
    private readonly Locality town = LocalityFiles.Read(Path.Combine(RunOptions.Root, "locality", "southend"));
    private readonly CancellationTokenSource limit = new(Generous);
    private readonly MortalApp app;
    private readonly Persistent referrer;
    private int killed;

    public CrashTests()
    {
        app = new MortalApp(data);
        referrer = new Persistent(app, town, LocalityFiles.ReadPeople(Path.Combine(RunOptions.Root, "locality", "southend"))[0]);
    }

    public void Dispose()
    {
        app.Dispose();
        limit.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_process_that_is_killed_again_and_again_loses_nothing_and_does_nothing_twice()
    {
        try
        {
            await ReferAndKill();
            await using var store = await WhenIdle();
            await Verify(store);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Assert.Fail($"Not done after {Generous}: {killed} of {Kills} kills, {referrer.Acknowledged.Count} of {Referrals} referrals acknowledged. {app.LastWords}");
        }
    }

    private async Task ReferAndKill()
    {
        app.Start();
        var all = Enumerable.Range(0, Clients).Select(ReferNow).Append(KillAgainAndAgain()).ToList();
        // Whichever fails first ends the others.
        foreach (var one in all)
            _ = one.ContinueWith(_ => limit.CancelAsync(), TaskContinuationOptions.OnlyOnFaulted);
        await Task.WhenAll(all);
        // The same keys again are the same referrals.
        for (var request = 0; request < Referrals; request += 10)
            await referrer.Refer(request, limit.Token);
    }

    /// <summary>Spreads the referrals over the kills. Every sixth client's system gives up after one attempt.</summary>
    private async Task ReferNow(int client)
    {
        for (var request = client; request < Referrals; request += Clients)
        {
            while (Volatile.Read(ref killed) < (long)request * Kills / Referrals)
                await Task.Delay(5, limit.Token);
            if (request % 6 == 5)
                await referrer.Try(request, limit.Token);
            else
                await referrer.Refer(request, limit.Token);
        }
    }

    /// <summary>Of three lives one may end while it starts; the others end soon after their first answer.</summary>
    private async Task KillAgainAndAgain()
    {
        while (killed < Kills)
        {
            if (killed % 3 == 0)
            {
                await Task.Delay(Random.Shared.Next(900), limit.Token);
            }
            else
            {
                await app.Answers(limit.Token);
                await Task.Delay(Random.Shared.Next(300), limit.Token);
            }
            app.Kill();
            app.Start();
            Interlocked.Increment(ref killed);
        }
        await app.Answers(limit.Token);
    }

    /// <summary>The store, once a process that started afresh has nothing more to do.</summary>
    private async Task<EmbeddedStore> WhenIdle()
    {
        while (true)
        {
            app.Kill();
            var store = EmbeddedStore.Open(data, TimeProvider.System);
            if (await IsIdle(store))
                return store;
            await store.DisposeAsync();
            app.Start();
            await app.Answers(limit.Token);
            await Task.Delay(TimeSpan.FromSeconds(2), limit.Token);
        }
    }

    private static bool IsAskedAfter(Dispatch text) => text.Last!.State is AttemptState.Asked or AttemptState.Doubtful or AttemptState.Taken;

    private static async Task<bool> IsIdle(EmbeddedStore store)
    {
        foreach (var function in FunctionTable.All.OfType<QueueFunction>())
        {
            if ((IsLong || function.Queue != QueueNames.FollowText) && await store.Count(function.Queue) > 0)
                return false;
        }
        return !(await Notes(store)).Any();
    }

    private async Task Verify(EmbeddedStore store)
    {
        var key = new DeploymentKey(Convert.FromBase64String(await File.ReadAllTextAsync(Path.Combine(data, "deployment.key"))));
        var journal = Ground.Journal(store, key, MasterKeys.Read(await File.ReadAllTextAsync(Path.Combine(data, "master.key"))));
        var index = new PersonIndex(store, key);
        var opened = new SealedTables(store, MasterKeys.Read(await File.ReadAllTextAsync(Path.Combine(data, "master.key"))));
        var stored = (await All(opened, ReferralJournal.Table)).GroupBy(r => r.Partition)
            .Select(rows => journal.Read(Reference.Read(rows.Key).Value!, [.. rows])!).ToList();
        var byRequest = stored.ToDictionary(s => int.Parse(s.Referral.Details.Person.Address!.Split(' ')[0]));

        foreach (var (request, reference) in referrer.Acknowledged)
            Assert.Equal((request, reference), (request, byRequest[request].Reference.Text));
        Assert.All(Enumerable.Range(0, Referrals).Where(r => r % 6 != 5), request => Assert.Contains(request, referrer.Acknowledged.Keys));
        foreach (var (request, referral) in byRequest)
        {
            var strands = referral.Referral.Strands.Count;
            Assert.Equal(SubmitReferral.Read(referrer.Form(request), TimeProvider.System.Today()).Details, referral.Referral.Details);
            string[] begun = referral.Referral.IsEmergency ? ["referral-submitted", "emergency-advised", "referral-triaged"] : ["referral-submitted", "referral-triaged"];
            Assert.Equal(begun, referral.Facts.Take(begun.Length).Select(f => FactNames.Of(f.Fact)));
            Assert.Equal(Enumerable.Range(1, strands), referral.Facts.Select(f => f.Fact).Where(f => f is Offered or HandedToHub).Cast<StrandFact>().Select(f => f.Strand).Order());
            Assert.Equal(begun.Length + strands, referral.Facts.Count(f => f.Fact is not (StrandAdded or ClockFact)));
            Assert.Equal(Enumerable.Range(1, referral.Facts.Count), referral.Facts.Select(f => f.Number));
            Assert.Empty(referral.Owed);
            Assert.Empty(new FactChain(key).Mistakes(referral.Reference, await store.Range(ReferralJournal.Table, referral.Reference.Text)));
            if (referral.Referral.Details.Person.NhsNumber is { } number)
                Assert.Contains(referral.Reference, await index.Find(number, limit.Token));
        }

        // No text is forgotten, and none is sent twice unless it is an offer that was in doubt, which is recorded. What the process did not live
        // to hear of, and did not ask for, is recorded as in doubt too.
        var texts = stored.SelectMany(TextRows.Of).Select(t => t.Dispatch).ToList();
        var kept = (await All(store, KeptTexts.Table)).Select(r => r.Key).ToHashSet();
        Assert.Equal(Ids(stored, f => f is Offered or EmergencyAdvised), texts.Where(t => t.Kind is TextKind.Offered or TextKind.EmergencyAdvised).Select(t => t.Key).Order(StringComparer.Ordinal));
        Assert.Subset(texts.SelectMany(t => t.Attempts.Select((_, i) => $"{t.Key}-{i + 1}")).ToHashSet(), kept);
        foreach (var text in texts)
        {
            if (!IsAskedAfter(text))
            {
                Assert.Equal(text.Attempts.Count > 1, text.Attempts[0].State is not AttemptState.Delivered && text.IsPressing);
                Assert.Equal(text.IsDelivered, text.Ways[text.Last!.Way].Kind is WayKind.Text && kept.Contains($"{text.Key}-{text.Attempts.Count}"));
            }
            Assert.True(text.IsDelivered || IsAskedAfter(text) || text.Offer is null && text.Attempts[0].State is AttemptState.LeftInDoubt);
        }
        if (!IsLong)
            Assert.True(await store.Count(QueueNames.FollowText) >= texts.Count(IsAskedAfter));
        var southend = LocalityFiles.Read(TestApp.Southend);
        var clocks = await new Timetable(store, TimeProvider.System, ClockTimetable.Name).Due(DateTimeOffset.MaxValue.AddDays(-2), 10 * Referrals, limit.Token);
        var watched = clocks.Select(c => (c.Due, c.Key[(Times.Length + 1)..(Times.Length + 9)])).ToHashSet();
        Assert.Subset(watched, stored.Select(s => (WatchClocks.NextMoment(s.Referral, southend)!.Value, s.Reference.Text)).ToHashSet());
        var lists = new Lists(store, new DeploymentKey(new byte[32]));
        Assert.Equal(
            stored.SelectMany(s => Lists.Places(s.Referral, southend).Where(p => p.Line is not null)
                .Select(p => (p.List, p.Key, lists.WriteOf(p, s.Referral).Texts["line"]))).Order(),
            (await All(store, Lists.Table)).Select(r => (r.Partition, r.Key, r["line"]!)).Order());
        Assert.Empty(await All(store, "failed"));
    }

    private static List<string> Ids(IEnumerable<Stored> stored, Func<Fact, bool> which) =>
        [.. stored.SelectMany(s => s.Facts.Where(f => which(f.Fact)).Select(f => Recorded.IdOf(s.Reference, f.Number))).Order(StringComparer.Ordinal)];

    /// <summary>The notes of what might be left undone.</summary>
    private static async Task<IEnumerable<Row>> Notes(EmbeddedStore store) =>
        (await All(store, "timetable")).Where(r => r.Partition.StartsWith("undone-2", StringComparison.Ordinal));

    private static async Task<List<Row>> All(ITables store, string table)
    {
        var rows = new List<Row>();
        await foreach (var row in store.Everything(table))
            rows.Add(row);
        return rows;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
