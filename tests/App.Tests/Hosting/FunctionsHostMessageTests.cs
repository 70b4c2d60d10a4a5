using System.Text.Json;
using SinglePointOfReferral.App.Hosting;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>What the host posts for a message, in each form that it may have.</summary>
public sealed class FunctionsHostMessageTests
{
    private const string Message = """{"reference":"48217735","fact":1}""";

    [Fact]
    public void A_message_is_read_from_a_string_that_holds_it() => Assert.Equal(Message, Body(JsonSerializer.Serialize(Message)));

    [Fact]
    public void A_message_is_read_from_a_string_within_a_string() =>
        Assert.Equal(Message, Body(JsonSerializer.Serialize(JsonSerializer.Serialize(Message))));

    [Fact]
    public void A_message_is_read_as_the_object_that_it_is() => Assert.Equal(Message, Body(Message));

    [Theory]
    [InlineData("plain words")]
    [InlineData("\"half a quotation")]
    [InlineData("\"")]
    [InlineData("")]
    public void Whatever_else_was_put_on_the_queue_is_taken_as_it_is(string text) => Assert.Equal(text, Body(JsonSerializer.Serialize(text)));

    [Fact]
    public void A_text_in_quotes_keeps_its_own() =>
        Assert.Equal("\"quoted\"", Body(JsonSerializer.Serialize(JsonSerializer.Serialize("\"quoted\""))));

    [Theory]
    [InlineData("""{"DequeueCount":3}""", 3)]
    [InlineData("""{"DequeueCount":"3"}""", 3)]
    [InlineData("""{"DequeueCount":"\"3\""}""", 3)]
    [InlineData("""{"DequeueCount":"often"}""", 1)]
    [InlineData("""{"DequeueCount":{"of":"the message"}}""", 1)]
    [InlineData("{}", 1)]
    [InlineData("null", 1)]
    public void The_attempt_is_what_the_host_counted_or_the_first(string metadata, int attempt) =>
        Assert.Equal(attempt, Read($$$"""{"Data":{"message":"x"},"Metadata":{{{metadata}}}}""").Attempt);

    [Fact]
    public void Properties_of_the_message_that_the_host_copied_change_nothing() => Assert.Equal(
        new Delivery("triage-referral", Message, 2),
        Read($$$"""{"Data":{"message":{{{JsonSerializer.Serialize(Message)}}}},"Metadata":{"DequeueCount":"2","reference":"\"11111111\"","fact":"9"}}"""));

    private static string Body(string data) => Read($$$"""{"Data":{"message":{{{data}}}},"Metadata":{"DequeueCount":"1"}}""").Body;

    private static Delivery Read(string call) => FunctionsHost.Read(JsonDocument.Parse(call).RootElement, "triage-referral");
}
