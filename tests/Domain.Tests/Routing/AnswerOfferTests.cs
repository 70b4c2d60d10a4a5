using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.Domain.Tests.Routing;

public sealed class AnswerOfferTests
{
    private static readonly Given OnOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered);

    [Fact]
    public void The_provider_accepts() => OnOffer.When(Accept).Then(The.Accepted);

    [Fact]
    public void Accepting_twice_is_once() => Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted).When(Accept).ThenNothing();

    [Fact]
    public void Accepting_without_a_place_is_recorded_as_no_capacity() =>
        OnOffer.When((r, now) => AcceptOffer.Decide(r, 1, The.EastTeam, now, isFull: true)).Then(The.Declined with { Note = null });

    [Fact]
    public void What_is_accepted_already_is_not_lost_for_want_of_a_place() => Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted)
        .When((r, now) => AcceptOffer.Decide(r, 1, The.EastTeam, now, isFull: true)).ThenNothing();

    [Fact]
    public void Accepting_late_but_before_it_moved_on_is_accepting() => OnOffer.At(TimeSpan.FromHours(1)).When(Accept).Then(The.Accepted);

    [Fact]
    public void The_provider_declines_with_a_reason_and_a_trimmed_note() =>
        OnOffer.When((r, now) => DeclineOffer.Decide(r, 1, The.EastTeam, DeclineReason.NoCapacity, " Written note\n", now)).Then(The.Declined);

    [Fact]
    public void An_empty_note_is_none() =>
        OnOffer.When((r, now) => DeclineOffer.Decide(r, 1, The.EastTeam, DeclineReason.NoCapacity, "  ", now)).Then(The.Declined with { Note = null });

    /// <summary>A town that warns of nothing.</summary>
    private static readonly Domain.DirectoryOfServices.Locality Quiet = The.Town with
    {
        Clocks = The.Town.Clocks with { Rules = [.. The.Town.Clocks.Rules.Where(r => r.To is ClockStop.Answered).Select(r => r with { Warning = null })] },
    };

    [Fact]
    public void An_unanswered_offer_lapses_at_its_time() => OnOffer.At(TimeSpan.FromMinutes(15)).When((r, now) => WatchClocks.Decide(r, Quiet, now)).Then(The.Lapsed);

    [Fact]
    public void Before_its_time_no_offer_lapses() => OnOffer.At(TimeSpan.FromMinutes(14)).When((r, now) => WatchClocks.Decide(r, Quiet, now)).ThenNothing();

    [Fact]
    public void An_accepted_offer_never_lapses() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted).At(TimeSpan.FromDays(1)).When((r, now) => WatchClocks.Decide(r, Quiet, now)).ThenNothing();

    [Fact]
    public void An_offer_of_a_withdrawn_referral_never_lapses() =>
        Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Withdrawn).At(TimeSpan.FromDays(1)).When((r, now) => WatchClocks.Decide(r, Quiet, now)).ThenNothing();

    [Fact]
    public void The_hub_offers_by_hand_with_a_reason() =>
        Given.Facts(The.Submitted, The.Triaged, The.HandedToHub).When(ByHand(" They agreed by telephone ")).Then(
            The.Offered with { AnswerBy = The.Start.AddMinutes(18), Starts = The.Start.AddMinutes(3), PassedOver = [], Reason = "They agreed by telephone" });

    [Fact]
    public void The_hub_offers_before_the_rules_do() =>
        Given.Facts(The.Submitted, The.Triaged).When(ByHand("Nearest")).Then(The.Offered with { AnswerBy = The.Start.AddMinutes(17), Starts = The.Start.AddMinutes(2), PassedOver = [], Reason = "Nearest" });

    [Fact]
    public void Offering_by_hand_twice_is_once() => OnOffer.When(ByHand("Nearest")).ThenNothing();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_service_has_not_begun_the_hub_takes_back_and_offers_to_another(bool accepted) =>
        Given.Facts([The.Submitted, The.Triaged, The.Offered, .. accepted ? [The.Accepted] : Array.Empty<Fact>()])
            .When((r, now) => OfferByHand.Decide(r, 1, "rapid-response-west", "Nearer", The.Town, now))
            .Then(
                The.OfferTakenBack with { Reason = "Nearer" },
                The.Offered with
                {
                    Service = "rapid-response-west", Provider = The.WestTeam, AnswerBy = The.Start.AddMinutes(accepted ? 19 : 18),
                    Starts = The.Start.AddMinutes(accepted ? 4 : 3), PassedOver = [], Reason = "Nearer",
                });

    [Fact]
    public void A_service_from_which_it_was_taken_back_may_be_offered_it_again() =>
        Assert.Equal("rapid-response-east", Assert.IsType<Offered>(Assert.Single(
            Given.Facts(The.Submitted, The.Triaged, The.Offered, The.OfferTakenBack, The.Overridden with { Pathway = Pathway.RapidResponse })
                .When((r, now) => RouteReferral.Decide(r, The.Town, FreeCapacity.Untouched, now)).Decision.Facts).Fact).Service);

    private static Decision Accept(Referral referral, DateTimeOffset now) => AcceptOffer.Decide(referral, 1, The.EastTeam, now);

    private static Func<Referral, DateTimeOffset, Decision> ByHand(string reason) =>
        (r, now) => OfferByHand.Decide(r, 1, "rapid-response-east", reason, The.Town, now);
}
