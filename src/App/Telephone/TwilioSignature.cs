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

    private static IEnumerable<string> Forms(Uri address)
    {
        var rest = address.OriginalString[(address.OriginalString.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = rest.IndexOfAny(['/', '?']);
        var (host, path) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        var bare = host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']') ? host[..colon] : host;
        yield return $"{address.Scheme}://{bare}{path}";
        yield return $"{address.Scheme}://{bare}:{address.Port}{path}";
    }
}
