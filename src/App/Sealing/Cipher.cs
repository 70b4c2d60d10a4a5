using System.Security.Cryptography;
using System.Text;

namespace SinglePointOfReferral.App.Sealing;

/// <summary>
/// Authenticated encryption of short texts: AES-256-GCM with a random nonce ("Recommendation for Block Cipher Modes of Operation:
/// Galois/Counter Mode", NIST SP 800-38D). What is sealed for one place opens at no other.
/// </summary>
internal static class Cipher
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Nonce, tag and what is sealed, in Base64.</summary>
    /// <param name="place">Where it is kept.</param>
    public static string Seal(byte[] key, string place, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <exception cref="CryptographicException">It was sealed with another key, for another place, or changed since.</exception>
    public static byte[] Open(byte[] key, string place, string text)
    {
        var sealedBytes = new Span<byte>(new byte[text.Length]);
        if (!Convert.TryFromBase64String(text, sealedBytes, out var length) || length < NonceBytes + TagBytes)
            throw new CryptographicException("What is sealed is not whole.");
        var plain = new byte[length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            sealedBytes[..NonceBytes], sealedBytes[(NonceBytes + TagBytes)..length], sealedBytes.Slice(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}
