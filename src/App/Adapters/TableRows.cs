using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>Rows as the JSON of "Payload format for Table service operations" (REST reference); every text is an Edm.String.</summary>
internal static class TableRows
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Writer(IBufferWriter<byte> to) => new(to, Plain);

    public static ReadOnlyMemory<byte> Bytes(string partition, Write write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = Writer(bytes);
        Write(json, partition, write);
        return bytes.WrittenMemory;
    }

    public static void Write(Utf8JsonWriter json, string partition, Write write)
    {
        json.WriteStartObject();
        WriteText(json, "PartitionKey", partition);
        WriteText(json, "RowKey", write.Key);
        foreach (var (name, text) in write.Texts)
            WriteText(json, name, text);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>
    /// The JSON that we send is ASCII: Azurite decodes a long body in pieces and damages a character that lies across two of them.
    /// Escaping only where it must be done keeps the quotes of stored JSON two bytes long instead of six.
    /// </summary>
    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (Ascii.IsValid(text))
            json.WriteString(name, text);
        else
            json.WriteString(name, JsonEncodedText.Encode(text, JavaScriptEncoder.Default));
    }

    /// <summary>The single row of a point read; its version comes in a header.</summary>
    public static Row Read(ReadOnlyMemory<byte> body, string? etag)
    {
        var json = new Utf8JsonReader(body.Span);
        json.Read();
        var row = Row(ref json);
        return etag is null ? row : row with { ETag = etag };
    }

    /// <summary>Adds the rows of one page of a query, in the service's order.</summary>
    public static void ReadPage(ReadOnlyMemory<byte> body, ICollection<Row> rows)
    {
        var json = new Utf8JsonReader(body.Span);
        while (json.Read())
        {
            if (json.TokenType is not JsonTokenType.PropertyName || !json.ValueTextEquals("value"u8))
                continue;
            json.Read();
            while (json.Read() && json.TokenType is JsonTokenType.StartObject)
                rows.Add(Row(ref json));
            return;
        }
    }

    /// <summary>Our own names are identifiers, so a name with a point or an at sign is the protocol's.</summary>
    private static Row Row(ref Utf8JsonReader json)
    {
        string partition = "", key = "";
        string? etag = null;
        var texts = new Dictionary<string, string>();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (json.TokenType is not JsonTokenType.String)
            {
                json.Skip();
                continue;
            }
            switch (name)
            {
                case "PartitionKey": partition = json.GetString()!; break;
                case "RowKey": key = json.GetString()!; break;
                case "odata.etag": etag = json.GetString(); break;
                case "Timestamp": break;
                default:
                    if (name.AsSpan().IndexOfAny('.', '@') < 0)
                        texts[name] = json.GetString()!;
                    break;
            }
        }
        return new Row(partition, key, texts) { ETag = etag };
    }
}
