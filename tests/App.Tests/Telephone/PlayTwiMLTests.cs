using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>The demonstration's telephone does with a document what Twilio does.</summary>
public sealed class PlayTwiMLTests
{
    private static readonly PhoneNumber Hub = PhoneNumber.Read("01632 960 100").Value!;

    [Fact]
    public void What_is_said_is_heard_until_keys_are_waited_for()
    {
        var played = PlayTwiML.Of(TwiML.Write([new Say("Good morning."), new Pause(1), new Gather("/voice/call/1", [new Say("Enter your PIN.")], 4, "#"), new Say("Nobody hears this.")]));
        Assert.Equal(["Good morning.", "Enter your PIN."], played.Heard);
        Assert.Equal((new LineState.Listens("/voice/call/1", 4, '#', TellsSilence: true), 2), (played.State, played.At));
    }

    [Theory]
    [InlineData("""<Gather/>""", null, '#', false)]
    [InlineData("""<Gather finishOnKey="" numDigits="1" actionOnEmptyResult="true"/>""", 1, null, true)]
    [InlineData("""<Gather finishOnKey="*" numDigits="many" actionOnEmptyResult="false"/>""", null, '*', false)]
    public void What_a_gather_does_not_say_is_as_Twilio_has_it(string gather, int? digits, char? finishOn, bool tellsSilence) =>
        Assert.Equal(new LineState.Listens("", digits, finishOn, tellsSilence), PlayTwiML.Of($"<Response>{gather}</Response>").State);

    [Fact]
    public void A_document_goes_on_after_a_gather_that_keeps_silence_to_itself()
    {
        const string document = "<Response><Gather><Say>Press 1.</Say></Gather><Say>Goodbye.</Say></Response>";
        var first = PlayTwiML.Of(document);
        var second = PlayTwiML.Of(document, first.At + 1);
        Assert.Equal(["Goodbye."], second.Heard);
        Assert.IsType<LineState.IsOver>(second.State);
    }

    [Fact]
    public void Somebody_is_put_through_and_sent_on()
    {
        Assert.Equal(new LineState.Dials("+441632960100", "/voice/call/3"), PlayTwiML.Of(TwiML.Write([new Say("One moment."), new Dial(Hub, "/voice/call/3")])).State);
        Assert.Equal(new LineState.Redirects("/voice/call"), PlayTwiML.Of(TwiML.Write([new Redirect("/voice/call")])).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Not found")]
    [InlineData("<Response/>")]
    [InlineData("<Other><Say>Hello</Say></Other>")]
    [InlineData("<Response><Say>Hello</Say>")]
    [InlineData("<Response><Record/></Response>")]
    [InlineData("<!DOCTYPE Response [<!ENTITY a SYSTEM \"file:///etc/hosts\">]><Response><Say>&a;</Say></Response>")]
    public void Anything_else_ends_the_call_and_nothing_is_heard(string document)
    {
        var played = PlayTwiML.Of(document);
        Assert.IsType<LineState.IsOver>(played.State);
        Assert.Empty(played.Heard);
    }

    [Fact]
    public void A_telephone_comes_back_from_its_form_as_it_went()
    {
        var phone = new Handset("CA1", "tom-bright", Handset.Withheld, "", 0, "", []).With(Speaker.Line, "You ring.")
            .Hear(TwiML.Write([new Say("< \"Good\" morning >"), new Gather("/voice/call/1", [])])).With(Speaker.Caller, "Pressed 1") with { Keyed = "48*" };
        var back = Handset.In(new(phone.Fields.ToDictionary(f => f.Key, f => (string?)f.Value)));
        Assert.Equal(phone with { Lines = back!.Lines }, back);
        Assert.Equal(phone.Lines, back.Lines);
    }
}
