using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Tests.Hosting;
using Xunit.Abstractions;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>
/// Texts through a network of which three in ten requests, answers, handsets, reports and lists fail: none is forgotten, and none but an
/// offer in doubt arrives twice. The environment variable TEXTS makes a longer run of it.
/// </summary>
public sealed class UnreliableNetworkTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>At least: an offer, and what the referrer is told.</summary>
    private const int TextsOfReferral = 3;
    private const int MostSteps = 400;
    private static readonly int Texts = int.TryParse(Environment.GetEnvironmentVariable("TEXTS"), out var number) ? number : 200;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(20);

    private static readonly string[] Providers = [TestApp.RapidResponse, TestApp.Reablement, TestApp.Befriending, TestApp.Carers];

    private static readonly object AThird = new
    {
        seed = 7, tooMany = 0.06, failBefore = 0.05, failAfter = 0.05, silentBefore = 0.03, silentAfter = 0.04, dropAfter = 0.05, brokenAfter = 0.02,
        undelivered = 0.3, callbackTwice = 0.3, callbacksReversed = 0.3, callbackLost = 0.3, callbackFirst = 0.3, listedLate = 0.3, lookFails = 0.3,
    };

    private FakeTwilio twilio = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        twilio = await FakeTwilio.Start();
        app = await twilio.StartApp(patience: TimeSpan.FromMilliseconds(300));
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        twilio.Dispose();
    }

    [Fact]
    public async Task Each_text_arrives_at_most_once_or_is_told_to_be_in_doubt_and_none_is_forgotten()
    {
        await twilio.Order(AThird);
        await twilio.Answers("+441632960102", "1");
        await twilio.Answers("+441632960106", "93");
        for (var i = 0; i < Texts / TextsOfReferral; i++)
            await app.Refer(Somebody(i));
        await Quiet();

        IReadOnlyList<TextOnRecord> record = [];
        for (var step = 0; step < MostSteps && (record.Count == 0 || record.Any(t => t.IsUnderWay)); step++)
        {
            if (step is 15 or 60 or 120)
                await AnswerOffers(step);
            if (step is 30 or 75 or 135)
                await Do("visit", "visit", new { });
            if (step is 45 or 90 or 150)
                await Do("review", "close", new { outcome = "no-ongoing-support" });
            app.Clock.Advance(Step);
            await twilio.Follow(app.Clock);
            await app.Get<CheckClocks>().Run(default);
            await Quiet();
            record = step > 150 && step % 10 == 0 ? await TextOnRecord.All(app.Ground, app.Clock.GetUtcNow()) : [];
        }
        // What the network has had for hours has been asked after.
        for (var hours = 0; hours < 8; hours++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await twilio.Follow(app.Clock);
            await Quiet();
        }
        record = await TextOnRecord.All(app.Ground, app.Clock.GetUtcNow());

        output.WriteLine(await TextOnRecord.Verify(record, twilio, hoursLater: true));
        Assert.True(record.Count >= Texts, $"Only {record.Count} texts.");
        await TextOnRecord.VerifyNoneIsForgotten(app.Ground);
        Assert.Empty(await app.Ground.Rows("failed"));
        Assert.All(await twilio.Called(), c => Assert.InRange(c.Status ?? 0, 200, 204));
    }

    /// <summary>The app dies after the network has been asked and before it has answered. What it was asked for is found, and not asked for again.</summary>
    [Fact]
    public async Task A_process_that_dies_between_asking_and_being_answered_sends_nothing_twice()
    {
        var data = Directory.CreateTempSubdirectory("texts-").FullName;
        using var mortal = new MortalApp(data, twilio.Environment);
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await twilio.FindApp(null);
            await twilio.GoOnFromNow();
            await twilio.Order(new { silentAfter = 0.7, listedLate = 0.2, listLag = "00:00:05" });
            mortal.Start();
            await mortal.Answers(limit.Token);
            var town = LocalityFiles.Read(TestApp.Southend);
            var referrer = new Persistent(mortal, town, LocalityFiles.ReadPeople(TestApp.Southend)[0]);
            for (var i = 0; i < 24; i++)
                await referrer.Refer(i, limit.Token);
            while ((await twilio.Made()).Count < 8)
                await Task.Delay(20, limit.Token);
            mortal.Kill();

            await twilio.Order(new { });
            await twilio.FindApp(mortal.Http.BaseAddress);
            mortal.Start();
            await mortal.Answers(limit.Token);
            foreach (var reference in referrer.Acknowledged.Values)
            {
                while (!await IsDone(mortal.Http, reference))
                    await Task.Delay(200, limit.Token);
            }
            mortal.Kill();

            var record = await TextOnRecord.All(data);
            output.WriteLine(await TextOnRecord.Verify(record, twilio, hoursLater: false));
            Assert.All((await twilio.Handsets()).GroupBy(s => TextOnRecord.KeyOf(s.StatusCallback)), shown => Assert.Single(shown));
            await TextOnRecord.VerifyNoneIsForgotten(data);
        }
        finally
        {
            mortal.Dispose();
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Whether a referral has been routed and nothing more is done about its texts.</summary>
    private static async Task<bool> IsDone(HttpClient http, string reference)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/referrals/{reference}");
        request.Headers.Add(Local.DemonstrationSignIn.UserHeader, TestApp.Clinician);
        var told = await http.Request(request);
        return told["strands.0.stage"] is not ("" or "awaiting-offer") && (told["strands.0.stage"] is not "on-offer" || told["texts.0"].Length > 0) && !told.Each("texts", "standing").Contains("under-way");
    }

    /// <summary>Until neither the app nor the network has anything to do at this moment.</summary>
    private async Task Quiet()
    {
        for (var round = 0; round < 3; round++)
        {
            await app.Settle();
            await twilio.Idle();
        }
    }

    /// <summary>Four in five are accepted; of the others half are declined and half left to lapse.</summary>
    private async Task AnswerOffers(int step)
    {
        var line = 0;
        foreach (var (provider, reference, _) in await Worklist("answer-offer"))
        {
            var chance = (line++ + step) % 10;
            if (chance != 9)
                await Act(provider, reference, chance == 4 ? "decline" : "accept", chance == 4 ? new { reason = "no-capacity" } : new { });
        }
    }

    private async Task Do(string todo, string act, object said)
    {
        foreach (var (provider, reference, _) in await Worklist(todo))
            await Act(provider, reference, act, said);
    }

    /// <summary>Somebody else, a call or a clock, may have been quicker.</summary>
    private async Task Act(string provider, string reference, string act, object said) =>
        Assert.InRange((await app.As(provider).Tell($"/api/referrals/{reference}/strands/1/{act}", said)).Status, 200, 409);

    private async Task<List<(string Provider, string Reference, string Todo)>> Worklist(string todo)
    {
        var found = new List<(string, string, string)>();
        foreach (var provider in Providers)
        {
            var list = await app.As(provider).Ask("/api/worklist");
            found.AddRange(list.Each("", "reference").Zip(list.Each("", "todo")).Where(l => l.Second == todo).Select(l => (provider, l.First, l.Second)));
        }
        return found;
    }

    private static object Somebody(int i) => The.Form with
    {
        Name = $"Person {i}", NhsNumber = null, DateOfBirth = $"{1925 + i % 40}-{1 + i % 12:00}-{1 + i % 28:00}", Address = $"{i} Elm Road", Phone = null, CallBack = $"07700 90{i % 100 / 10}{i % 10}{i / 100 % 10}{i % 7}",
        Reason = i % 3 == 0 ? "loneliness" : "fall", HowSoon = i % 3 == 0 ? "routine" : "two-hours", RedFlags = i % 10 == 0 ? "chest-pain" : null,
    };
}
