using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Audit;

/// <summary>Whatever is done to a sealed log, to its seals or to the index is found, whichever row it is done to.</summary>
public sealed class TamperingTests : IAsyncLifetime
{
    private static readonly string[] Tables = [AuditLog.Table, Seals.Table, AuditIndex.Table];

    private TestApp app = null!;
    private Shelf log = null!;
    private string head = "";

    /// <summary>A dozen acts of three people, sealed in four links.</summary>
    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        var reference = await app.Refer();
        await app.Settle();
        for (var minute = 0; minute < 4; minute++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            foreach (var person in new[] { TestApp.Gp, TestApp.Paramedic, TestApp.Clinician })
                await app.As(person).Ask($"/api/referrals/{reference}");
            await app.Get<SealAudit>().Run(default);
        }
        app.Clock.Advance(TimeSpan.FromHours(1));
        log = await Shelf.Of(app.Ground.Tables, [.. Tables, ReferralJournal.Table]);
        head = Seals.Read(log[Seals.Table][0])!.Head;
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_log_that_nobody_touched_is_as_it_was_sealed()
    {
        Assert.Equal((15, 4), (log[AuditLog.Table].Count, log[Seals.Table].Count));
        var verified = await Verify(log);
        Assert.Equal((head, 15), (verified.Head, verified.Entries));
        Assert.Empty(verified.Found);
    }

    [Fact]
    public async Task An_edit_of_any_text_of_any_row_is_found()
    {
        foreach (var table in Tables)
        {
            foreach (var (row, text) in log[table].SelectMany(r => r.Texts.Keys.Select(t => (r, t))))
            {
                foreach (var edited in new[] { row[text]! + "1", "", row[text]![..^1] })
                    await IsFound(table, log[table].Select(r => r == row ? Edited(r, text, edited) : r));
                await IsFound(table, log[table].Select(r => r == row ? r with { Texts = r.Texts.Where(t => t.Key != text).ToDictionary() } : r));
            }
            foreach (var row in log[table])
                await IsFound(table, log[table].Select(r => r == row ? r with { Texts = new Dictionary<string, string>(r.Texts) { ["more"] = "x" } } : r), unless: table == Seals.Table);
        }
    }

    [Fact]
    public async Task A_row_that_is_deleted_moved_or_added_is_found()
    {
        foreach (var table in Tables)
        {
            foreach (var row in log[table])
            {
                await IsFound(table, log[table].Where(r => r != row));
                await IsFound(table, log[table].Append(row with { Partition = row.Partition + "1" }));
                await IsFound(table, log[table].Append(row with { Key = row.Key[..^1] + "x" }));
                await IsFound(table, log[table].Where(r => r != row).Append(row with { Key = row.Key + "0" }));
            }
        }
    }

    [Fact]
    public async Task Two_rows_that_are_swapped_are_found()
    {
        foreach (var table in Tables)
        {
            foreach (var (one, other) in from one in log[table] from other in log[table] where one != other && !Same(one, other) select (one, other))
                await IsFound(table, log[table].Select(r => r == one ? r with { Texts = other.Texts } : r == other ? r with { Texts = one.Texts } : r));
        }
    }

