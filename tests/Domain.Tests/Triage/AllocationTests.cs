using System.Collections.Immutable;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

/// <summary>What triage and routing of one referral leave behind, by 100 rules against 1,000 services: bench/README.md has the times.</summary>
public sealed class AllocationTests
{
    private const long Most = 50_000;

    /// <summary>Spread over the pathways; all of one kind that cover the person; and the same, but all closed.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_thousand_services_and_a_hundred_rules_take_less_than_50_KB(bool oneKind, bool closed)
    {
        var pathways = Enum.GetValues<Pathway>();
        var example = The.Town.Services[0];
        OpenPeriod[] hours = [closed ? new(600, 1200, 1200) : new(0, OpenPeriod.Day, OpenPeriod.Day)];
        var town = The.Town with
        {
            Services =
            [
                .. Enumerable.Range(0, 1000).Select(i => example with
                {
                    Id = $"service-{i}", Name = $"Service {i:D4}", Pathway = oneKind ? Pathway.RapidResponse : pathways[i % pathways.Length],
                    Hours = new([.. Enumerable.Repeat(hours.ToImmutableArray(), 7)], [.. hours]), Capacity = new(CapacityUnit.Slots, 1 + i % 9),
                }),
            ],
            Rules = new([.. Enumerable.Range(0, 91).Select(Rule), .. The.Rules.Rules], "hundred"),
        };
        var (referral, now) = (Given.Facts(The.Submitted, The.Triaged).Referral, The.Start);

        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            town.Rules.Judge(Case.Of(referral.Details.Need, referral.Details.Person.DateOfBirth, OrganisationKind.GpPractice, now));
            var decision = RouteReferral.Decide(referral, town, FreeCapacity.Untouched, now);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal((oneKind ? 1000 : 200) - 1, Assert.IsType<Offered>(Assert.Single(decision.Facts).Fact).PassedOver.Count);
        }
        Assert.True(least < Most, $"{least:N0} bytes");
    }

    private static Rule Rule(int i) => new(
        $"rule-{i}", new All([new ReasonIs(Flags.Of(Reason.Fall)), new NumberIn(Scale.Age, 65, 125), new SafeToWaitIs(i % 2 == 0)]), new(Flag: $"mark-{i}"), "One of many.");
}
