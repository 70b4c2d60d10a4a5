using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

public sealed class ReplyTextTests
{
    [Fact]
    public void A_time_of_day_is_no_reference() => Assert.Equal(new ReplyText(ReplyWord.Eta), ReplyText.Read("ETA 1430"));

    [Theory]
    [InlineData("Stop", ReplyWord.Stop)]
    [InlineData(" STOP ", ReplyWord.Stop)]
    [InlineData("Stop.", ReplyWord.Unclear)]
    [InlineData("Start.", ReplyWord.Start)]
    public void Stop_is_what_the_network_takes_for_it_and_start_is_more(string said, ReplyWord word) => Assert.Equal(word, ReplyText.Read(said).Word);

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly ReplyAnswers Answers = new("01632 960 100");

    [Theory]
    [InlineData("Y 4821 7739", ReplyWord.Accept, true, null)]
    [InlineData("yes", ReplyWord.Accept, false, null)]
    [InlineData("  YES. ", ReplyWord.Accept, false, null)]
    [InlineData("y48217739", ReplyWord.Accept, true, null)]
    [InlineData("4821-7739 yes please", ReplyWord.Accept, true, null)]
    [InlineData("Accept ref: 48 21 77 39", ReplyWord.Accept, true, null)]
    [InlineData("Yes 👍", ReplyWord.Accept, false, null)]
    [InlineData("N 2", ReplyWord.Decline, false, 2)]
    [InlineData("n2", ReplyWord.Decline, false, 2)]
    [InlineData("n 4821 7739 2", ReplyWord.Decline, true, 2)]
    [InlineData("N 2 4821 7739", ReplyWord.Decline, true, 2)]
    [InlineData("No\n2", ReplyWord.Decline, false, 2)]
    [InlineData("no", ReplyWord.Decline, false, null)]
    [InlineData("ETA 40", ReplyWord.Eta, false, 40)]
    [InlineData("eta40min", ReplyWord.Eta, false, 40)]
    [InlineData("ETA 40 mins 4821 7739", ReplyWord.Eta, true, 40)]
    [InlineData("ETA 4821 7739 40", ReplyWord.Eta, true, 40)]
    [InlineData("ETA 2 hours", ReplyWord.Eta, false, 120)]
    [InlineData("eta", ReplyWord.Eta, false, null)]
    [InlineData("Visited", ReplyWord.Visited, false, null)]
    [InlineData("VISITED 4821 7739, thank you", ReplyWord.Visited, true, null)]
    [InlineData("HELP", ReplyWord.Help, false, null)]
    [InlineData("?", ReplyWord.Help, false, null)]
    [InlineData("Stop", ReplyWord.Stop, false, null)]
    [InlineData("START", ReplyWord.Start, false, null)]
    public void A_word_is_read_in_any_case_and_spacing(string body, ReplyWord word, bool hasReference, int? number) =>
        Assert.Equal(new ReplyText(word, hasReference ? The.Reference : null, number), ReplyText.Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("👍")]
    [InlineData("2")]
    [InlineData("4821 7739")]
    [InlineData("Yes but not before tomorrow")]
    [InlineData("Yes?")]
    [InlineData("Y N")]
    [InlineData("not yes")]
    [InlineData("ok")]
    [InlineData("Seen the text, ring me")]
    [InlineData("VISITED 4821 7739 14:30")]
    [InlineData("stop texting me about 4821 7739")]
    public void What_says_more_or_less_than_a_word_is_not_taken_for_one(string body) => Assert.Equal(new(ReplyWord.Unclear), ReplyText.Read(body));

    [Theory]
    [InlineData("No problem, 2 of us are coming")]
    [InlineData("N 2?")]
    [InlineData("N 2 or 3")]
    [InlineData("no capacity")]
    public void A_no_that_gives_no_one_reason_is_a_no_without_reason(string body) => Assert.Equal(new(ReplyWord.Decline), ReplyText.Read(body));

    [Theory]
    [InlineData("ETA 14:30")]
    [InlineData("ETA 40 to 60")]
    [InlineData("ETA 1 hour 30")]
    [InlineData("ETA 40 tomorrow")]
    public void A_time_that_is_not_one_number_is_asked_for_again(string body) => Assert.Equal(new(ReplyWord.Eta), ReplyText.Read(body));

    [Theory]
    [InlineData("Y 4821 7735")]
    [InlineData("Y 4821")]
    [InlineData("Y 2")]
    [InlineData("VISITED 1430")]
    [InlineData("N 4821 7735 2")]
    [InlineData("ETA 40 482177399")]
    [InlineData("Y 4821 7739 4821 7739")]
    public void A_reference_that_is_none_is_told(string body) => Assert.True(ReplyText.Read(body).HasWrongReference);

