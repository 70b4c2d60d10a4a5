using System.Text.Json;
using System.Text.Json.Nodes;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>How often a message has been sent anew after its last attempt. It stands in the message itself, so that a store that does not answer
/// cannot lose the count.</summary>
public static class SentAnew
{
    private const string Property = "again";

    /// <summary>The message as it was first sent, and how often it has been sent anew since.</summary>
    public static (string Body, int Times) Read(string body)
    {
        if (!body.Contains($"\"{Property}\"", StringComparison.Ordinal) || Parse(body) is not { } message || message[Property] is not JsonValue value || !value.TryGetValue(out int times))
            return (body, 0);
        message.Remove(Property);
        return (message.ToJsonString(Json.Options), times);
    }

    /// <summary>The message to send for the given time; null where it is none of ours, which no waiting mends.</summary>
    public static string? Write(string body, int times)
    {
        if (Parse(body) is not { } message)
            return null;
        message[Property] = times;
        return message.ToJsonString(Json.Options);
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
