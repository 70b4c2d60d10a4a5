using System.Security.Cryptography;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Storage;

public sealed class SealingTests
{
    private static readonly byte[] Old = new byte[32];
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)7, 32)];

    [Fact]
    public async Task What_identifies_anybody_lies_sealed_in_the_row_that_it_is_for_and_opens_in_no_other()
    {
        await using var ground = Ground.Embedded();
        var tables = new SealedTables(ground.Tables, new MasterKeys([Old]));
        await tables.Commit("things", "p", [Write.Insert("a", Texts("Edith")), Write.Insert("b", Texts("Walter")), Write.Insert("c", new Dictionary<string, string> { ["x"] = "1" })]);
        var raw = await ground.Tables.Range("things", "p");
        Assert.All(raw, r => Assert.DoesNotContain("Edith", string.Concat(r.Texts.Values), StringComparison.Ordinal));
        Assert.Equal(["Edith", "Walter", null], (await tables.Range("things", "p")).Select(r => r["person"]));
        Assert.Equal("Edith", (await tables.Get("things", "p", "a"))!["person"]);

        await ground.Tables.Commit("things", "p", [Write.Replace("b", raw[0].Texts, raw[1].ETag!)]);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => tables.Get("things", "p", "b"));
    }

    [Fact]
    public async Task A_new_master_key_seals_and_the_old_one_still_opens_and_without_it_the_setting_is_named()
    {
        await using var ground = Ground.Embedded();
        await new SealedTables(ground.Tables, new MasterKeys([Old])).Commit("things", "p", [Write.Insert("a", Texts("Edith"))]);
        var both = new SealedTables(ground.Tables, MasterKeys.Read($"{Convert.ToBase64String(New)},{Convert.ToBase64String(Old)}"));
        await both.Commit("things", "p", [Write.Insert("b", Texts("Walter"))]);
        Assert.Equal(["Edith", "Walter"], (await both.Range("things", "p")).Select(r => r["person"]));

        var alone = new SealedTables(ground.Tables, new MasterKeys([New]));
        Assert.Equal("Walter", (await alone.Get("things", "p", "b"))!["person"]);
        var refused = await Assert.ThrowsAsync<CryptographicException>(() => alone.Get("things", "p", "a"));
        Assert.Contains("MasterKeys", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_version_wrote_in_clear_is_still_read()
    {
        await using var ground = Ground.Embedded();
        await ground.Tables.Commit("things", "p", [Write.Insert("a", Texts("Edith"))]);
        Assert.Equal("Edith", (await new SealedTables(ground.Tables, new MasterKeys([Old])).Get("things", "p", "a"))!["person"]);
    }

    [Fact]
    public async Task The_same_words_are_sealed_differently_each_time()
    {
        await using var ground = Ground.Embedded();
        var tables = new SealedTables(ground.Tables, new MasterKeys([Old]));
        await tables.Commit("things", "p", [Write.Upsert("a", Texts("Edith"))]);
        var first = (await ground.Tables.Get("things", "p", "a"))!["person"];
        await tables.Commit("things", "p", [Write.Upsert("a", Texts("Edith"))]);
        Assert.NotEqual(first, (await ground.Tables.Get("things", "p", "a"))!["person"]);
    }

    [Fact]
    public async Task Whoever_changes_leaves_out_moves_or_cuts_off_a_fact_is_found_out()
    {
        await using var app = await TestApp.Start();
        var reference = Reference.Read(await app.Refer()).Value!;
        await app.Settle();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference.Text}/strands/1/accept");
        await app.Settle();
        var (chain, rows) = (app.Get<FactChain>(), (await app.Ground.Tables.Range(ReferralJournal.Table, reference.Text)).ToList());
        Assert.Empty(chain.Mistakes(reference, rows));
        var facts = rows.Where(r => r.Key.StartsWith(FactRows.Prefix, StringComparison.Ordinal)).ToList();
        Assert.True(facts.Count >= 4);

        foreach (var fact in facts)
        {
            Assert.NotEmpty(chain.Mistakes(reference, [.. rows.Where(r => r != fact)]));
            foreach (var text in fact.Texts.Keys)
                Assert.NotEmpty(chain.Mistakes(reference, [.. rows.Select(r => r == fact ? r with { Texts = new Dictionary<string, string>(r.Texts) { [text] = r[text] + "x" } } : r)]));
        }
        Assert.NotEmpty(chain.Mistakes(reference, [.. rows.Select(r => r == facts[0] ? r with { Texts = facts[1].Texts } : r == facts[1] ? r with { Texts = facts[0].Texts } : r)]));
        Assert.NotEmpty(chain.Mistakes(The.OtherReference, rows));
    }

    private static Dictionary<string, string> Texts(string person) => new() { ["x"] = "1", ["person"] = person };
}
