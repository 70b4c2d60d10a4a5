using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Notifications;

public sealed class TextMessageTests
{
    private const string Referrer = "+447700900201";
    private const string Service = "+447700900101";

    private static readonly (Type Fact, string To, string Body)[] Texted =
    [
        (typeof(Offered), Service, "Referral 4821 7739: offered to Rapid Response East. Answer by 09:15 on 3 Mar: text Y 4821 7739 for yes, N 4821 7739 for no, HELP for more."),
        (typeof(Accepted), Referrer, "Referral 4821 7739: Rapid Response East has accepted. The person is to be seen by 11:00 on 3 Mar."),
        (typeof(Declined), Referrer, "Referral 4821 7739: Rapid Response East could not take it. It goes to another service or to the hub."),
        (typeof(Visited), Referrer, "Referral 4821 7739: the person was seen at 09:04 on 3 Mar."),
        (typeof(Closed), Referrer, "Referral 4821 7739: part of it is now closed. Sign in to see the outcome."),
        (typeof(EmergencyAdvised), "+447700900100", "Referral 4821 7739: the referrer was told to call 999. Sign in now, and ring them back."),
        (typeof(HandedToHub), "+447700900100", "Referral 4821 7739: no service could be offered it. The person is to be seen by 11:00 on 3 Mar. Sign in to find one."),
        (typeof(OfferTakenBack), Service, "Referral 4821 7739: the hub has taken it back from Rapid Response East. Nothing more to do."),
        (typeof(AddedTo), Service, "Referral 4821 7739: more was added to it. Sign in to see it."),
        (typeof(MessageSent), Service, "Referral 4821 7739: you are asked a question. Sign in to answer it."),
        (typeof(ClockWarned), Service, "Referral 4821 7739 is due by 11:00 on 3 Mar: See the person within 2 hours. Sign in to see it."),
        (typeof(BreachEscalated), "+447700900152", "Referral 4821 7739 is late and nobody has said that they see to it: See the person within 2 hours. Sign in now."),
        (typeof(ServiceNotReached), "+447700900100", "Referral 4821 7739: Rapid Response East could be reached by no text and no call. Ring them, or sign in to find another."),
        (typeof(GlassBroken), "+447700900190", "Referral 4821 7739: somebody with no part in it broke the glass to see it. Sign in to review that."),
        (typeof(Withdrawn), Service, "Referral 4821 7739 was withdrawn. Nothing more to do."),
    ];

    public static TheoryData<Type, string, string> Told()
    {
        var told = new TheoryData<Type, string, string>();
        foreach (var (fact, to, body) in Texted)
            told.Add(fact, to, body);
        return told;
    }

    [Theory]
    [MemberData(nameof(Told))]
    public void A_fact_is_told_in_one_text(Type type, string to, string body)
    {
        var fact = The.OfEachKind.Single(f => f.GetType() == type);
        var text = Assert.Single(Texts(fact));
        Assert.Equal((to, body), (text.To.Text, text.Body));
        Assert.StartsWith("48217739-0005", text.Key);
        Assert.True(Gsm7.Fits(body));
    }

    [Fact]
    public void Whoever_is_to_answer_soon_is_told_how() => Assert.Equal(
        "Referral 4821 7739, offered to Rapid Response East: answer by 09:15 on 3 Mar. Text Y 4821 7739 or N 4821 7739, or sign in.",
        Assert.Single(Texts(new ClockWarned(new ClockId("answer", 1, The.Start), The.Start.AddMinutes(15), "rapid-response-east"))).Body);

    [Fact]
    public void Only_the_facts_that_tell_give_texts() => Assert.All(The.OfEachKind, fact =>
        Assert.Equal(TextMessages.Tells(fact), fact is Merged or ClockBreached || Texted.Any(t => t.Fact == fact.GetType())));

    [Fact]
    public void What_is_late_is_told_to_all_whom_the_locality_names() => Assert.Equal(
        [Service, "+447700900151"], Texts(The.ClockBreached).Select(t =>
        {
            Assert.Equal("Referral 4821 7739 is late: See the person within 2 hours. Sign in, and say that you see to it.", t.Body);
            return t.To.Text;
        }));

