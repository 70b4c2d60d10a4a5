using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>A row's texts as the embedded store keeps them: one JSON object, so that any SQLite tool can show what is stored.</summary>
internal static class EmbeddedTexts
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? reused;

    public static byte[] Encode(IReadOnlyDictionary<string, string> texts)
    {
        var (buffer, json) = reused ??= Writer();
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        foreach (var (name, text) in texts)
            json.WriteString(name, text);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static IReadOnlyDictionary<string, string> Decode(ReadOnlySpan<byte> stored)
    {
        var texts = new Dictionary<string, string>();
        var json = new Utf8JsonReader(stored);
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            texts.Add(name, json.GetString()!);
        }
        return texts;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) Writer()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new Utf8JsonWriter(buffer, Plain));
    }
}
