using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Routing;

public sealed class RecordAnswerTests
{
    private const string East = "rapid-response-east";
    private static readonly Given OnOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered);

    [Fact]
    public void The_hub_records_what_it_was_told_and_by_whom()
    {
        OnOffer.When((r, now) => RecordAnswer.Accepts(r, 1, East, " Jo Bell ", now)).Then(The.Accepted with { ToldBy = "Jo Bell" });
        OnOffer.When((r, now) => RecordAnswer.Declines(r, 1, East, "Jo Bell", DeclineReason.NoCapacity, "Two are ill", now))
            .Then(new Declined(1, East, DeclineReason.NoCapacity, "Two are ill", "Jo Bell"));
    }

    [Fact]
    public void Where_every_place_is_taken_it_is_declined_for_want_of_capacity() =>
        OnOffer.When((r, now) => RecordAnswer.Accepts(r, 1, East, "Jo Bell", now, isFull: true)).Then(new Declined(1, East, DeclineReason.NoCapacity, ToldBy: "Jo Bell"));

    [Fact]
    public void What_the_service_has_accepted_meanwhile_needs_nothing_more() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted).When((r, now) => RecordAnswer.Accepts(r, 1, East, "Jo Bell", now)).ThenNothing();

    [Fact]
    public void The_timeline_says_that_it_was_by_telephone()
    {
        Assert.Equal("Accepted by Rapid Response East, as Jo Bell told the hub by telephone.", Timeline.Sentence(The.Accepted with { ToldBy = "Jo Bell" }, The.Town));
        Assert.Equal(
            "Declined by Rapid Response East, as Jo Bell told the hub by telephone: no capacity.", Timeline.Sentence(The.Declined with { ToldBy = "Jo Bell" }, The.Town));
    }
}
