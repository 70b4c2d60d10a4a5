using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SinglePointOfReferral.Domain.Values;

/// <summary>
/// The number by which a referral is known, read out and keyed on telephones: eight digits, shown as 4821 7739. The last is a
/// check digit after Damm ("Total anti-symmetrische Quasigruppen", 2004), which catches every single wrong digit and every swap
/// of neighbours. It says nothing about the person and may appear in a text message.
/// </summary>
public sealed record Reference : IValue<Reference>
{
    private const string Quasigroup =
        "0317598642" +
        "7092154863" +
        "4206871359" +
        "1750983426" +
        "6123045978" +
        "3674209581" +
        "5869720134" +
        "8945362017" +
        "9438617205" +
        "2581436790";

    private Reference(string digits) => Text = digits;

    /// <summary>Eight digits without a space: also the partition in which everything about the referral is stored.</summary>
    public string Text { get; }

    /// <summary>In two groups of four, as it is shown and read out.</summary>
    public string Spaced => $"{Text[..4]} {Text[4..]}";

    public static Reading<Reference> Read(string text)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-'));
        if (digits.Length != 8 || !digits.All(char.IsAsciiDigit))
            return "A reference has 8 numbers, like 4821 7739";
        return CheckDigit(digits) == 0 ? new Reference(digits) : "That is not a reference: one of its numbers is wrong. Check it.";
    }

    /// <summary>
    /// The reference of a caller's request, the same each time the same request is made. Knowing references does not tell which
    /// others exist, for lack of the key.
    /// </summary>
    /// <param name="key">The secret of this deployment.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="idempotencyKey">What the caller calls this request.</param>
    /// <param name="candidate">0 at first; the next number each time that another request is found to have the same reference.</param>
    public static Reference Derive(ReadOnlySpan<byte> key, string caller, string idempotencyKey, int candidate)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"reference\n{caller}\n{idempotencyKey}\n{candidate}"), hash);
        var stem = (BinaryPrimitives.ReadUInt64BigEndian(hash) % 10_000_000).ToString("D7");
        return new Reference(stem + CheckDigit(stem));
    }

    public override string ToString() => Spaced;

    private static int CheckDigit(string digits)
    {
        var interim = 0;
        foreach (var digit in digits)
            interim = Quasigroup[interim * 10 + (digit - '0')] - '0';
        return interim;
    }
}
