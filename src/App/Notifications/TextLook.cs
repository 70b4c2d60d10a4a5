using System.Text.Json;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>That a text is to be looked after. Ids only.</summary>
/// <param name="Number">Each look of a text that is asked for has the next number; one that is overtaken has nothing to do.</param>
public sealed record TextLook(Reference Reference, string Key, int Number)
{
    public string ToMessage() => JsonSerializer.Serialize(this, Json.Options);

    public static TextLook FromMessage(string body)
    {
        try
        {
            if (JsonSerializer.Deserialize<TextLook>(body, Json.Options) is { Reference: not null, Key: not null } look)
                return look;
        }
        catch (JsonException)
        {
            // Told below, like every other message that names no text.
        }
        throw new InvalidDataException("The message cannot be read.");
    }
}
