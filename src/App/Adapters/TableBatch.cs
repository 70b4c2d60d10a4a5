using System.Buffers;
using System.Globalization;
using System.Text;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// A batch on the wire: one multipart/mixed change set, all of it applied or none
/// ("Performing entity group transactions", REST reference).
/// </summary>
internal static class TableBatch
{
    /// <summary>The request's content type and body.</summary>
    public static (string ContentType, ReadOnlyMemory<byte> Body) Compose(
        string root, string table, string partition, IReadOnlyList<Write> writes)
    {
        var id = Guid.NewGuid().ToString("N");
        var body = new ArrayBufferWriter<byte>(1024 + 1024 * writes.Count);
        using var json = TableRows.Writer(body);
        Add(body, $"--batch_{id}\r\nContent-Type: multipart/mixed; boundary=changeset_{id}\r\n\r\n");
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            var path = write.Kind is WriteKind.Insert ? AzureTables.Path(table) : AzureTables.Path(table, partition, write.Key);
            Add(body, $"--changeset_{id}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {i + 1}\r\n\r\n");
            Add(body, $"{AzureTables.Method(write.Kind)} {root}{path} HTTP/1.1\r\nAccept: {AzureTables.Json}\r\nDataServiceVersion: 3.0\r\n");
            if (AzureTables.IfMatch(write) is { } etag)
                Add(body, $"If-Match: {etag}\r\n");
            if (write.Kind is WriteKind.Insert)
                Add(body, "Prefer: return-no-content\r\n");
            if (write.Kind is WriteKind.Delete)
            {
                Add(body, "\r\n\r\n");
                continue;
            }
            Add(body, $"Content-Type: {AzureTables.JsonBody}\r\n\r\n");
            json.Reset();
            TableRows.Write(json, partition, write);
            Add(body, "\r\n");
        }
        Add(body, $"--changeset_{id}--\r\n--batch_{id}--\r\n");
        return ($"multipart/mixed; boundary=batch_{id}", body.WrittenMemory);
    }

    /// <summary>
    /// What the service answered: a success for every operation, or the refusal of the first one that failed.
    /// Null when the answer is neither.
    /// </summary>
    public static (int Status, string? Code)? Answer(ReadOnlySpan<byte> body, int operations)
    {
        var statusLine = "\nHTTP/1.1 "u8;
        var successes = 0;
        for (int at; (at = body.IndexOf(statusLine)) >= 0; successes++)
        {
            body = body[(at + statusLine.Length)..];
            if (body.Length < 3 || !int.TryParse(body[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                return null;
            if (status >= 300)
                return (status, StorageService.ErrorCode(body));
        }
        return successes == operations ? (204, null) : null;
    }

    private static void Add(ArrayBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
