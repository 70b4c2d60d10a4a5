using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Sealing;

/// <summary>
/// The key of one referral: everything personal in its facts is sealed with it. Its row lies beside the facts, itself sealed under the
/// master key; where that row is deleted, nobody can read any more who the referral was about.
/// </summary>
public sealed class ReferralKey
{
    public const string Row = "key";
    private const string Wrapped = "wrapped";
    private readonly byte[] bytes;
    private readonly string reference;

    private ReferralKey(byte[] bytes, string reference) => (this.bytes, this.reference) = (bytes, reference);

    public static ReferralKey New(Reference reference) => new(RandomNumberGenerator.GetBytes(Cipher.KeyBytes), reference.Text);

    /// <summary>The key among the rows of a referral; null where it was erased, or an earlier version gave it none.</summary>
    public static ReferralKey? In(IReadOnlyList<Row> rows, MasterKeys keys, Reference reference) =>
        rows.FirstOrDefault(r => r.Key == Row) is { } row ? new(keys.Open(Place(reference.Text), row[Wrapped]!), reference.Text) : null;

    public Write ToWrite(MasterKeys keys) => Write.Insert(Row, new Dictionary<string, string>(1) { [Wrapped] = keys.Seal(Place(reference), bytes) });

    /// <param name="row">The key of the row in which it stands.</param>
    public string Seal(string row, string text) => Cipher.Seal(bytes, $"{reference}\n{row}", Encoding.UTF8.GetBytes(text));

    public string Open(string row, string text) => Encoding.UTF8.GetString(Cipher.Open(bytes, $"{reference}\n{row}", text));

    private static string Place(string reference) => $"referral-key\n{reference}";
}
