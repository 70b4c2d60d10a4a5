using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

/// <summary>A set of cases is what its conditions say, of any condition and any case.</summary>
public sealed class CaseSetLaws
{
    [Fact]
    public void A_set_has_exactly_the_cases_that_its_condition_holds_of() => Always((a, _, one) =>
        Assert.Equal(a.Holds(one), CaseSet.Of(a).Contains(one)));

    [Fact]
    public void And_is_what_is_in_both_or_in_either_and_without_in_the_first_alone() => Always((a, b, one) =>
    {
        var (first, second) = (CaseSet.Of(a), CaseSet.Of(b));
        Assert.Equal(a.Holds(one) && b.Holds(one), first.And(second).Contains(one));
        Assert.Equal(a.Holds(one) || b.Holds(one), first.Or(second).Contains(one));
        Assert.Equal(a.Holds(one) && !b.Holds(one), first.Without(second).Contains(one));
        Assert.Equal(first.And(second).IsEmpty, !first.Overlaps(second));
    });

    [Fact]
    public void What_is_taken_off_and_put_back_changes_nothing_and_nothing_is_outside_itself() => Always((a, b, one) =>
    {
        var (first, second) = (CaseSet.Of(a), CaseSet.Of(b));
        Assert.Equal(a.Holds(one), first.Without(second).Or(first.And(second)).Contains(one));
        Assert.True(first.Without(first).IsEmpty);
        Assert.Null(first.FirstOutside([first, second]));
        Assert.Null(CaseSet.Everything.FirstOutside([first, CaseSet.Of(new Not(a))]));
    });

    [Fact]
    public void The_case_outside_is_in_the_one_and_not_in_the_others_and_is_there_where_any_is() => Always((a, b, _) =>
    {
        var (first, second) = (CaseSet.Of(a), CaseSet.Of(b));
        var outside = first.FirstOutside([second]);
        Assert.Equal(first.Without(second).IsEmpty, outside is null);
        Assert.True(outside is null || (a.Holds(outside) && !b.Holds(outside)));
    });

    private static void Always(Action<Condition, Condition, Case> check) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(
            (from a in Conditions(3) from b in Conditions(3) from one in Cases select (a, b, one)).ToArbitrary(), x => check(x.a, x.b, x.one)));

    /// <summary>Any case: often plain, so that conditions hold of it.</summary>
    public static Gen<Case> Cases =>
        from reason in Any<Reason>() from soon in Any<Urgency>() from purpose in Any<Purpose>() from company in Gen.Elements(false, true)
        from flags in Bits<RedFlag>() from circumstances in Bits<Circumstance>()
        from age in Maybe(0, Case.Oldest) from news2 in Maybe(0, 20) from single in Maybe(0, 3) from frailty in Maybe(1, 9)
        from safe in Gen.Elements<bool?>(null, false, true)
        from lives in Gen.OneOf(Gen.Constant((Residence?)null), Any<Residence>().Select(r => (Residence?)r))
        from source in Any<OrganisationKind>() from minute in Gen.Choose(0, OpenPeriod.Day - 1)
        select new Case(
            reason, soon, purpose, company, flags, circumstances, age, news2, single, frailty, safe, lives, source, TimeOnly.MinValue.AddMinutes(minute));

    /// <summary>Any condition of so many layers.</summary>
    public static Gen<Condition> Conditions(int layers) => layers == 0 ? Question : Gen.Frequency(
        (3, Question),
        (2, Parts(layers).Select(p => (Condition)new All([.. p]))),
        (2, Parts(layers).Select(p => (Condition)new Any([.. p]))),
        (1, Conditions(layers - 1).Select(p => (Condition)new Not(p))));

    private static Gen<IEnumerable<Condition>> Parts(int layers) =>
        from count in Gen.Choose(0, 3) from parts in Conditions(layers - 1).ArrayOf(count) select parts.AsEnumerable();

    private static Gen<Condition> Question => Gen.OneOf(
        Bits<Reason>().Select(b => (Condition)new ReasonIs(b)), Bits<Urgency>().Select(b => (Condition)new HowSoonIs(b)),
        Bits<Purpose>().Select(b => (Condition)new PurposeIs(b)), Gen.Elements(false, true).Select(w => (Condition)new WantsCompany(w)),
        Bits<RedFlag>().Select(b => (Condition)new HasRedFlag(b)), Bits<Circumstance>().Select(b => (Condition)new HasCircumstance(b)),
        from scale in Any<Scale>()
        from one in Gen.Choose(NumberIn.Ends(scale).Lowest, NumberIn.Ends(scale).Highest)
        from other in Gen.Choose(NumberIn.Ends(scale).Lowest, NumberIn.Ends(scale).Highest)
        select (Condition)new NumberIn(scale, Math.Min(one, other), Math.Max(one, other)),
        Gen.Elements(false, true).Select(s => (Condition)new SafeToWaitIs(s)), Bits<Residence>().Select(b => (Condition)new ResidenceIs(b)),
        Bits<OrganisationKind>().Select(b => (Condition)new SourceIs(b)),
        from start in Gen.Choose(0, OpenPeriod.Day - 1) from before in Gen.Choose(1, OpenPeriod.Day) select (Condition)new TimeIn(start, before));

    private static Gen<T> Any<T>() where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    private static Gen<int?> Maybe(int lowest, int highest) => Gen.Frequency((1, Gen.Constant((int?)null)), (2, Gen.Choose(lowest, highest).Select(n => (int?)n)));

    private static Gen<Flags<T>> Bits<T>() where T : struct, Enum =>
        from count in Gen.Choose(0, 3) from values in Any<T>().ArrayOf(count) select Flags.Of(values);
}