    [Fact]
    public void The_last_closing_says_so()
    {
        var story = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed);
        Assert.Contains(": it is now closed.", Assert.Single(TextMessages.Of(story.Referral, Recorded(The.Closed, 5), The.Town)).Body);
    }

    [Fact]
    public void A_referrer_on_a_landline_gets_no_text() =>
        Assert.Empty(Texts(The.Accepted, The.Submitted with { CallBack = The.Read<PhoneNumber>("01632 960 100") }));

    [Fact]
    public void Each_service_that_has_it_hears_of_a_withdrawal_once()
    {
        var story = Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered, The.Offered with { Strand = 2, Service = "befriending" }, The.Withdrawn);
        var texts = TextMessages.Of(story.Referral, Recorded(The.Withdrawn, 5), The.Town);
        Assert.Equal(["48217739-0005-1", "48217739-0005-2"], texts.Select(t => t.Key));
        Assert.Equal(["+447700900101", "+447700900106"], texts.Select(t => t.To.Text));
    }

    [Fact]
    public void When_a_duplicate_ends_the_service_that_has_it_and_the_referrer_are_told() =>
        Assert.Equal(
            [
                (Service, "Referral 4821 7739 was a duplicate and has ended. Nothing more to do under this number."),
                (Referrer, "Referral 4821 7739 goes on as 2222 2224: the person had been referred already. Sign in to follow it."),
            ],
            Texts(The.Merged).Select(t => (t.To.Text, t.Body)));

    [Theory]
    [InlineData("RRT01", true, "Referral 4821 7739: you are asked a question. Sign in to answer it.")]
    [InlineData("SPR01", false, "Referral 4821 7739: there is a message for you. Sign in to read it.")]
    public void What_a_provider_or_the_hub_writes_is_texted_to_the_referrer(string by, bool isQuestion, string body)
    {
        var sent = Recorded(new MessageSent("Written note", isQuestion), 5) with { By = new("x", "X", The.Read<OdsCode>(by)) };
        var text = Assert.Single(TextMessages.Of(Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered).Referral, sent, The.Town));
        Assert.Equal((Referrer, body), (text.To.Text, text.Body));
    }

    [Fact]
    public void Whoever_made_a_duplicate_hears_what_becomes_of_the_one_that_goes_on_once_each()
    {
        var merged = The.AddedTo with { From = The.OtherReference, For = The.Neighbours, CallBack = The.Read<PhoneNumber>("07700 900 202"), SaidBy = "Jo Bell" };
        var story = Given.Facts(
            The.Submitted, The.TriagedInTwo, The.Offered, merged, merged with { SaidBy = "Kit Walker", CallBack = The.Details.CallBack }, The.AddedTo with { From = The.OtherReference, CallBack = The.Read<PhoneNumber>("07700 900 203") });
        foreach (var fact in new Fact[] { The.Accepted, The.Declined, The.Visited, The.Closed })
        {
            var texts = TextMessages.Of(story.Referral, Recorded(fact, 7), The.Town);
            Assert.Equal([("48217739-0007", Referrer), ("48217739-0007-added-4", "+447700900202")], texts.Select(t => (t.Key, t.To.Text)));
            Assert.Single(texts.Select(t => t.Body).Distinct());
        }
    }

    [Theory]
    [InlineData("SPR01", Side.Service, Service)]
    [InlineData("RRT01", Side.Hub, null)]
    [InlineData("DEV01", Side.Hub, null)]
    public void What_is_meant_for_the_service_is_texted_to_it_and_what_is_meant_for_the_hub_to_nobody(string by, Side to, string? texted)
    {
        var sent = Recorded(new MessageSent("Written note", true, To: to), 5) with { By = new("x", "X", The.Read<OdsCode>(by)) };
        Assert.Equal(texted, TextMessages.Of(Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered).Referral, sent, The.Town).SingleOrDefault()?.To.Text);
    }

    /// <summary>The texts of a fact that is the fifth of a referral whose first strand is on offer.</summary>
    private static IReadOnlyList<TextMessage> Texts(Fact fact, Submitted? submitted = null) =>
        TextMessages.Of(Given.Facts(submitted ?? The.Submitted, The.TriagedInTwo, The.Offered).Referral, Recorded(fact, 5), The.Town);

    private static Recorded Recorded(Fact fact, int number) =>
        new(number, The.Start.AddMinutes(number - 1), The.Start.AddMinutes(number - 1), The.Gp, null, fact);
}
