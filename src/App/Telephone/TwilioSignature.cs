using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>
/// How Twilio signs what it sends ("Webhooks security", Twilio docs): HMAC-SHA1 over the address and every parameter in ordinal order of
/// names; of a repeated one each different value once, in ordinal order.
/// </summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Twilio signs with it.")]
    public static string Of(string token, string address, IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var signed = new StringBuilder(address);
        foreach (var (name, values) in parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            foreach (var value in values.Distinct().Order(StringComparer.Ordinal))
                signed.Append(name).Append(value);
        }
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
    }

    /// <summary>Whether one of the secrets made a signature, for the address with or without its port.</summary>
    public static bool IsValid(IEnumerable<string> tokens, string signature, Uri address, IReadOnlyCollection<KeyValuePair<string, StringValues>> parameters)
    {
        var given = Encoding.UTF8.GetBytes(signature);
        var isValid = false;
        foreach (var token in tokens)
        {
            foreach (var form in Forms(address))
                isValid |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Of(token, form, parameters)));
        }
        return isValid;
    }

    /// <summary>An address letter by letter as it is configured, without a port, and with the one it has or its scheme's own.</summary>
    private static IEnumerable<string> Forms(Uri address)
    {
        var text = address.OriginalString;
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.IndexOfAny(['/', '?', '#'], start) is var found && found < 0 ? text.Length : found;
        var host = start + text[start..end].LastIndexOfAny(['@', ']']) + 1;
        var colon = text.IndexOf(':', host, end - host);
        yield return colon < 0 ? text : text[..colon] + text[end..];
        yield return colon < 0 ? $"{text[..end]}:{address.Port}{text[end..]}" : text;
    }
}
