using System.Xml.Linq;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>What we write is letter by letter what Twilio's own package writes.</summary>
public sealed class TwiMLTests(Referee referee) : IClassFixture<Referee>
{
    private static readonly PhoneNumber Hub = PhoneNumber.Read("01632 960 100").Value!;

    public static TheoryData<string> Texts => [
        "Press 1 to accept.", "", " ", "Fish & <chips>", "\"quoted\" and 'quoted'", "a ]]> b", "café, naïve, £5, 日本", "😀 and 👩🏽‍⚕️",
        "tab\tand line\nand\r\nreturn\r", "&amp; &#10; already", "<Say>no</Say>",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public Task Any_text_is_written_as_Twilio_writes_it(string text) => Agree(
        new Say(text), new Gather("/voice/call?menu=1&step=2", [new Say(text), new Pause(1), new Say(text)]), new Redirect("/voice/call?a=1&b=2"));

    [Theory]
    [MemberData(nameof(Texts))]
    public Task So_is_any_text_that_answers_a_text(string text) => Agree(new Reply(text));

    [Fact]
    public Task So_is_every_verb_with_everything_it_may_have() => Agree(
        new Say("Welcome."), new Pause(2),
        new Gather("/voice/call", []), new Gather("/voice/call", [new Say("Key it.")], Digits: 6, FinishOn: "", Timeout: 12), new Gather("/voice/call", [], 1, "*", 0),
        new Dial(Hub), new Dial(Hub, "/voice/call/ended?a=1&b=2"), new Redirect("/voice/call"), new Hangup());

    [Theory]
    [InlineData("https://proxy.example/town/referrals/", "/town/referrals")]
    [InlineData("https://referrals.example", "")]
    public void Every_address_lies_under_the_path_of_ours(string address, string under)
    {
        var settings = new TelephoneSettings(new TwilioAccount("AC1", "+441632960100", "+441632960100", TelephoneSettings.TwilioApi), ["secret"], new Uri(address));
        Assert.Equal((under, ""), (settings.PathOfAddresses, (settings with { Account = null }).PathOfAddresses));
        var written = XElement.Parse(TwiML.Write([new Gather("/voice/call/1", [new Say("/no")]), new Dial(Hub, "/voice/call/2"), new Dial(Hub), new Redirect("/voice/call")], under));
        Assert.Equal([$"{under}/voice/call/1", $"{under}/voice/call/2"], written.Elements().Attributes("action").Select(a => a.Value));
        Assert.Equal($"{under}/voice/call", written.Element("Redirect")!.Value);
    }

    [Fact]
    public async Task So_is_silence()
    {
        await Agree();
        Assert.Equal("""<?xml version="1.0" encoding="UTF-8"?><Response/>""", TwiML.Write([]));
    }

    [Fact]
    public void What_no_document_can_hold_is_left_out() =>
        Assert.EndsWith("<Response><Message>bell, half a sign\ufffd, nothing</Message></Response>", TwiML.Write([new Reply("bell\u0007, half a sign\ud83d, nothing\u0000\ufffe")]), StringComparison.Ordinal);

    private async Task Agree(params Verb[] verbs) => Assert.Equal(await referee.TwiML(verbs), TwiML.Write(verbs));
}
