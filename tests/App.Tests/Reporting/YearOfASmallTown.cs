using System.Text.Json;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Erasure;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Reporting;

/// <summary>
/// A year of a small town, with a clock that moves from one event to the next: 700 referrals, or as many as the environment variable
/// YEAR_REFERRALS says, come in over the API and are triaged, routed,
/// watched and followed up by the app itself. What providers do is decided here and recorded through the journal, without a request
/// for each, for the sake of time.
/// </summary>
public sealed class YearOfASmallTown : IAsyncLifetime
{
    public const string LowIsGood = "worry";
    private static readonly int Referrals = int.TryParse(Environment.GetEnvironmentVariable("YEAR_REFERRALS"), out var number) ? number : 700;
    private const int AtOnce = 10;
    private static readonly DateTimeOffset Begins = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ends = Begins.AddDays(364);

    /// <summary>When something is done about a referral, in minutes after it was received.</summary>
    private static readonly (double Minutes, Func<Referral, Random, DateTimeOffset, IEnumerable<NewFact>> Do)[] Life =
    [
        (4, Answer), (26, Answer), (55, Answer), (112.5, Visit), (131, Visit), (1445, Answer), (1700, Visit), (2950, Visit), (7 * 1440, Plan), (24 * 1440, AskAfter),
        (35 * 1440, Close), (48 * 1440, AskAfter), (60 * 1440, Close), (80 * 1440, Close), (96 * 1440, AskAfter),
    ];

