using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

public abstract partial class StorageContract
{
    [Fact]
    public async Task An_inserted_row_can_be_read_with_its_texts_and_a_version()
    {
        var texts = new Dictionary<string, string> { ["Body"] = "one", ["Kind"] = "fact", ["Empty"] = "" };

        Assert.Equal(CommitResult.Committed, await Commit(Write.Insert("a", texts)));

        var row = await Tables.Get(table, Partition, "a");
        Assert.Equal((Partition, "a"), (row!.Partition, row.Key));
        Assert.Equal(texts.OrderBy(t => t.Key), row.Texts.OrderBy(t => t.Key));
        Assert.False(string.IsNullOrEmpty(row.ETag));
        Assert.Null(row["Other"]);
    }

    [Fact]
    public async Task A_row_without_texts_can_be_stored()
    {
        await Commit(Write.Insert("a", new Dictionary<string, string>()));

        Assert.Empty((await Tables.Get(table, Partition, "a"))!.Texts);
    }

    [Fact]
    public async Task Inserting_a_row_that_is_there_changes_nothing()
    {
        await Commit(Write.Insert("a", Texts("one")));

        Assert.Equal(CommitResult.Exists, await Commit(Write.Insert("a", Texts("two"))));
        Assert.Equal("one", await Body("a"));
    }

    [Fact]
    public async Task Replacing_the_version_read_leaves_only_the_new_texts_and_a_new_version()
    {
        await Commit(Write.Insert("a", new Dictionary<string, string> { ["Body"] = "one", ["Old"] = "x" }));
        var first = await ETag("a");

        Assert.Equal(CommitResult.Committed, await Commit(Write.Replace("a", Texts("two"), first)));

        var row = await Tables.Get(table, Partition, "a");
        Assert.Equal(Texts("two"), row!.Texts);
        Assert.NotEqual(first, row.ETag);
    }

    [Fact]
    public async Task Replacing_an_older_version_changes_nothing()
    {
        await Commit(Write.Insert("a", Texts("one")));
        var first = await ETag("a");
        await Commit(Write.Replace("a", Texts("two"), first));

        Assert.Equal(CommitResult.Changed, await Commit(Write.Replace("a", Texts("three"), first)));
        Assert.Equal("two", await Body("a"));
    }

    [Fact]
    public async Task Replacing_a_row_that_is_not_there_is_missing()
    {
        await Commit(Write.Insert("a", Texts("one")));

        Assert.Equal(CommitResult.Missing, await Commit(Write.Replace("b", Texts("two"), await ETag("a"))));
        Assert.Null(await Body("b"));
    }

    [Fact]
    public async Task An_upsert_writes_whether_or_not_the_row_is_there()
    {
        Assert.Equal(CommitResult.Committed, await Commit(Write.Upsert("a", new Dictionary<string, string> { ["Old"] = "x" })));
        Assert.Equal(CommitResult.Committed, await Commit(Write.Upsert("a", Texts("two"))));

        Assert.Equal(Texts("two"), (await Tables.Get(table, Partition, "a"))!.Texts);
    }

    [Fact]
    public async Task An_upsert_gives_the_row_a_new_version()
    {
        await Commit(Write.Insert("a", Texts("one")));
        var first = await ETag("a");
        await Pass(TimeSpan.FromMilliseconds(5));
        await Commit(Write.Upsert("a", Texts("one")));

        Assert.Equal(CommitResult.Changed, await Commit(Write.Replace("a", Texts("two"), first)));
    }

    [Fact]
    public async Task A_row_can_be_deleted_with_its_version_or_whatever_its_version()
    {
        await Commit(Write.Insert("a", Texts("one")), Write.Insert("b", Texts("one")));

        Assert.Equal(CommitResult.Committed, await Commit(Write.Delete("a", await ETag("a"))));
        Assert.Equal(CommitResult.Committed, await Commit(Write.Delete("b")));
        Assert.Empty(await Keys());
    }

    [Fact]
    public async Task Deleting_an_older_version_changes_nothing()
    {
        await Commit(Write.Insert("a", Texts("one")));
        var first = await ETag("a");
        await Commit(Write.Replace("a", Texts("two"), first));

        Assert.Equal(CommitResult.Changed, await Commit(Write.Delete("a", first)));
        Assert.Equal("two", await Body("a"));
    }

    [Fact]
    public async Task Deleting_a_row_that_is_not_there_is_missing()
    {
        await Commit(Write.Insert("a", Texts("one")));

        Assert.Equal(CommitResult.Missing, await Commit(Write.Delete("b")));
        Assert.Equal(CommitResult.Missing, await Commit(Write.Delete("b", await ETag("a"))));
    }

    [Fact]
    public async Task Replacing_or_deleting_in_a_table_that_nobody_has_written_is_missing()
    {
        var elsewhere = "E" + Guid.NewGuid().ToString("N");
        await Commit(Write.Insert("a", Texts("one")));
        var etag = await ETag("a");

        Assert.Equal(CommitResult.Missing, await Tables.Commit(elsewhere, Partition, [Write.Replace("a", Texts("two"), etag)]));
        Assert.Equal(CommitResult.Missing, await Tables.Commit(elsewhere, Partition, [Write.Delete("a")]));
    }

    [Fact]
    public async Task A_deleted_row_can_be_inserted_again()
    {
        await Commit(Write.Insert("a", Texts("one")));
        await Commit(Write.Delete("a"));

        Assert.Equal(CommitResult.Committed, await Commit(Write.Insert("a", Texts("two"))));
        Assert.Equal("two", await Body("a"));
    }

    [Fact]
    public async Task Of_fifty_simultaneous_replacements_of_one_version_exactly_one_is_committed()
    {
        await Commit(Write.Insert("head", Texts("0")));
        var etag = await ETag("head");

        var results = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(() => i % 2 == 0
            ? Commit(Write.Replace("head", Texts($"{i}"), etag))
            : Commit(Write.Replace("head", Texts($"{i}"), etag), Write.Insert($"fact-{i}", Texts($"{i}"))))));

        Assert.Single(results, CommitResult.Committed);
        Assert.Equal(49, results.Count(r => r is CommitResult.Changed));
        Assert.Equal(int.Parse((await Body("head"))!) % 2, (await Keys("fact-", "fact.")).Length);
    }
}
