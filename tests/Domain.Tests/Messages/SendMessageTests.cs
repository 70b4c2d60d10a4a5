using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Messages;

public sealed class SendMessageTests
{
    private static readonly Given OnOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered);
    private static readonly MessageSent Question = new("Is there a key safe?", AnswerWanted: true);

    [Fact]
    public void What_is_written_is_recorded_without_the_spaces_around_it() =>
        OnOffer.When(Write("  Is there a key safe?\n", answerWanted: true)).Then(Question with { To = Side.Referrer });

    [Fact]
    public void A_question_waits_until_somebody_answers_it()
    {
        var asked = Given.Facts(The.Submitted, The.Triaged, The.Offered, Question);
        Assert.Equal(4, Assert.Single(asked.Referral.Questions).Number);
        asked.When(Write("By the door.", to: 4)).Then(new MessageSent("By the door.", InAnswerTo: 4, To: Side.Referrer));
        Assert.Empty(Given.Facts(The.Submitted, The.Triaged, The.Offered, Question, new MessageSent("By the door.", InAnswerTo: 4)).Referral.Questions);
    }

    [Fact]
    public void An_answer_may_ask_back() => Assert.Equal(
        5, Assert.Single(Given.Facts(The.Submitted, The.Triaged, The.Offered, Question, new MessageSent("Which door?", true, 4)).Referral.Questions).Number);

    [Fact]
    public void The_same_answer_twice_is_one() => Given.Facts(The.Submitted, The.Triaged, Question, new MessageSent("Yes.", InAnswerTo: 3), The.Offered, new MessageSent("Good."))
        .When(Write("Yes.", to: 3, by: The.Surgery)).ThenNothing();

    [Fact]
    public void The_same_words_within_a_minute_or_since_the_page_was_opened_are_one()
    {
        var thanked = Given.Facts(The.Submitted, The.Triaged, new MessageSent("Thank you."));
        thanked.At(TimeSpan.FromMinutes(2.9)).When(Write("Thank you.", by: The.Surgery)).ThenNothing();
        thanked.At(TimeSpan.FromHours(5)).When(Write("Thank you.", by: The.Surgery, seen: 2)).ThenNothing();
        var talked = Given.Facts(The.Submitted, The.Triaged, new MessageSent("Thank you."), new MessageSent("And you."));
        talked.When(Write("Thank you.", by: The.Surgery, seen: 2)).ThenNothing();
        talked.When(Write("Thank you.", by: The.Surgery, seen: 4)).Then(new MessageSent("Thank you.", To: Side.Hub));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void The_same_words_later_are_another_message(int? seen) => Given.Facts(The.Submitted, The.Triaged, new MessageSent("When will you come?")).At(TimeSpan.FromHours(5))
        .When(Write("When will you come?", by: The.Surgery, seen: seen)).Then(new MessageSent("When will you come?", To: Side.Hub));

    [Fact]
    public void The_referrer_asks_the_service_that_has_it_and_the_hub_when_none_has()
    {
        OnOffer.When(Write("When?", by: The.Surgery)).Then(new MessageSent("When?", To: Side.Service));
        Given.Facts(The.Submitted, The.Triaged).When(Write("When?", by: The.Surgery)).Then(new MessageSent("When?", To: Side.Hub));
    }

    [Fact]
    public void The_hub_chooses_whom_it_writes_to()
    {
        OnOffer.When(Write("When?", by: The.HubCode)).Then(new MessageSent("When?", To: Side.Referrer));
        OnOffer.When(Write("When?", by: The.HubCode, whom: Side.Service)).Then(new MessageSent("When?", To: Side.Service));
    }

    [Fact]
    public void Nobody_else_chooses() => OnOffer.When(Write("When?", whom: Side.Hub)).Then(new MessageSent("When?", To: Side.Referrer));

    [Fact]
    public void An_answer_goes_to_the_side_that_asked()
    {
        var asked = OnOffer.Asked(The.HubCode, Side.Service);
        asked.When(Write("At ten.", to: 4)).Then(new MessageSent("At ten.", InAnswerTo: 4, To: Side.Hub));
        OnOffer.Asked(The.EastTeam, Side.Referrer).When(Write("Yes.", to: 4, by: The.HubCode)).Then(new MessageSent("Yes.", InAnswerTo: 4, To: Side.Service));
    }

    [Fact]
    public void A_question_waits_for_the_side_that_it_was_asked_of_and_for_the_hub_once_no_service_has_it()
    {
        var asked = OnOffer.Asked(The.HubCode, Side.Service).Referral;
        Assert.Equal((0, 1, 0), Waiting(asked));
        Assert.Equal((0, 0, 1), Waiting(asked.With(new(5, The.Start, The.Start, Actor.System, null, The.Declined))));
        Assert.Equal((1, 0, 0), Waiting(OnOffer.Asked(The.EastTeam, null).Referral));
        Assert.Equal((0, 1, 0), Waiting(OnOffer.Asked(The.Surgery, null).Referral));
    }

    private static (int Referrer, int Service, int Hub) Waiting(Referral referral) =>
        (Sides.Asked(referral, Side.Referrer), Sides.Asked(referral, Side.Service), Sides.Asked(referral, Side.Hub));

    [Fact]
    public void Another_organisation_may_write_the_same_words() =>
        Given.Facts(The.Submitted, The.Triaged, new MessageSent("Thank you.")).When(Write("Thank you.", by: The.EastTeam)).Then(new MessageSent("Thank you.", To: Side.Referrer));

    [Fact]
    public void Before_triage_one_can_write_as_well() => Given.Facts(The.Submitted).When(Write("Hurry.")).Then(new MessageSent("Hurry.", To: Side.Referrer));

    private static Func<Referral, DateTimeOffset, Decision> Write(string text, bool answerWanted = false, int? to = null, OdsCode? by = null, int? seen = null, Side? whom = null) =>
        (r, now) => SendMessage.Decide(r, text, answerWanted, to, by ?? The.EastTeam, now, seen, whom);
}
