using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

public abstract partial class StorageContract
{
    [Fact]
    public async Task A_batch_of_every_kind_of_write_is_committed_whole()
    {
        await Commit(Write.Insert("replaced", Texts("1")), Write.Insert("upserted", Texts("1")),
            Write.Insert("deleted", Texts("1")), Write.Insert("removed", Texts("1")));

        Assert.Equal(CommitResult.Committed, await Commit(
            Write.Insert("inserted", Texts("2")), Write.Replace("replaced", Texts("2"), await ETag("replaced")),
            Write.Upsert("upserted", Texts("2")), Write.Upsert("new", Texts("2")),
            Write.Delete("deleted", await ETag("deleted")), Write.Delete("removed")));

        var rows = await Tables.Range(table, Partition);
        Assert.Equal(["inserted", "new", "replaced", "upserted"], rows.Select(r => r.Key));
        Assert.All(rows, r => Assert.Equal("2", r["Body"]));
    }

    [Theory]
    [InlineData(CommitResult.Exists)]
    [InlineData(CommitResult.Changed)]
    [InlineData(CommitResult.Missing)]
    public async Task When_one_operation_fails_nothing_of_its_batch_is_written(CommitResult reason)
    {
        var stale = await StaleVersion();
        await Commit(Write.Insert("upserted", Texts("1")), Write.Insert("deleted", Texts("1")));

        Assert.Equal(reason, await Commit(Write.Insert("before", Texts("2")), Write.Upsert("upserted", Texts("2")),
            Write.Delete("deleted"), Failing(reason, stale), Write.Insert("later", Texts("2"))));

        Assert.Equal(["deleted", "stale", "upserted"], await Keys());
        Assert.Equal("1", await Body("upserted"));
    }

    [Theory]
    [InlineData(CommitResult.Exists, CommitResult.Changed)]
    [InlineData(CommitResult.Changed, CommitResult.Missing)]
    [InlineData(CommitResult.Missing, CommitResult.Exists)]
    public async Task The_first_failing_operation_decides(CommitResult first, CommitResult second)
    {
        var stale = await StaleVersion();
        await Commit(Write.Insert("there", Texts("1")));
        Write Other(CommitResult reason) => reason switch
        {
            CommitResult.Exists => Write.Insert("there", Texts("2")),
            CommitResult.Changed => Write.Delete("there", stale),
            _ => Write.Delete("nowhere"),
        };

        Assert.Equal(first, await Commit(Write.Upsert("fine", Texts("2")), Failing(first, stale), Other(second)));
        Assert.Null(await Body("fine"));
    }

    [Fact]
    public async Task A_refused_batch_leaves_versions_as_they_were()
    {
        await Commit(Write.Insert("a", Texts("1")), Write.Insert("b", Texts("1")));
        var etag = await ETag("a");

        await Commit(Write.Upsert("a", Texts("2")), Write.Insert("b", Texts("2")));

        Assert.Equal(CommitResult.Committed, await Commit(Write.Replace("a", Texts("3"), etag)));
    }

    [Fact]
    public async Task A_batch_has_a_hundred_operations_and_no_more()
    {
        Write[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => Write.Insert($"{i:000}", Texts($"{i}")))];

        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Rows(101)));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit());
        Assert.Empty(await Keys());
        Assert.Equal(CommitResult.Committed, await Commit(Rows(100)));
        Assert.Equal(100, (await Keys()).Length);
    }

    [Fact]
    public async Task A_batch_names_each_row_once()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Write.Insert("a", Texts("1")), Write.Upsert("a", Texts("2"))));
        Assert.Empty(await Keys());
    }

    [Fact]
    public async Task A_batch_has_four_mebibytes_and_no_more()
    {
        var row = Enumerable.Range(0, 13).ToDictionary(i => $"Text{i}", _ => new string('x', 32_000));
        Write[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => Write.Insert($"{i}", row))];

        await Assert.ThrowsAsync<ArgumentException>(() => Commit(Rows(6)));
        Assert.Equal(CommitResult.Committed, await Commit(Rows(5)));
    }

    private async Task<string> StaleVersion()
    {
        await Commit(Write.Insert("stale", Texts("0")));
        var stale = await ETag("stale");
        await Commit(Write.Replace("stale", Texts("1"), stale));
        return stale;
    }

    private Write Failing(CommitResult reason, string stale) => reason switch
    {
        CommitResult.Exists => Write.Insert("stale", Texts("2")),
        CommitResult.Changed => Write.Replace("stale", Texts("2"), stale),
        _ => Write.Replace("missing", Texts("2"), stale),
    };
}
