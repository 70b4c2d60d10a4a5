using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Bench;

/// <summary>
/// Triage and routing of one referral, by 100 rules: all that hold are found and the first to decide, then every service of the
/// kind is compared. The services are spread over the pathways and six districts, or are all of one kind and cover the person.
/// </summary>
[MemoryDiagnoser]
[HideColumns("Job", "Toolchain", "IterationCount", "IterationTime", "WarmupCount", "Error", "StdDev")]
[MedianColumn, MinColumn]
public class TriageBench
{
    /// <summary>In this process and in short turns: what is done is the same each time.</summary>
    public static readonly Job Job = BenchmarkDotNet.Jobs.Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(100)).WithWarmupCount(5).WithIterationCount(11);

    private const int RuleCount = 100;
    private static readonly DateTimeOffset Now = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Districts = ["SS0", "SS1", "SS2", "SS3", "SS9", "CM1"];

    private Locality town = null!;
    private Referral referral = null!;

    [Params(10, 100, 1_000, 10_000)]
    public int Services { get; set; }

    /// <summary>spread: of all kinds and places; one-kind: all of one kind that cover the person; closed: the same, and all open later.</summary>
    [Params("spread", "one-kind", "one-kind, closed")]
    public string Kind { get; set; } = "spread";

    [GlobalSetup]
    public void Build()
    {
        var hub = OdsCode.Read("SPR01").Value!;
        town = new Locality(
            "bench", "Bench", "directory", new Hub(hub, "Hub", PhoneNumber.Read("01632 960 100").Value!, "Hub", PhoneNumber.Read("07700 900 100").Value!), FrozenDictionary<string, Organisation>.Empty,
            [.. Enumerable.Range(0, Services).Select(i => Service(i, hub))], new RuleBook([.. Enumerable.Range(0, RuleCount).Select(Rule)], "rules"),
            Districts.ToFrozenDictionary(d => d, d => new Place(51.5 + Array.IndexOf(Districts, d) / 50.0, 0.7)), FrozenSet<DateOnly>.Empty);
        referral = Submitted();
        referral = After(TriageReferral.Decide(referral, town, [], Now));
    }

    [Benchmark]
    public Decision TriageAndRoute()
    {
        town.Rules.Judge(Case.Of(referral.Details.Need, referral.Details.Person.DateOfBirth, OrganisationKind.GpPractice, Now));
        return RouteReferral.Decide(referral, town, FreeCapacity.Untouched, Now);
    }

    private static Referral Submitted()
    {
        var details = new Details(
            new Person("Bench", new DateOnly(1942, 3, 9), Postcode.Read("SS1 2AB").Value!), new Story("Bench."), PhoneNumber.Read("07700 900 200").Value!,
            new Need(Reason.Fall, Urgency.TwoHours, Purpose.PreventAdmission) { Assessment = Assessment.None with { Frailty = 6, SafeToWait = true } });
        var by = new Actor("bench", "Bench", OdsCode.Read("F81001").Value);
        return Referral.From(Reference.Read("4821 7739").Value!, [new Recorded(1, Now, Now, by, null, Domain.Submitted.Of(details))]);
    }

    private Referral After(Decision decision) =>
        decision.Facts.Aggregate(referral, (r, f) => r.With(new Recorded(r.Version + 1, Now, Now, Actor.System, null, f.Fact)));

    /// <summary>Most ask three things and do not hold; every tenth marks the referral, and the last decides.</summary>
    private static Rule Rule(int i) => i == RuleCount - 1
        ? new("last", Condition.Always, new(Pathway.RapidResponse, Urgency.TwoHours), "Anything else.")
        : new($"rule-{i}", new All(
        [
            new ReasonIs(i % 10 == 0 ? Flags.Of(Reason.Fall) : Flags.Of(Reason.Fall, Reason.Diabetes)),
            new Any([new NumberIn(Scale.Age, 65, 125), new HasCircumstance(Flags.Of(Circumstance.LivesAlone))]),
            i % 10 == 0 ? new SafeToWaitIs(true) : new NumberIn(Scale.News2, 5, 20),
        ]), i % 10 == 0 ? new(Flag: $"mark-{i}") : new(Pathway.Reablement, Urgency.TwoDays), "One of many.");

    private Service Service(int i, OdsCode organisation)
    {
        var spread = Kind == "spread";
        var districts = spread ? FrozenSet.Create(Districts[i % Districts.Length], Districts[(i + 1) % Districts.Length]) : Districts.ToFrozenSet();
        var hours = new OpenPeriod(Kind == "one-kind, closed" ? 600 : 480, 1200, 1140);
        return new Service(
            $"service-{i:D5}", $"Service {i:D5}", organisation, spread ? (Pathway)(i / Districts.Length % 4) : Pathway.RapidResponse,
            new Catchment("c", "C", districts, [], []), PhoneNumber.Read("07700 900 101").Value!, TimeSpan.FromMinutes(15))
        {
            Hours = new([.. Enumerable.Range(0, 7).Select(_ => (System.Collections.Immutable.ImmutableArray<OpenPeriod>)[hours])], [hours]),
            MinimumAge = 18,
            Eligibility = new NumberIn(Scale.Frailty, 4, 9),
            Capacity = new(CapacityUnit.Slots, 1 + i % 7),
            Place = new Place(51.5 + i % 10 / 100.0, 0.7 + i % 7 / 100.0),
        };
    }
}
