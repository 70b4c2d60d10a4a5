using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>The two forms of "Authorize with Shared Key" (REST reference) that we use: SharedKeyLite for tables, SharedKey for queues.</summary>
public enum SharedKeyScheme { Table, Queue }

/// <summary>What is signed: "Constructing the signature string" of "Authorize with Shared Key" (REST reference).</summary>
public static class SharedKey
{
    public static string StringToSign(SharedKeyScheme scheme, string account, Request request) =>
        scheme is SharedKeyScheme.Table ? ForTable(account, request) : ForQueue(account, request);

    public static string Sign(byte[] key, string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private static string ForTable(string account, Request request)
    {
        var uri = request.Uri.ToUri();
        var comp = Parameters(uri).FirstOrDefault(p => p.Name == "comp").Value;
        return $"{Header(request, "x-ms-date")}\n/{account}{uri.AbsolutePath}{(comp is null ? "" : "?comp=" + comp)}";
    }

    private static string ForQueue(string account, Request request)
    {
        var uri = request.Uri.ToUri();
        var length = request.Content is { } content && content.TryComputeLength(out var bytes) && bytes > 0
            ? bytes.ToString(CultureInfo.InvariantCulture) : "";
        var text = new StringBuilder(512)
            .Append(request.Method.Method).Append("\n\n\n")
            .Append(length).Append("\n\n")
            .Append(Header(request, "Content-Type")).Append("\n\n\n\n\n\n\n");
        foreach (var header in request.Headers.Where(h => h.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(h => h.Name, StringComparer.OrdinalIgnoreCase))
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value).Append('\n');
        text.Append('/').Append(account).Append(uri.AbsolutePath);
        foreach (var (name, value) in Parameters(uri).OrderBy(p => p.Name, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append(':').Append(value);
        return text.ToString();
    }

    private static string Header(Request request, string name) => request.Headers.TryGetValue(name, out var value) ? value : "";

    private static IEnumerable<(string Name, string Value)> Parameters(Uri uri) =>
        from pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let end = pair.IndexOf('=', StringComparison.Ordinal)
        where end > 0
        select (pair[..end].ToLowerInvariant(), Uri.UnescapeDataString(pair[(end + 1)..]));
}

/// <summary>Dates and signs each try of a request with the account's key.</summary>
internal sealed class SharedKeyPolicy(SharedKeyScheme scheme, string account, byte[] key) : HttpPipelineSynchronousPolicy
{
    private readonly string prefix = $"{(scheme is SharedKeyScheme.Table ? "SharedKeyLite" : "SharedKey")} {account}:";

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        request.Headers.SetValue("Authorization", prefix + SharedKey.Sign(key, SharedKey.StringToSign(scheme, account, request)));
    }
}
