using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>The keys of forms and cookies as they are kept, and how proofs are compared.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task The_keys_of_forms_and_cookies_lie_sealed_in_their_table_and_open_after_a_restart()
    {
        await using var ground = Ground.Embedded();
        string covered;
        await using (var first = await TestApp.Start(ground))
        {
            covered = first.Get<IDataProtectionProvider>().CreateProtector("test").Protect("a secret");
        }
        var rows = await ground.Tables.Range("webkeys", "keys");
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Contains("<sealed", r["xml"], StringComparison.Ordinal));
        Assert.All(rows, r => Assert.DoesNotMatch("<masterKey|<value>", r["xml"]!));
        await using var second = await TestApp.Start(ground);
        Assert.Equal("a secret", second.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(covered));
    }

    [Fact]
    public async Task A_key_that_was_kept_in_clear_before_is_still_read()
    {
        await using var ground = Ground.Embedded();
        var key = Guid.NewGuid();
        var secret = Convert.ToBase64String(new byte[64].Select((_, i) => (byte)i).ToArray());
        await ground.Tables.Commit("webkeys", "keys", [Write.Insert($"key-{key}", new Dictionary<string, string>
        {
            ["xml"] = $"""
                <key id="{key}" version="1"><creationDate>2026-01-01T00:00:00Z</creationDate><activationDate>2026-01-01T00:00:00Z</activationDate><expirationDate>2099-01-01T00:00:00Z</expirationDate>
                <descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60">
                <descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" />
                <masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection"><value>{secret}</value></masterKey></descriptor></descriptor></key>
                """,
        })]);
        await using var app = await TestApp.Start(ground);
        Assert.Contains(app.Get<IKeyManager>().GetAllKeys(), k => k.KeyId == key && k.CreateEncryptor() is not null);
    }

    [Fact]
    public async Task Another_deployment_s_secret_does_not_open_them()
    {
        await using var app = await TestApp.Start();
        var info = new SealWebKeys(app.Get<Journal.DeploymentKey>()).Encrypt(new("masterKey", "words"));
        Assert.Equal("words", new OpenWebKeys(app.Services).Decrypt(info.EncryptedElement).Value);
        await using var other = await TestApp.Start(with: s => s with { Key = new([.. Enumerable.Range(2, 32).Select(i => (byte)i)]) });
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => new OpenWebKeys(other.Services).Decrypt(info.EncryptedElement));
    }

    [Fact]
    public void Proofs_are_the_same_only_letter_by_letter()
    {
        Assert.True(Proofs.AreSame("abc", "abc"));
        Assert.False(Proofs.AreSame("abc", "abd"));
        Assert.False(Proofs.AreSame("ab", "abc"));
        Assert.False(Proofs.AreSame("", "abc"));
    }

    /// <summary>A keyed hash, a signature or a token that is compared by == tells by its time how much of a guess was right.</summary>
    [Fact]
    public void No_proof_is_compared_by_an_operator()
    {
        var compared = new Regex(@"(==|!=)\s*(await\s+)?(\w+\.)*[kK]ey\.Hash\(|[kK]ey\.Hash\([^;]*\)\s*(==|!=)|\b(signature|token|secret)\s*(==|!=)\s*(?!null|"""")", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
        var source = Path.Combine(RunOptions.Root, "src", "App");
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)))
            Assert.All(File.ReadLines(file), line => Assert.False(compared.IsMatch(line), $"{Path.GetFileName(file)}: {line.Trim()}"));
    }
}
