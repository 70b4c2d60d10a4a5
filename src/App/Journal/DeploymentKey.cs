using System.Security.Cryptography;
using System.Text;

namespace SinglePointOfReferral.App.Journal;

/// <summary>The secret of this deployment, from which references and look-up keys are derived.</summary>
public sealed class DeploymentKey
{
    /// <param name="bytes">At least 32 random bytes.</param>
    public DeploymentKey(byte[] bytes)
    {
        if (bytes.Length < 32)
            throw new ArgumentException("The deployment key has at least 32 bytes.", nameof(bytes));
        Bytes = bytes;
    }

    public byte[] Bytes { get; }

    /// <summary>A keyed hash, safe to store in clear; <paramref name="purpose"/> keeps hashes of one kind apart from another's.</summary>
    public string Hash(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Bytes, Encoding.UTF8.GetBytes($"{purpose}\n{text}")));
}
