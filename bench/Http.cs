using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SinglePointOfReferral.Bench;

/// <summary>One answer of the app, its body as it travelled.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body, bool IsInChunks)
{
    public JsonElement Json()
    {
        if (!IsInChunks)
            return JsonElement.Parse(Body.Span);
        var whole = new List<byte>(Body.Length);
        var rest = Body.Span;
        while (Utf8Parser.TryParse(rest, out int size, out var digits, 'x') && size > 0)
        {
            whole.AddRange(rest.Slice(digits + 2, size));
            rest = rest[(digits + 2 + size + 2)..];
        }
        return JsonElement.Parse([.. whole]);
    }
}

/// <summary>
/// One keep-alive connection: writes a prepared request, reads one answer. It costs a fraction of what HttpClient does, and on
/// two cores what the load generator costs is taken from the app.
/// </summary>
internal sealed class Http : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[16 * 1024];

    private Http()
    {
    }

    public static async Task<Http> Connect(Uri app)
    {
        var http = new Http();
        await http.socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, app.Port));
        return http;
    }

    public static byte[] Request(string method, string path, string user, byte[]? body = null, string more = "")
    {
        var head = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nX-Local-User: {user}\r\n{more}"
            + (body is null ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body ?? []];
    }

    /// <summary>The answer; its body is valid until the next request.</summary>
    public async ValueTask<Answer> Send(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new IOException("The app closed the connection.");
            filled += read;
            if (Parse(buffer.AsMemory(0, filled)) is { } answer)
                return answer;
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>The answer, once all of it is here. The app writes either a length or chunks.</summary>
    private static Answer? Parse(ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span;
        var end = text.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var (status, body) = (Number(text[9..]), bytes[(end + 4)..]);
        if (text[..end].IndexOf("Transfer-Encoding: chunked"u8) >= 0)
            return body.Span.EndsWith("0\r\n\r\n"u8) ? new Answer(status, body, IsInChunks: true) : null;
        var at = text[..end].IndexOf("Content-Length: "u8);
        var length = at < 0 ? 0 : Number(text[(at + 16)..]);
        return body.Length < length ? null : new Answer(status, body[..length], IsInChunks: false);
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out _) ? number : throw new IOException("The app's answer has no number where one belongs.");
}
