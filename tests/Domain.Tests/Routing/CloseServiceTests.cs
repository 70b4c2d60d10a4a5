using System.Collections.Frozen;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Routing;

public sealed class CloseServiceTests
{
    private static readonly DateTimeOffset Six = The.Start.AddHours(9);

    [Theory]
    [InlineData(0, "Enter a time in the future")]
    [InlineData(1, null)]
    [InlineData(28 * 24 * 60, null)]
    [InlineData(28 * 24 * 60 + 1, "Enter a time within the next 28 days")]
    public void A_service_is_closed_until_a_time_that_can_be_meant(int minutes, string? problem) =>
        Assert.Equal(problem, CloseService.Problem(The.Start.AddMinutes(minutes), The.Start));

    [Fact]
    public void What_is_closed_is_passed_over_and_why_and_until_when_is_on_record()
    {
        var routed = Route(ClosedBecause.StaffIll, "rapid-response-east");
        var offered = Assert.IsType<Offered>(Assert.Single(routed));
        Assert.Equal("rapid-response-west", offered.Service);
        Assert.Equal("it is closed to new referrals until 18:00 on 3 March 2026 (staff ill)", Domain.Worklist.Plain.Of(Assert.Single(offered.PassedOver)));
    }

    [Theory]
    [InlineData(ClosedBecause.StaffIll, HandedOverBecause.NothingOpen)]
    [InlineData(ClosedBecause.Full, HandedOverBecause.NoCapacity)]
    public void Where_all_are_closed_the_hub_has_it_and_closed_because_full_is_unmet_need(ClosedBecause because, HandedOverBecause handed) =>
        Assert.Equal(handed, Assert.IsType<HandedToHub>(Route(because, "rapid-response-east", "rapid-response-west")[0]).Because);

    [Fact]
    public void A_preview_says_that_it_is_closed_and_from_when_it_is_not()
    {
        var glimpse = SubmitReferral.ReadGlimpse(The.Form, new DateOnly(2026, 3, 3)).Glimpse!;
        var preview = PreviewReferral.Of(glimpse, The.Surgery, The.Town, Closed(ClosedBecause.StaffIll, "rapid-response-east"), The.Start);
        Assert.Equal(
            ["Rapid Response East is closed to new referrals (staff ill); it next takes referrals at 18:00 today."],
            preview.Strands[0].Closed.Select(c => PreviewSentences.Of(c, The.Start)));
    }

    private static IReadOnlyList<Fact> Route(ClosedBecause because, params string[] closed) => [.. Given.Facts(The.Submitted, The.Triaged)
        .When((r, now) => RouteReferral.Decide(r, The.Town, Closed(because, closed), now)).Decision.Facts.Select(f => f.Fact)];

    private static FreeCapacity Closed(ClosedBecause because, params string[] services) => FreeCapacity.Untouched with
    {
        Closures = services.ToFrozenDictionary(s => s, _ => new Closure(Six, because)),
    };
}
