using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

public abstract partial class StorageContract
{
    [Theory]
    [InlineData("it's")]
    [InlineData("'quoted' ''twice''")]
    [InlineData("two words")]
    [InlineData("100%")]
    [InlineData("a%2Fb%41")]
    [InlineData("1+1")]
    [InlineData("a&b=c;d")]
    [InlineData("{\"json\":[1,2]}")]
    [InlineData("PUT http://x/ HTTP")]
    [InlineData("Łódź – 東京 😀")]
    [InlineData("..")]
    [InlineData("(a,b)$@!*|<>`^~")]
    public async Task Partitions_and_keys_may_hold_almost_any_character(string name)
    {
        // Slashes are the one thing in these examples that keys cannot hold.
        var key = name.Replace('/', '_');

        Assert.Equal(CommitResult.Committed, await Tables.Commit(table, key, [Write.Insert(key, Texts("1"))]));
        Assert.Equal(CommitResult.Exists, await Tables.Commit(table, key, [Write.Insert("b", Texts("1")), Write.Insert(key, Texts("1"))]));
        var row = await Tables.Get(table, key, key);
        Assert.Equal((key, key), (row!.Partition, row.Key));
        Assert.Equal(key, Assert.Single(await Tables.Range(table, key, key, key + "~")).Key);
        Assert.Equal(CommitResult.Committed, await Tables.Commit(table, key, [Write.Replace(key, Texts("2"), row.ETag!)]));
        Assert.Equal(CommitResult.Committed, await Tables.Commit(table, key, [Write.Upsert(key, Texts("3")), Write.Insert("b", Texts("1"))]));
        Assert.Equal("3", Assert.Single(await Tables.Range(table, key), r => r.Key == key)["Body"]);
        Assert.Equal(CommitResult.Committed, await Tables.Commit(table, key, [Write.Delete(key), Write.Delete("b")]));
        Assert.Empty(await Tables.Range(table, key));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    public async Task Keys_hold_no_slash_hash_question_mark_or_control_character(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Write.Insert(key, Texts("1"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Commit(table, key, [Write.Insert("a", Texts("1"))]));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Get(table, Partition, key));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Get(table, key, "a"));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Range(table, key));
    }

    [Fact]
    public async Task A_key_has_512_characters_and_no_more()
    {
        Assert.Equal(CommitResult.Committed, await Commit(Write.Insert(new string('k', 512), Texts("1"))));
        Assert.Equal("1", await Body(new string('k', 512)));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Write.Insert(new string('k', 513), Texts("1"))));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-hyphen")]
    [InlineData("with space")]
    public async Task Tables_have_plain_names(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Commit(name, Partition, [Write.Insert("a", Texts("1"))]));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Get(name, Partition, "a"));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Range(name, Partition));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Tables.Everything(name).GetAsyncEnumerator().MoveNextAsync());
    }

    [Theory]
    [InlineData("PartitionKey")]
    [InlineData("RowKey")]
    [InlineData("Timestamp")]
    [InlineData("odata.etag")]
    [InlineData("")]
    public async Task A_text_has_a_name_of_its_own(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Write.Insert("a", new Dictionary<string, string> { [name] = "1" })));

    [Theory]
    [InlineData("plain")]
    [InlineData("line one\r\nline two\n\ttabbed\u0000\u001f")]
    [InlineData("\"quoted\" {\"json\": [1, 'two', \"\\\\\"]}")]
    [InlineData("Łódź – 東京 😀 \u2028\u2029\u0085\u00a0\ufeff")]
    [InlineData("}\r\n--changeset_x--\r\n\r\nHTTP/1.1 409 Conflict\r\n")]
    [InlineData("  spaces around  ")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("<a>&amp;+%20</a>")]
    public async Task A_text_comes_back_as_it_was_written(string text)
    {
        await Commit(Write.Insert("single", Texts(text)));
        await Commit(Write.Insert("batch", Texts(text)), Write.Upsert("batch2", Texts(text)));

        Assert.Equal(text, await Body("single"));
        Assert.All(await Tables.Range(table, Partition), row => Assert.Equal(text, row["Body"]));
        Assert.Equal(3, (await Keys()).Length);
    }

    [Fact]
    public async Task A_text_has_32768_characters_and_no_more()
    {
        foreach (var letter in "x€\"")
        {
            var longest = new string(letter, 32_768);
            Assert.Equal(CommitResult.Committed, await Commit(Write.Upsert("a", Texts(longest))));
            Assert.Equal(longest, await Body("a"));
            await Assert.ThrowsAsync<ArgumentException>(() => Commit(Write.Upsert("b", Texts(longest + letter))));
        }
    }

    [Fact]
    public async Task A_row_has_a_mebibyte_and_no_more()
    {
        Dictionary<string, string> Row(int texts) => Enumerable.Range(0, texts).ToDictionary(i => $"Text{i}", _ => new string('x', 32_000));

        Assert.Equal(CommitResult.Committed, await Commit(Write.Insert("a", Row(16))));
        Assert.Equal(16, (await Tables.Get(table, Partition, "a"))!.Texts.Count);
        Assert.Equal(CommitResult.Committed, await Commit(Write.Insert("b", Row(16)), Write.Insert("c", Row(16))));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Write.Insert("d", Row(17))));
    }

    [Fact]
    public async Task A_row_has_252_texts_and_no_more()
    {
        Dictionary<string, string> Row(int texts) => Enumerable.Range(0, texts).ToDictionary(i => $"Text{i}", i => $"{i}");

        Assert.Equal(CommitResult.Committed, await Commit(Write.Insert("a", Row(252))));
        Assert.Equal(252, (await Tables.Get(table, Partition, "a"))!.Texts.Count);
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Write.Insert("b", Row(253))));
    }
}
