using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using SinglePointOfReferral.App.Journal;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// Seals the keys that protect forms and cookies before they are kept: AES-GCM under a key derived from the secret of this deployment. The framework
/// itself seals with Windows or a certificate alone. A key that was kept in clear before is still read, because nothing says that it is sealed.
/// </summary>
public sealed class SealWebKeys(DeploymentKey key) : IXmlEncryptor
{
    internal const string Purpose = "web-keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var text = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (covered, tag) = (new byte[text.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(KeyOf(key), tag.Length);
        aes.Encrypt(nonce, text, covered, tag);
        return new(new XElement("sealed", Convert.ToBase64String([.. nonce, .. tag, .. covered])), typeof(OpenWebKeys));
    }

    internal static byte[] KeyOf(DeploymentKey key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, 32, info: Encoding.ASCII.GetBytes(Purpose));
}

/// <summary>Opens what <see cref="SealWebKeys"/> sealed; its name stands beside what is kept.</summary>
public sealed class OpenWebKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        ReadOnlySpan<byte> bytes = Convert.FromBase64String(encryptedElement.Value);
        var text = new byte[bytes.Length - nonce - tag];
        using var aes = new AesGcm(SealWebKeys.KeyOf(services.GetRequiredService<DeploymentKey>()), tag);
        aes.Decrypt(bytes[..nonce], bytes[(nonce + tag)..], bytes[nonce..(nonce + tag)], text);
        return XElement.Parse(Encoding.UTF8.GetString(text));
    }
}
