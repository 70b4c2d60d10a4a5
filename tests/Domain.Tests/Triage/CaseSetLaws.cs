using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

/// <summary>A set of cases is what its conditions say, of any condition and any case.</summary>
public sealed class CaseSetLaws
{
    [Fact]
    public void A_set_has_exactly_the_cases_that_its_condition_holds_of() => Always((a, _, one) =>
        Assert.Equal(a.Holds(one), CaseSet.Of(a).Contains(one)));

    [Fact]
    public void A_set_knows_the_time_to_the_minute()
    {
        var plain = new Any(1).Case();
        foreach (var time in new[] { new TimeIn(0, 1), new TimeIn(1, 1440), new TimeIn(545, 547), new TimeIn(599, 661), new TimeIn(1321, 419), new TimeIn(60, 120) })
        {
            var (there, elsewhere) = (CaseSet.Of(time), CaseSet.Of(new Not(time)));
            for (var minute = 0; minute < 1440; minute++)
            {
                var one = plain with { Time = TimeOnly.MinValue.AddMinutes(minute) };
                Assert.Equal((time.Holds(minute), !time.Holds(minute)), (there.Contains(one), elsewhere.Contains(one)));
            }
        }
    }

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

    private static void Always(Action<Condition, Condition, Case> check) => Any.Always(any => check(any.Condition(3), any.Condition(3), any.Case()));
}
