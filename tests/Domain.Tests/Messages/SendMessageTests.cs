using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Messages;

public sealed class SendMessageTests
{
    private static readonly Given OnOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered);
    private static readonly MessageSent Question = new("Is there a key safe?", AnswerWanted: true);

    [Fact]
    public void What_is_written_is_recorded_without_the_spaces_around_it() =>
        OnOffer.When(Write("  Is there a key safe?\n", answerWanted: true)).Then(Question);

    [Fact]
    public void A_question_waits_until_somebody_answers_it()
    {
        var asked = Given.Facts(The.Submitted, The.Triaged, The.Offered, Question);
        Assert.Equal(4, Assert.Single(asked.Referral.Questions).Number);
        asked.When(Write("By the door.", to: 4)).Then(new MessageSent("By the door.", InAnswerTo: 4));
        Assert.Empty(Given.Facts(The.Submitted, The.Triaged, The.Offered, Question, new MessageSent("By the door.", InAnswerTo: 4)).Referral.Questions);
    }

    [Fact]
    public void An_answer_may_ask_back() => Assert.Equal(
        5, Assert.Single(Given.Facts(The.Submitted, The.Triaged, The.Offered, Question, new MessageSent("Which door?", true, 4)).Referral.Questions).Number);

    [Fact]
    public void The_same_answer_twice_is_one() => Given.Facts(The.Submitted, The.Triaged, Question, new MessageSent("Yes.", InAnswerTo: 3), The.Offered, new MessageSent("Good."))
        .When(Write("Yes.", to: 3, by: The.Surgery)).ThenNothing();

    [Fact]
    public void The_same_words_twice_in_a_row_or_since_the_page_was_opened_are_one()
    {
        var thanked = Given.Facts(The.Submitted, The.Triaged, new MessageSent("Thank you."));
        thanked.When(Write("Thank you.", by: The.Surgery)).ThenNothing();
        var talked = Given.Facts(The.Submitted, The.Triaged, new MessageSent("Thank you."), new MessageSent("And you."));
        talked.When(Write("Thank you.", by: The.Surgery, seen: 2)).ThenNothing();
        talked.When(Write("Thank you.", by: The.Surgery, seen: 4)).Then(new MessageSent("Thank you."));
    }

    [Fact]
    public void Another_organisation_may_write_the_same_words() =>
        Given.Facts(The.Submitted, The.Triaged, new MessageSent("Thank you.")).When(Write("Thank you.", by: The.EastTeam)).Then(new MessageSent("Thank you."));

    [Fact]
    public void Before_triage_one_can_write_as_well() => Given.Facts(The.Submitted).When(Write("Hurry.")).Then(new MessageSent("Hurry."));

    private static Func<Referral, DateTimeOffset, Decision> Write(string text, bool answerWanted = false, int? to = null, OdsCode? by = null, int? seen = null) =>
        (r, now) => SendMessage.Decide(r, text, answerWanted, to, by ?? The.EastTeam, now, seen);
}