    [Fact]
    public void Help_names_every_word_that_is_read()
    {
        Assert.Equal(ReplyWord.Accept, ReplyText.Read("Y").Word);
        Assert.All(DeclineKeys.All, k =>
        {
            Assert.Contains($"{k.Key} ", Answers.Help, StringComparison.Ordinal);
            Assert.Equal(k.Reason, DeclineKeys.Of(ReplyText.Read($"N {k.Key}").Number!.Value));
        });
        foreach (var example in new[] { "Y", "N", "ETA 40", "VISITED" })
        {
            Assert.Contains(example, Answers.Help, StringComparison.Ordinal);
            Assert.NotEqual(ReplyWord.Unclear, ReplyText.Read(example).Word);
        }
    }

    [Fact]
    public void Any_text_at_all_is_read_to_something()
    {
        var likely = Gen.Elements("yYnN eta?stop0123456789 \n-.é٣\ud83d".ToCharArray()).ArrayOf().Select(c => new string(c));
        var any = ArbMap.Default.ArbFor<string?>().Generator.Select(s => s ?? "");
        Check.One(Often, Prop.ForAll(Gen.OneOf(likely, any).ToArbitrary(), body => ReplyText.Read(body).Number is null or >= 0));
    }

    [Fact]
    public void What_is_said_is_read_back_however_it_is_spaced() => Check.One(Often, Prop.ForAll(
        Gen.Elements("", " ", "  ", "\n", ".", "-").ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Elements("n", "N", "No", "DECLINE").ToArbitrary(), (space, number, word) =>
            ReplyText.Read($"{word}{space}{number} {The.Reference.Text[..4]}{space}{The.Reference.Text[4..]}") == new ReplyText(ReplyWord.Decline, The.Reference, number)));

    [Fact]
    public void Every_answer_is_one_segment_of_a_text()
    {
        var two = new[] { The.Reference, The.OtherReference };
        List<string> all =
        [
            Answers.Help, Answers.Stranger, Answers.WrongReference, Answers.NotSure, Answers.DeclinedBefore(The.Reference, The.Start, The.Start.AddDays(2)), ReplyAnswers.AskWhy(null), ReplyAnswers.AskWhy(The.Reference), ReplyAnswers.AskMinutes(The.Reference),
            ReplyAnswers.Which([.. two, .. two, .. two, .. two], new(ReplyWord.Eta, null, 720)), .. Enum.GetValues<ReplyWord>().Select(Answers.Nothing),
            .. Enum.GetValues<Refusal>().Select(r => Answers.Refused(r, The.Reference)),
            .. Enum.GetValues<ReplyWord>().Select(word => Recorded(new(word, null, 6), The.Submitted, The.Triaged, The.Offered, The.Accepted, The.VisitExpected)),
        ];
        Assert.All(all, text => Assert.True(Gsm7.Fits(text), $"{text.Length}: {text}"));
    }

    [Fact]
    public void Which_is_asked_with_the_numbers_and_what_to_reply() => Assert.Equal(
        "Which? 4821 7739 or 2222 2224. Reply N 2 and its number.", ReplyAnswers.Which([The.Reference, The.OtherReference], new(ReplyWord.Decline, null, 2)));

    [Fact]
    public void Whoever_declines_one_part_is_told_of_another_that_is_still_with_them()
    {
        Fact[] two = [The.Submitted, The.Triaged, The.Offered, The.StrandAdded, The.Offered with { Strand = 2 }, The.Declined];
        var answers = new[] { Recorded(new(ReplyWord.Decline, null, 2), two), Recorded(new(ReplyWord.Decline, null, 2), [.. two, The.Accepted with { Strand = 2 }]) };
        Assert.Equal("4821 7739 declined, reason 2, out of area. It moves on: another part of it is still on offer. Reply Y or N and a number with 4821 7739.", answers[0]);
        Assert.Equal("4821 7739 declined, reason 2, out of area. It moves on: another part of it stays with you.", answers[1]);
        Assert.All(answers, a => Assert.True(Gsm7.Fits(a), a));
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData(" START\n", true)]
    [InlineData("Unstop", true)]
    [InlineData("y", false)]
    [InlineData("yes 4821 7739", false)]
    public void The_words_that_let_texts_come_again_are_those_of_the_network(string body, bool wants) => Assert.Equal(wants, ReplyText.WantsTexts(body));

    [Fact]
    public void Whoever_accepts_is_told_by_when_to_see_the_person() => Assert.Equal(
        "4821 7739 accepted. See the person by 11:00. When you know, reply ETA and minutes. Then VISITED.",
        Recorded(new(ReplyWord.Accept), The.Submitted, The.Triaged, The.Offered, The.Accepted));

    private static string Recorded(ReplyText said, params Fact[] facts)
    {
        var story = Given.Facts(facts);
        return Answers.Recorded(said, story.Referral, story.Referral.Strands[0], new HashSet<string> { "rapid-response-east" }, The.Town, story.Now);
    }
}
