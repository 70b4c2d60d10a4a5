using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.Domain.Tests.Notifications;

public sealed class TextTemplateTests
{
    /// <summary>A fact for every kind of text, after an offer of the first of two strands.</summary>
    private static readonly IEnumerable<Fact> Facts =
    [
        .. The.OfEachKind, The.Submitted with { Door = Door.Keypad }, The.MessageSent with { AnswerWanted = false },
        The.ServiceNotReached with { About = TextKind.Withdrawn },
        new ClockWarned(new ClockId("answer", 1, The.Start), The.Start.AddMinutes(15), "rapid-response-east"),
        new ClockBreached(new ClockId("91-days", 1, The.Start), "rapid-response-east"),
    ];

    [Fact]
    public void No_text_of_any_kind_says_anything_of_the_person()
    {
        var two = Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered).Referral;
        var ended = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed).Referral;
        var texts = Facts.SelectMany(f => Texts(two, f)).Concat(Texts(ended, The.Closed)).ToList();
        Assert.Equal(Enum.GetValues<TextKind>().Where(k => k is not TextKind.OfferedCall), texts.Select(t => t.Kind).Distinct().Order());
        Assert.All(texts.SelectMany(t => new[] { t.Body, t.Said ?? "", t.Key }), said =>
        {
            Assert.DoesNotContain(The.Canaries, c => said.Contains(c, StringComparison.OrdinalIgnoreCase));
            Assert.True(Gsm7.Fits(said));
        });
    }

    [Theory]
    [InlineData("Palliative Support at Home")]
    [InlineData("Evening and Night Nurses at Home")]
    public void Every_standard_text_fits_into_one_message_with_a_long_name(string name) => Assert.All(
        Enum.GetValues<TextKind>(), k => Assert.Empty(TextTemplates.Standard.Mistakes(k, name, "See the person within 5 working days")));

    [Fact]
    public void A_referral_by_keypad_is_told_its_reference_and_any_other_is_not()
    {
        Assert.Equal("Referral 4821 7739 has been received. Give this number whenever you ring or write about it.", Assert.Single(Told(The.Submitted with { Door = Door.Keypad })).Body);
        Assert.False(TextMessages.Tells(The.Submitted));
        Assert.Empty(Told(The.Submitted));

        static IReadOnlyList<TextMessage> Told(Submitted submitted) => Texts(Given.Facts(submitted).Referral, submitted);
    }

    [Fact]
    public void What_is_filled_in_is_not_filled_in_again() => Assert.Contains(
        "{time}", TextTemplates.Standard.Fill(TextKind.DueSoon, The.Reference, time: The.Start, what: "{time}"), StringComparison.Ordinal);

    private static IReadOnlyList<TextMessage> Texts(Referral referral, Fact fact) =>
        TextMessages.Of(referral, new(6, The.Start.AddMinutes(5), The.Start.AddMinutes(5), The.Gp, null, fact), The.Town);
}
