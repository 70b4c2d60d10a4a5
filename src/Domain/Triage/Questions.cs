using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>
/// The questions of a case in order, and their answers by number. The plainest answer comes first: not known, or not ticked. Each
/// red flag and each circumstance is a question of its own; the time of the day is two, the hour and the minute.
/// </summary>
internal static class Questions
{
    private const int Reason = 0, HowSoon = 1, Purpose = 2, Company = 3, Numbers = 4, SafeToWait = 8, Residence = 9, Source = 10, Hour = 11, Minute = 12;

    public const int RedFlags = 13;

    public static readonly int Circumstances = RedFlags + Enum.GetValues<RedFlag>().Length;

    public static readonly UInt128 No = 1, Yes = 2;

    private const int InAnHour = 60;

    /// <summary>Every answer to each question.</summary>
    public static readonly UInt128[] Known =
    [
        All<Reason>(), All<Urgency>(), All<Purpose>(), First(2), .. Enum.GetValues<Scale>().Select(s => First(NumberIn.Ends(s).Highest - NumberIn.Ends(s).Lowest + 2)),
        First(3), First(Enum.GetValues<Residence>().Length + 1), All<OrganisationKind>(), First(24), First(InAnHour),
        .. Enumerable.Repeat(First(2), Enum.GetValues<RedFlag>().Length + Enum.GetValues<Circumstance>().Length),
    ];

    /// <summary>The question that a condition asks, and the answers that it holds of.</summary>
    public static (int Question, UInt128 Answers) Asked(Condition condition) => condition switch
    {
        ReasonIs c => (Reason, c.Reasons.Bits),
        HowSoonIs c => (HowSoon, c.Urgencies.Bits),
        PurposeIs c => (Purpose, c.Purposes.Bits),
        WantsCompany c => (Company, c.Wanted ? Yes : No),
        NumberIn c => (Numbers + (int)c.Scale, First(c.To - c.From + 1) << (c.From - NumberIn.Ends(c.Scale).Lowest + 1)),
        SafeToWaitIs c => (SafeToWait, (UInt128)1 << Answer(c.Safe)),
        ResidenceIs c => (Residence, (UInt128)c.Residences.Bits << 1),
        SourceIs c => (Source, c.Kinds.Bits),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>The minutes of a day at which a condition holds, or does not: a box for each different hour.</summary>
    public static IEnumerable<Box> Times(TimeIn time, bool hold) => Enumerable.Range(0, 24)
        .GroupBy(hour => Set(InAnHour, minute => time.Holds(hour * InAnHour + minute) == hold))
        .Select(g => Box.Everything.Where(Minute, g.Key)?.Where(Hour, Set(24, g.Contains))).OfType<Box>();

    public static int[] Answers(Case one) =>
    [
        (int)one.Reason, (int)one.HowSoon, (int)one.Purpose, one.Company ? 1 : 0, .. new[] { one.Age, one.News2, one.News2Single, one.Frailty }.Select(Answer),
        Answer(one.SafeToWait), (int?)one.Residence + 1 ?? 0, (int)one.Source, one.Time.Hour, one.Time.Minute,
        .. Enum.GetValues<RedFlag>().Select(f => one.RedFlags.Has(f) ? 1 : 0), .. Enum.GetValues<Circumstance>().Select(c => one.Circumstances.Has(c) ? 1 : 0),
    ];

    /// <summary>The case of a box that says least.</summary>
    public static Case Plainest(Box of)
    {
        int First(int question) => (int)UInt128.TrailingZeroCount(of[question]);
        int? Number(Scale scale) => First(Numbers + (int)scale) is > 0 and var n ? n - 1 + NumberIn.Ends(scale).Lowest : null;
        return new Case(
            (Reason)First(Reason), (Urgency)First(HowSoon), (Purpose)First(Purpose), First(Company) == 1,
            Flags.Of([.. Enum.GetValues<RedFlag>().Where(f => First(RedFlags + (int)f) == 1)]),
            Flags.Of([.. Enum.GetValues<Circumstance>().Where(c => First(Circumstances + (int)c) == 1)]),
            Number(Scale.Age), Number(Scale.News2), Number(Scale.News2Single), Number(Scale.Frailty),
            First(SafeToWait) is > 0 and var safe ? safe == 2 : null, First(Residence) is > 0 and var lives ? (Residence)(lives - 1) : null,
            (OrganisationKind)First(Source), new TimeOnly(First(Hour), First(Minute)));
    }

    private static int Answer(bool? safe) => safe switch { null => 0, false => 1, true => 2 };

    private static int Answer(int? number, int scale) => number - NumberIn.Ends((Scale)scale).Lowest + 1 ?? 0;

    private static UInt128 All<T>() where T : struct, Enum => First(Enum.GetValues<T>().Length);

    private static UInt128 First(int count) => ((UInt128)1 << count) - 1;

    private static UInt128 Set(int count, Func<int, bool> isIn) =>
        Enumerable.Range(0, count).Where(isIn).Aggregate(UInt128.Zero, (set, i) => set | (UInt128)1 << i);
}
