using System.Security.Cryptography;
using System.Text;

namespace SinglePointOfReferral.App;

/// <summary>How proofs are compared: how long it takes tells nothing of how much of a guess was right.</summary>
public static class Proofs
{
    public static bool AreSame(string given, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(right));
}