    [Fact]
    public async Task A_tail_that_is_cut_is_found_by_the_head_even_with_its_entries()
    {
        for (var cut = 1; cut <= 4; cut++)
        {
            var gone = log[Seals.Table].Take(cut).SelectMany(r => Seals.Read(r)!.Sealed.Select(s => s.Key)).ToHashSet();
            var shorter = log.With(Seals.Table, log[Seals.Table].Skip(cut)).With(AuditLog.Table, log[AuditLog.Table].Where(r => !gone.Contains(r.Key)))
                .With(AuditIndex.Table, log[AuditIndex.Table].Where(r => !gone.Contains(r.Key)));
            Assert.Empty((await Verify(shorter, noted: null)).Found);
            Assert.Contains((await Verify(shorter)).Found, f => f.EndsWith("its tail is missing.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_chain_that_was_made_anew_is_found_with_another_key_by_itself_and_with_ours_by_the_head()
    {
        var removed = log[AuditLog.Table][0].Key;
        var forged = log.With(AuditLog.Table, log[AuditLog.Table].Skip(1)).With(AuditIndex.Table, log[AuditIndex.Table].Where(r => r.Key != removed));
        foreach (var (key, noted, told) in new[] { (new DeploymentKey(new byte[32]), (string?)null, "another key"), (app.Get<DeploymentKey>(), head, "made anew") })
        {
            var (forger, last, links) = (new Seals(key), (Seal?)null, new List<Row>());
            foreach (var entries in forged[AuditLog.Table].Select(AuditEntry.Read).Chunk(3))
            {
                last = forger.After(last, entries, app.Clock.GetUtcNow());
                links.Add(new Row(Seals.Partition, Seals.KeyOf(last.Number), Seals.WriteOf(last).Texts));
            }
            Assert.All((await Verify(forged.With(Seals.Table, links), noted)).Found, f => Assert.Contains(told, f, StringComparison.Ordinal));
            Assert.NotEmpty((await Verify(forged.With(Seals.Table, links), noted)).Found);
        }
    }

    [Fact]
    public async Task A_fact_that_is_changed_or_gone_is_found_and_so_is_a_referral_that_is_gone()
    {
        var reference = await app.Refer();
        await app.Settle();
        await app.Get<SealAudit>().Run(default);
        Assert.Empty(await Found());
        var facts = (await app.Ground.Tables.Range(ReferralJournal.Table, reference, FactRows.Prefix, FactRows.Prefix + ":")).ToList();
        await Write(Ports.Write.Upsert(facts[1].Key, new Dictionary<string, string>(facts[1].Texts) { ["by"] = "somebody-else" }));
        Assert.Contains(await Found(), f => f.Contains("fact 2 is not as it was recorded", StringComparison.Ordinal));
        await Write(Ports.Write.Upsert(facts[1].Key, facts[1].Texts));
        Assert.Empty(await Found());
        await Write(Ports.Write.Delete(facts[^1].Key));
        Assert.Contains(await Found(), f => f.Contains($"has fewer facts than the {facts.Count} that were noted", StringComparison.Ordinal));
        foreach (var row in await app.Ground.Tables.Range(ReferralJournal.Table, reference))
            await Write(Ports.Write.Delete(row.Key));
        Assert.Contains(await Found(), f => f.Contains("has fewer facts", StringComparison.Ordinal));

        async Task<IReadOnlyList<string>> Found() => (await Verify(app.Ground.Tables, null)).Found;
        Task Write(Write write) => app.Ground.Tables.Commit(ReferralJournal.Table, reference, [write]);
    }

    [Fact]
    public async Task The_store_itself_refuses_to_change_or_remove_a_row_of_the_audit()
    {
        foreach (var table in new[] { AuditLog.Table, Seals.Table })
        {
            var row = log[table][0];
            foreach (var write in new[] { Write.Upsert(row.Key, row.Texts), Write.Replace(row.Key, row.Texts, row.ETag!), Write.Delete(row.Key) })
                await Assert.ThrowsAsync<ArgumentException>(() => app.Ground.Tables.Commit(table, row.Partition, [write]));
        }
    }

    [Fact]
    public async Task Beneath_the_store_too_until_somebody_takes_the_refusal_off_and_then_it_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("audit-").FullName;
        await using (var store = EmbeddedStore.Open(folder, app.Clock))
        {
            foreach (var table in Tables)
            {
                foreach (var row in log[table])
                    Assert.Equal(CommitResult.Committed, await store.Commit(table, row.Partition, [Write.Insert(row.Key, row.Texts)]));
            }
        }
        using (var beneath = SqliteConnection.Open(Path.Combine(folder, "store.db")))
        {
            foreach (var attack in new[] { "update rows set texts = '{}' where tbl = 'audit'", "delete from rows where tbl = 'auditseals'" })
                Assert.Contains("never changed or removed", Assert.Throws<SqliteException>(() => beneath.Execute(attack)).Message, StringComparison.Ordinal);
            beneath.Execute("drop trigger audit_refuses_update; update rows set texts = replace(texts, 'tom-bright', 'amara-okafor') where tbl in ('audit', 'auditindex')");
        }
        await using var again = EmbeddedStore.Open(folder, app.Clock);
        Assert.Equal(4, (await Verify(again)).Found.Count(f => f.EndsWith("was changed.", StringComparison.Ordinal)));
    }

    private async Task IsFound(string table, IEnumerable<Row> rows, bool unless = false)
    {
        if (!unless)
            Assert.NotEmpty((await Verify(log.With(table, rows))).Found);
    }

    private Task<Verified> Verify(ITables tables) => Verify(tables, head);

    private Task<Verified> Verify(ITables tables, string? noted) => new VerifyAudit(tables, app.Get<DeploymentKey>(), app.Clock).Run(noted, default);

    private static Row Edited(Row row, string text, string edited) => row with { Texts = new Dictionary<string, string>(row.Texts) { [text] = edited } };

    private static bool Same(Row one, Row other) => one.Texts.Count == other.Texts.Count && one.Texts.All(t => other[t.Key] == t.Value);
}
