using Microsoft.Extensions.Primitives;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A request to be signed.</summary>
public sealed record SignatureCase(string Token, string Address, IReadOnlyList<KeyValuePair<string, StringValues>> Parameters);

/// <summary>Requests that nobody would think of, the same ones every time.</summary>
public static class SignatureCases
{
    private static readonly string[] Hosts = ["referrals.example", "Referrals.Example.NHS.uk", "127.0.0.1", "[::1]", "user:pass@referrals.example", "xn--caf-dma.example"];
    private static readonly string[] Ports = ["", "", ":80", ":443", ":8443", ":7071"];
    private static readonly string[] Paths = ["", "/", "/sms/in", "/sms/status/k-1/2", "/voice/call", "/a%20b/%C3%A9", "/it's", "/a//b/", "/caf%c3%a9;v=1", "/sms/in/@home:80", "/(a)*!~"];
    private static readonly string[] Queries = ["", "", "?", "?a=1&b=2", "?a=1&a=2&a=", "?q=it%27s+here", "?q=it's", "?e=%F0%9F%98%80", "?x[]=1&x[]=%5B", "?b=2&a=1", "?next=https://other.example:8080/?a=b"];
    private static readonly string[] Names = ["From", "To", "Body", "MessageSid", "body", "BODY", "Digits", "10", "9", "a.b", "Ünïcode", "名", "x[]", "SipHeader_X-A", "_", "Z", "é"];

    private static readonly string[] Values =
    [
        "", " ", "Y 4821 7739", "+447700900123", "café", "😀👩🏽‍⚕️", "a&b=c", "a+b", "100%", "%41", " leading and trailing ", "line\nline", "line\r\nline", "'\"<>", "日本語", "e\u0301", "ﬀ", "\u00a0",
    ];

    public static IEnumerable<SignatureCase> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return new($"{random.NextInt64():x16}", $"{(random.Next(4) == 0 ? "http" : "https")}://{One(random, Hosts)}{One(random, Ports)}{One(random, Paths)}{One(random, Queries)}", Parameters(random));
    }

    private static IReadOnlyList<KeyValuePair<string, StringValues>> Parameters(Random random) =>
        [.. Names.OrderBy(_ => random.Next()).Take(random.Next(13)).Select(name => KeyValuePair.Create(name, new StringValues([.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(2, 5) : 1).Select(_ => Value(random))])))];

    /// <summary>The same request with something else in it.</summary>
    public static SignatureCase Changed(SignatureCase one, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return one with { Token = one.Token + "x" };
            case 1:
                return one with { Address = one.Address + "/x" };
            case 2 when one.Parameters.Count > 0:
                return one with { Parameters = [.. one.Parameters.Skip(1), KeyValuePair.Create(one.Parameters[0].Key, new StringValues(one.Parameters[0].Value + "x"))] };
            default:
                return one with { Parameters = [.. one.Parameters, KeyValuePair.Create("Added", new StringValues("1"))] };
        }
    }

    private static string One(Random random, IReadOnlyList<string> of) => of[random.Next(of.Count)];

    private static string Value(Random random) => random.Next(6) > 0 ? One(random, Values)
        : string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => char.ConvertFromUtf32(random.Next(0x20, 0xd800))));
}
