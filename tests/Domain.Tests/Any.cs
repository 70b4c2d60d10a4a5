using System.Collections.Frozen;
using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests;

/// <summary>Any town, any rules and any referral, each made from one number, so that a failure is told by its number.</summary>
public sealed class Any(int seed)
{
    private static readonly string[] Districts = ["SS0", "SS1", "SS2", "CM1"];
    private static readonly OdsCode[] Providers = [The.EastTeam, The.WestTeam, The.Neighbours];
    private readonly Random random = new(seed);

    /// <summary>Checks something of many.</summary>
    public static void Always(Action<Any> check, int times = 400) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => check(new Any(seed))));

    public Locality Town(int services = 12) => The.Town with
    {
        Services = [.. Enumerable.Range(0, random.Next(services)).Select(i => Service($"service-{i:D2}"))],
        Rules = Rules(),
        Districts = Districts.ToFrozenDictionary(d => d, _ => Place()),
        BankHolidays = FrozenSet.Create(DateOnly.FromDateTime(Now().DateTime), new DateOnly(2026, 12, 25)),
    };

    public Service Service(string id) => new(
        id, random.Next(2) == 0 ? id : "The same name", Pick(Providers), Of<Pathway>(),
        new Catchment("c", "C", Districts.Where(_ => random.Next(3) > 0).ToFrozenSet(), [], []), The.Read<PhoneNumber>("07700 900 101"),
        TimeSpan.FromMinutes(random.Next(1, 600)))
    {
        Hours = Hours(Now()),
        WhenClosed = Of<WhenClosed>(),
        StartsWithin = TimeSpan.FromMinutes(60 * random.Next(3)),
        MinimumAge = random.Next(4) == 0 ? 18 : 0,
        Eligibility = random.Next(3) == 0 ? Condition() : Domain.Triage.Condition.Always,
        Purposes = random.Next(4) == 0 ? Flags.Of(Of<Purpose>()) : default,
        Referrers = random.Next(4) == 0 ? Flags.Of(Of<OrganisationKind>(), OrganisationKind.GpPractice) : default,
        Capacity = random.Next(2) == 0 ? new(Of<CapacityUnit>(), random.Next(3)) : null,
        Place = random.Next(2) == 0 ? Place() : null,
    };

    /// <param name="near">Soon after it they may be closed.</param>
    public OpeningHours Hours(DateTimeOffset near) =>
        new([.. Enumerable.Range(0, 7).Select(_ => Periods())], Periods()) { ClosedOn = random.Next(3) > 0 ? [] : [Closed(Day(near))] };

    /// <param name="now">Gives numbers for that day and the next as well, and closes some services.</param>
    public FreeCapacity Free(Locality town, DateTimeOffset? now = null) =>
        new(town.Services.Where(_ => random.Next(2) == 0).ToFrozenDictionary(s => s.Id, _ => random.Next(3)))
        {
            OnDays = now is not { } at ? FrozenDictionary<(string, DateOnly), int>.Empty : town.Services
                .SelectMany(s => Enumerable.Range(0, 2).Select(day => (s.Id, town.Moment(at).Date.AddDays(day)))).Where(_ => random.Next(2) == 0)
                .ToFrozenDictionary(d => d, _ => random.Next(3)),
            Closures = now is not { } from ? FrozenDictionary<string, Closure>.Empty : town.Services.Where(_ => random.Next(4) == 0)
                .ToFrozenDictionary(s => s.Id, _ => new Closure(from.AddMinutes(random.Next(-60, 4000)), Of<ClosedBecause>())),
        };

    public RuleBook Rules() => new(
    [
        .. Enumerable.Range(0, random.Next(8)).Select(i => new Rule($"rule-{i}", Condition(), Effect(), $"Rule {i}.")),
        new Rule("anything-else", Domain.Triage.Condition.Always, new(Of<Pathway>(), Of<Urgency>()), "Anything else."),
    ], "any");

    public Condition Condition(int depth = 2) => random.Next(depth > 0 ? 15 : 12) switch
    {
        0 => new ReasonIs(Flags.Of(Of<Reason>(), Of<Reason>())),
        1 => new HowSoonIs(Flags.Of(Of<Urgency>())),
        2 => new PurposeIs(Flags.Of(Of<Purpose>())),
        3 => new WantsCompany(random.Next(2) == 0),
        4 => new HasRedFlag(Flags.Of(Of<RedFlag>())),
        5 => new HasCircumstance(Flags.Of(Of<Circumstance>(), Of<Circumstance>())),
        6 or 7 => Numbers(Of<Scale>()),
        8 => new SafeToWaitIs(random.Next(2) == 0),
        9 => new ResidenceIs(Flags.Of(Of<Residence>())),
        10 => new SourceIs(Flags.Of(Of<OrganisationKind>(), OrganisationKind.GpPractice)),
        11 => new TimeIn(random.Next(24) * 60, random.Next(1, 24) * 60),
        12 => new All(Conditions(depth)),
        13 => new Domain.Triage.Any(Conditions(depth)),
        _ => new Not(Condition(depth - 1)),
    };

    public Submitted Referral() => The.Submitted with
    {
        Person = The.Submitted.Person with
        {
            DateOfBirth = new DateOnly(random.Next(1920, 2026), 1, 1), Postcode = The.Read<Postcode>($"{(random.Next(6) == 0 ? "ZZ99" : Pick(Districts))} 3WZ"),
        },
        Need = Need(),
    };

    public Need Need() => new(Of<Reason>(), Of<Urgency>(), Of<Purpose>(), random.Next(2) == 0)
    {
        Assessment = new(
            Some<RedFlag>(12), Some<Circumstance>(4), new Observations(Score: Maybe(0, 20), Pulse: Maybe(30, 150), Temperature: Maybe(34, 40)), Maybe(1, 9),
            random.Next(3) switch { 0 => null, 1 => true, _ => false }, random.Next(2) == 0 ? null : Of<Residence>()),
    };

    public DateTimeOffset Now() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(365 * 24 * 60));

    /// <summary>The day of a moment or one of the nine after it.</summary>
    public DateOnly Day(DateTimeOffset near) => DateOnly.FromDateTime(near.UtcDateTime).AddDays(random.Next(10));

    public TimeOnly TimeOfDay() => TimeOnly.MinValue.AddMinutes(random.Next(OpenPeriod.Day));

    public TimeSpan Minutes(int most) => TimeSpan.FromMinutes(random.Next(most + 1));

    public int Number(int least, int most) => random.Next(least, most + 1);

    public Case Case() => Domain.Triage.Case.Of(Need(), random.Next(5) == 0 ? null : new DateOnly(random.Next(1920, 2026), 1, 1), Of<OrganisationKind>(), Now());

    public T Of<T>() where T : struct, Enum => Pick(Enum.GetValues<T>());

    private Effect Effect() => new(
        random.Next(2) == 0 ? Of<Pathway>() : null, random.Next(2) == 0 ? Of<Urgency>() : null, random.Next(3) == 0 ? "mark" : null, random.Next(4) == 0,
        random.Next(8) == 0, random.Next(4) == 0 ? new(Of<Pathway>(), Of<Urgency>()) : null);

    private ImmutableArray<Condition> Conditions(int depth) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(depth - 1))];

    private NumberIn Numbers(Scale scale)
    {
        var (lowest, highest) = NumberIn.Ends(scale);
        var from = random.Next(lowest, highest + 1);
        return new(scale, from, random.Next(from, highest + 1));
    }

    private ClosedDays Closed(DateOnly from) => new(from, from.AddDays(random.Next(20)));

    /// <summary>Nothing, all day, a night or a day, to the minute.</summary>
    private ImmutableArray<OpenPeriod> Periods()
    {
        var opens = random.Next(0, 20 * 60);
        var closes = random.Next(opens + 1, OpenPeriod.Day);
        return random.Next(6) switch
        {
            0 => [],
            1 => [new(0, OpenPeriod.Day, OpenPeriod.Day)],
            2 => [new(0, opens + 1, opens + 1), new(closes, OpenPeriod.Day, OpenPeriod.Day)],
            _ => [new(opens, closes, random.Next(opens + 1, closes + 1))],
        };
    }

    private Place Place() => new(51 + random.NextDouble(), random.NextDouble());

    private int? Maybe(int from, int to) => random.Next(2) == 0 ? null : random.Next(from, to + 1);

    private ImmutableArray<T> Some<T>(int oneIn) where T : struct, Enum => [.. Enum.GetValues<T>().Where(_ => random.Next(oneIn) == 0)];

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
