using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

/// <summary>What is said to be late, and what to be due soon.</summary>
public sealed class PressingTests
{
    [Theory]
    [InlineData(120, 89, Pressure.InTime)]
    [InlineData(120, 90, Pressure.DueSoon)]
    [InlineData(120, 120, Pressure.DueSoon)]
    [InlineData(120, 121, Pressure.Late)]
    [InlineData(15, 11, Pressure.InTime)]
    [InlineData(15, 12, Pressure.DueSoon)]
    [InlineData(2880, 2819, Pressure.InTime)]
    [InlineData(2880, 2820, Pressure.DueSoon)]
    public void It_is_due_soon_in_the_last_quarter_of_its_time_and_at_most_in_the_last_hour(int minutes, int passed, Pressure pressure) =>
        Assert.Equal(pressure, Pressing.Of(The.Start, The.Start.AddMinutes(minutes), The.Start.AddMinutes(passed)));

    [Fact]
    public void Each_stage_has_its_time_from_what_started_it()
    {
        Assert.Equal(The.Start.AddMinutes(1), Since(The.Submitted, The.Triaged));
        Assert.Equal(The.Start.AddMinutes(2), Since(The.Submitted, The.Triaged, The.Offered));
        Assert.Equal(The.Start, Since(The.Submitted, The.Triaged, The.Offered, The.Accepted));
        Assert.Equal(The.Start.AddMinutes(4), Since(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited));
        Assert.Equal(The.Start.AddMinutes(3), Since(The.Submitted, The.Triaged, The.Offered, The.Declined, The.HandedToHub));

        static DateTimeOffset Since(params Fact[] facts) => Given.Facts(facts).Referral is var r ? Pressing.Since(r, r.Strands[0]) : default;
    }
}