    private TestApp app = null!;

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        var town = LocalityFiles.Read(TestApp.Southend);
        app = await TestApp.Start(locality: town with
        {
            Clocks = ClockRules.Standard, FollowUps = FollowUps.Standard, Services = [.. town.Services.Select(s => s with { Capacity = null })],
            Instruments = [new("walking", "Walking", 0, 20), new(LowIsGood, "Worry", 0, 10, HigherIsBetter: false)],
        });
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Every_measure_is_what_the_raw_facts_say_and_a_rebuild_changes_no_row()
    {
        var references = await LiveThroughIt();
        var naive = new NaiveMeasures(
            new Dictionary<string, string> { ["F81001"] = "gp-practice", ["RYC01"] = "ambulance-service", ["RAJ01"] = "hospital", ["SOS01"] = "council" }, Now);
        var kinds = new HashSet<string>();
        foreach (var reference in references)
        {
            var facts = (await app.Get<ReferralJournal>().Load(reference))!.Facts;
            naive.Add(facts);
            kinds.UnionWith(facts.Select(f => FactNames.Of(f.Fact)));
        }
        Assert.Superset(
            new HashSet<string>(
            [
                "strand-declined", "offer-lapsed", "strand-handed-to-hub", "person-visited", "goals-agreed", "strand-closed", "support-extended",
                "person-followed-up", "referral-withdrawn", "referral-merged", "breach-explained",
            ]), kinds);
        var hub = app.As(TestApp.Clinician);
        var all = await Ask("");
        Assert.Equal(Domain.Reporting.Measures.All.Select(m => m.Code).Order(), all.Select(l => l.Split(" | ")[0].Split(':')[0]).Distinct().Order());
        Assert.Equal(naive.Lines("all"), all);
        foreach (var by in new[] { "day", "service", "pathway", "referrer", "practice" })
            Assert.Equal(naive.Lines(by), await Ask($"&by={by}"));

        var before = await app.Ground.Rows(MeasureRows.Table);
        await EraseEveryTenth(references);
        Assert.Equal(before, await app.Ground.Rows(MeasureRows.Table));
        await app.Get<RebuildLists>().Run(default);
        Assert.Equal(before, await app.Ground.Rows(MeasureRows.Table));

        async Task<IReadOnlyList<string>> Ask(string by)
        {
            var answer = await hub.Ask($"/api/measures?from=2026-01-01&to=2026-12-31{by}");
            Assert.Equal(200, answer.Status);
            return [.. answer.Json.GetProperty("lines").EnumerateArray().Select(LineOf).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Of those that are over, which nobody knows any more who they were about: each was born on another day.</summary>
    private async Task EraseEveryTenth(IReadOnlyList<Reference> references)
    {
        var born = new List<string>();
        foreach (var reference in references.Where((_, i) => i % 10 == 3))
        {
            var stored = (await app.Get<ReferralJournal>().Load(reference))!;
            if (await app.Get<EraseReferral>().Run(reference, ErasedBecause.Asked, default) is null)
                born.Add($"{stored.Referral.Details.Person.DateOfBirth:yyyy-MM-dd}");
        }
        await app.Settle();
        Assert.True(born.Count > references.Count / 20);
        var known = new HashSet<string>();
        await foreach (var stored in app.Get<ReferralJournal>().Everything())
            known.UnionWith(stored.Facts.Select(f => f.Fact).OfType<Submitted>().Select(s => $"{s.Person.DateOfBirth:yyyy-MM-dd}"));
        Assert.True(known.Count > references.Count / 2);
        Assert.Empty(known.Intersect(born));
        var rows = (await app.Ground.Rows([.. await app.Ground.Tables.Names()])).Split('\n');
        Assert.DoesNotContain(rows, r => born.Exists(b => r.Contains(b, StringComparison.Ordinal)));
    }

    private static string LineOf(JsonElement line)
    {
        var text = NaiveMeasures.Line(
            line.GetProperty("measure").GetString()!, line.GetProperty("group").GetString()!, Number("numerator"), Number("denominator"), Number("median"), Number("p90"), Number("mean"));
        Assert.Equal(text.Split(" | ")[4], $"{Number("percent"):0.##}");
        return text;

        decimal? Number(string name) => line.TryGetProperty(name, out var found) ? found.GetDecimal() : null;
    }

    private async Task<IReadOnlyList<Reference>> LiveThroughIt()
    {
        var (references, events) = (new List<Reference>(), new PriorityQueue<Func<Task>, DateTimeOffset>());
        for (var batch = 0; batch < Referrals / AtOnce; batch++)
        {
            var (first, received) = (batch * AtOnce, Begins.AddMinutes(batch * 2437));
            events.Enqueue(async () =>
            {
                var come = await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(Refer));
                references.AddRange(come);
                var random = come.Select((_, i) => new Random(first + i)).ToArray();
                foreach (var (minutes, what) in Life)
                    events.Enqueue(() => Task.WhenAll(come.Select((r, i) => Change(r, f => what(f, random[i], Now)))), received.AddMinutes(minutes));
                events.Enqueue(() => Change(come[0], f => f.IsOpen ? [new(new Merged(come[1]), Now)] : []), received.AddMinutes(90 + first % 70 * 100));
            }, received);
        }
        while (events.TryDequeue(out var happens, out var at) && at <= Ends)
        {
            app.Clock.Set(at);
            await app.Get<CheckClocks>().Run(default);
            await happens();
            await app.Settle();
        }
        app.Clock.Set(Ends);
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
        return references;
    }

    private async Task<Reference> Refer(int number)
    {
        var random = new Random(-number);
        string[] people = [TestApp.Gp, TestApp.Paramedic, "helen-marsh", "dev-patel"];
        string[] reasons = ["fall", "fall", "frailty", "reduced-function", "hospital-discharge", "recovery", "loneliness"];
        var form = The.Form with
        {
            NhsNumber = null, DateOfBirth = new DateOnly(1930, 1, 1).AddDays(number).ToString("yyyy-MM-dd"), Practice = Pick("F81001", "F81002", "F81003", null),
            Reason = Pick(reasons), HowSoon = Pick("two-hours", "two-hours", "two-days", "routine"), Purpose = Pick("prevent-admission", "support-discharge", "recover"),
        };
        return The.Read<Reference>(await app.Refer(form, people[random.Next(people.Length)], $"year-{number}"));

        T Pick<T>(params T[] from) => from[random.Next(from.Length)];
    }

    private async Task Change(Reference reference, Func<Referral, IEnumerable<NewFact>> what)
    {
        var journal = app.Get<ReferralJournal>();
        var stored = (await journal.Load(reference))!;
        await journal.Change(stored, r => r.IsWithdrawn ? Decision.Nothing : Decision.Of([.. what(r)]), The.Gp, null, default);
    }

    private static IEnumerable<NewFact> Answer(Referral referral, Random random, DateTimeOffset now)
    {
        foreach (var strand in referral.Strands.Where(s => s.Stage is Stage.OnOffer or Stage.WithHub))
        {
            var chance = random.Next(100);
            if (strand.Stage is Stage.WithHub && chance < 30)
                yield return new(new Closed(strand.Number, Outcome.AdviceGiven), now);
            else if (strand.Stage is Stage.OnOffer && chance < 65)
                yield return new(new Accepted(strand.Number, strand.Current!.Service), now);
            else if (strand.Stage is Stage.OnOffer && chance < 85)
                yield return new(new Declined(strand.Number, strand.Current!.Service, Any<DeclineReason>(random)), now);
        }
    }

    private static IEnumerable<NewFact> Visit(Referral referral, Random random, DateTimeOffset now)
    {
        if (referral.IsOpen && random.Next(100) < 2)
            return [new(new Withdrawn(WithdrawReason.NoLongerNeeded), now)];
        return referral.Strands.Where(s => s.Stage is Stage.Accepted).Select(s => random.Next(100) < 70
            ? new NewFact(new Visited(s.Number), now.AddSeconds(-random.Next(3000)))
            : new NewFact(new VisitAttempted(s.Number, NoAccess.PersonOut), now));
    }

    private static IEnumerable<NewFact> Plan(Referral referral, Random random, DateTimeOffset now)
    {
        foreach (var late in referral.Tellings.Select(t => t.Fact).OfType<ClockBreached>())
            yield return new(new BreachExplained(late.Clock, Any<LateBecause>(random)), now);
        foreach (var strand in referral.Strands.Where(s => s.Stage is Stage.Visited && random.Next(100) < 80))
        {
            var goals = Enumerable.Range(0, random.Next(1, 4)).Select(i => new Goal($"Goal {i}", random.Next(4) == 0 ? null : random.Next(1, 8))).ToList();
            yield return new(new GoalsAgreed(strand.Number, goals, [new("walking", random.Next(20)), new(LowIsGood, random.Next(10))]), now);
            yield return new(new Reviewed(strand.Number, "Well"), now);
        }
    }

    private static IEnumerable<NewFact> Close(Referral referral, Random random, DateTimeOffset now)
    {
        foreach (var strand in referral.Strands.Where(s => s.Stage is Stage.Accepted or Stage.Visited or Stage.WithHub))
        {
            var chance = random.Next(100);
            if (chance < 55)
            {
                IReadOnlyList<int?>? scores = strand.Agreed is { } agreed && random.Next(5) > 0
                    ? [.. agreed.Goals.Select(_ => random.Next(4) == 0 ? (int?)null : random.Next(1, 11))] : null;
                yield return new(new Closed(strand.Number, strand.Stage is Stage.Visited ? Any<Outcome>(random) : Outcome.CouldNotContact, null, scores)
                {
                    AdmissionAvoided = random.Next(3) switch { 0 => true, 1 => false, _ => null },
                    HoursBefore = random.Next(2) == 0 ? null : random.Next(40) / 2m, HoursAfter = random.Next(4) == 0 ? null : random.Next(40) / 4m,
                    Instruments = random.Next(2) == 0 ? null : [new("walking", random.Next(20)), new(LowIsGood, random.Next(10))],
                }, now);
            }
            else if (strand.Stage is Stage.Visited && chance < 75)
                yield return new(new SupportExtended(strand.Number, now.AddDays(21), "Nearly there", "Sam Approver"), now);
        }
    }

    private static IEnumerable<NewFact> AskAfter(Referral referral, Random random, DateTimeOffset now) => FollowUps.Open(referral).ToList()
        .Where(_ => random.Next(100) < 85).Take(1)
        .Select(f => new NewFact(new FollowedUp(f.Strand, f.FollowUp, random.Next(3) > 0 ? FollowUpResult.AtHome : Any<FollowUpResult>(random)), now));

    private static T Any<T>(Random random) where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
