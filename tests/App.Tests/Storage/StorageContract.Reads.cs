using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

public abstract partial class StorageContract
{
    [Fact]
    public async Task What_is_not_there_reads_as_nothing()
    {
        Assert.Null(await Tables.Get(table, Partition, "a"));
        Assert.Empty(await Tables.Range(table, Partition));
        Assert.Empty(await All());

        await Commit(Write.Insert("a", Texts("1")));

        Assert.Null(await Tables.Get(table, Partition, "b"));
        Assert.Null(await Tables.Get(table, "referral-2", "a"));
        Assert.Empty(await Tables.Range(table, "referral-2"));
    }

    [Fact]
    public async Task A_range_is_in_ordinal_key_order_whatever_the_order_of_writing()
    {
        string[] keys = ["b", "A", "a", "10", "9", "Z", "é", "a-b", "ab", "a b", "_", "~"];
        await Commit([.. keys.Select(k => Write.Insert(k, Texts(k)))]);

        Assert.Equal(keys.Order(StringComparer.Ordinal), await Keys());
    }

    [Fact]
    public async Task A_range_starts_at_from_and_ends_before_before_and_stops_at_its_limit()
    {
        await Commit([.. "abcdef".Select(c => Write.Insert($"{c}", Texts($"{c}")))]);

        Assert.Equal(["b", "c", "d"], await Keys("b", "e"));
        Assert.Equal(["c", "d", "e", "f"], await Keys(from: "bb"));
        Assert.Equal(["a", "b"], await Keys(before: "c"));
        Assert.Equal(["b", "c"], await Keys("b", limit: 2));
        Assert.Empty(await Keys("c", "c"));
        Assert.Empty(await Keys("d", "b"));
    }

    [Fact]
    public async Task A_range_gives_texts_and_versions_that_hold()
    {
        await Commit(Write.Insert("a", Texts("1")), Write.Insert("b", Texts("2")));

        var rows = await Tables.Range(table, Partition);

        Assert.Equal(["1", "2"], rows.Select(r => r["Body"]));
        Assert.All(rows, r => Assert.Equal(Partition, r.Partition));
        Assert.Equal(await ETag("b"), rows[1].ETag);
        Assert.Equal(CommitResult.Committed, await Commit(Write.Replace("b", Texts("3"), rows[1].ETag!)));
    }

    [Fact]
    public async Task A_range_asks_for_at_least_one_row() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.Range(table, Partition, limit: 0));

    [Fact]
    public async Task More_than_a_thousand_rows_are_read_whole_and_in_order()
    {
        foreach (var hundred in Enumerable.Range(0, 2_100).Chunk(100))
            await Commit([.. hundred.Select(i => Write.Insert($"{i:0000}", Texts($"{i}")))]);
        await Tables.Commit(table, "referral-2", [Write.Insert("other", Texts("x"))]);
        var expected = Enumerable.Range(0, 2_100).Select(i => $"{i:0000}").ToArray();

        Assert.Equal(expected[..1000], await Keys());
        Assert.Equal(expected, await Keys(limit: 5_000));
        Assert.Equal(expected[..1_500], await Keys(limit: 1_500));
        Assert.Equal(expected[50..2_050], await Keys("0050", "2050", 3_000));
        Assert.Equal([.. expected, "other"], (await All()).Select(r => r.Key));
    }

    [Fact]
    public async Task Everything_is_every_row_of_the_table_in_partition_order()
    {
        foreach (var partition in new[] { "b", "a", "c" })
            await Tables.Commit(table, partition, [Write.Insert("2", Texts(partition)), Write.Insert("1", Texts(partition))]);

        var rows = await All();

        Assert.Equal(["a1", "a2", "b1", "b2", "c1", "c2"], rows.Select(r => r.Partition + r.Key));
        Assert.All(rows, r => Assert.Equal(r.Partition, r["Body"]));
        Assert.All(rows, r => Assert.NotNull(r.ETag));
    }

    [Fact]
    public async Task Partitions_and_tables_are_apart()
    {
        var other = "O" + Guid.NewGuid().ToString("N");
        await Commit(Write.Insert("a", Texts("1")));
        await Tables.Commit(table, "referral-2", [Write.Insert("a", Texts("2"))]);
        await Tables.Commit(other, Partition, [Write.Insert("a", Texts("3"))]);

        Assert.Equal("1", await Body("a"));
        Assert.Equal("2", (await Tables.Get(table, "referral-2", "a"))!["Body"]);
        Assert.Equal("3", (await Tables.Get(other, Partition, "a"))!["Body"]);
        Assert.Equal(["a"], await Keys());
    }

    private async Task<List<Row>> All()
    {
        var rows = new List<Row>();
        await foreach (var row in Tables.Everything(table))
            rows.Add(row);
        return rows;
    }
}
