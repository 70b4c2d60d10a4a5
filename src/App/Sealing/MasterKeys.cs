using System.Security.Cryptography;
using System.Text;

namespace SinglePointOfReferral.App.Sealing;

/// <summary>
/// The keys under which everything personal lies: the first seals, all of them open, so that a new one can be put in front of the old
/// ("Recommendation for Key Management", NIST SP 800-57 part 1, section 5.3). From the setting <c>MasterKeys</c>, in Azure a reference to a
/// secret of Key Vault; otherwise from a file on this machine. Read once a process.
/// </summary>
public sealed class MasterKeys
{
    private const int IdLength = 8;
    private readonly Dictionary<string, byte[]> byId;
    private readonly string current;

    /// <param name="keys">Each of 32 random bytes, the one that seals first.</param>
    /// <exception cref="ArgumentException">There is none, or one has another length.</exception>
    public MasterKeys(IReadOnlyList<byte[]> keys)
    {
        if (keys.Count == 0 || keys.Any(k => k.Length != Cipher.KeyBytes))
            throw new ArgumentException($"A master key has {Cipher.KeyBytes} bytes.", nameof(keys));
        byId = keys.ToDictionary(IdOf);
        current = IdOf(keys[0]);
    }

    /// <summary>Keys in Base64 with commas or line ends between them.</summary>
    /// <exception cref="FormatException">One is not Base64.</exception>
    public static MasterKeys Read(string text) =>
        new([.. text.Split([',', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Convert.FromBase64String)]);

    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Cipher.KeyBytes));

    /// <summary>The id of the key, a point, and what is sealed.</summary>
    public string Seal(string place, ReadOnlySpan<byte> plain) => $"{current}.{Cipher.Seal(byId[current], place, plain)}";

    public string Seal(string place, string plain) => Seal(place, Encoding.UTF8.GetBytes(plain));

    /// <exception cref="CryptographicException">No key that is known opens it.</exception>
    public byte[] Open(string place, string text) => text.IndexOf('.') is var point and >= 0 && byId.TryGetValue(text[..point], out var key)
        ? Cipher.Open(key, place, text[(point + 1)..])
        : throw new CryptographicException("It was sealed under a master key that is not among those given. Add that key to the setting MasterKeys.");

    /// <summary>Tells keys apart and nothing about them.</summary>
    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "master-key"u8, .. key]))[..IdLength];
}
