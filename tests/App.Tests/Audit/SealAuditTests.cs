using Microsoft.Extensions.Logging.Abstractions;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Audit;

/// <summary>What is in the log is sealed once, however late it comes and whoever seals.</summary>
public sealed class SealAuditTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_is_new_is_sealed_once_and_its_head_is_logged()
    {
        await app.Get<SealAudit>().Run(default);
        Assert.Empty(await Links());
        await Log(3, app.Clock.GetUtcNow());
        await app.Get<SealAudit>().Run(default);
        var link = Assert.Single(await Links());
        Assert.Contains(app.Logs, l => l.Contains(link.Head, StringComparison.Ordinal));

        await app.Get<SealAudit>().Run(default);
        await Sealer().Run(default);
        Assert.Single(await Links());
        await AssertSound(3);
    }

    [Fact]
    public async Task An_entry_that_was_long_on_its_way_is_sealed_and_one_that_was_put_in_afterwards_is_found()
    {
        var now = app.Clock.GetUtcNow();
        await Log(1, now);
        await app.Get<SealAudit>().Run(default);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await Log(1, now.AddMinutes(-9));
        await app.Get<SealAudit>().Run(default);
        await AssertSound(2);

        await Log(1, now.AddHours(-1));
        await app.Get<SealAudit>().Run(default);
        Assert.Contains("is not sealed", Assert.Single((await Verify()).Found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_outage_every_day_is_caught_up_with_in_links_that_fit_a_row()
    {
        var start = app.Clock.GetUtcNow();
        await Log(1, start);
        await app.Get<SealAudit>().Run(default);
        for (var day = 1; day <= 3; day++)
            await Log(300, start.AddDays(day));
        app.Clock.Set(start.AddDays(3));
        await Sealer().Run(default);
        Assert.Equal([1, 250, 50, 250, 50, 250, 50], (await Links()).Select(l => l.Sealed.Count()).Reverse());
        await AssertSound(901);
    }

    [Fact]
    public async Task Of_sealers_at_work_at_once_one_seals_and_nothing_is_sealed_twice()
    {
        for (var round = 0; round < 5; round++)
        {
            await Log(20, app.Clock.GetUtcNow());
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Sealer().Run(default))));
            await Sealer().Run(default);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(100, (await Links()).Sum(l => l.Sealed.Count()));
        await AssertSound(100);
    }

    [Fact]
    public async Task A_sealer_that_died_between_index_and_seal_is_made_good_by_the_next()
    {
        await Log(5, app.Clock.GetUtcNow());
        app.Ground.Tables.IsDown = table => table == Seals.Table && app.Ground.Tables.Commits > 0;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Sealer().Run(default));
        app.Ground.Tables.IsDown = _ => false;
        await Sealer().Run(default);
        await AssertSound(5);
    }

    [Fact]
    public async Task An_id_that_no_key_can_have_is_sealed_and_found_like_any()
    {
        var deed = new Deed(Act.Viewed, "a/b#c", "F81001", null, "GET /", null, "web");
        await Add(AuditEntry.Of(deed, app.Clock.GetUtcNow()));
        await Sealer().Run(default);
        await AssertSound(1);
        var told = await app.As(TestApp.GovernanceLead).Ask("/api/governance/people/a%2Fb%23c/looked");
        Assert.Equal(200, told.Status);
    }

    private SealAudit Sealer() => new(
        app.Ground.Tables, app.Get<Seals>(), app.Get<AuditIndex>(), new AuditHeads(null), app.Clock, NullLogger<SealAudit>.Instance);

    private async Task Log(int count, DateTimeOffset at)
    {
        var entries = Enumerable.Range(0, count).Select(_ => AuditEntry.Of(new Deed(Act.Viewed, TestApp.Gp, "F81001", "48217739", "GET /", null, "web"), at));
        foreach (var some in entries.Chunk(StorageLimits.BatchOperations))
            await app.Ground.Tables.Commit(AuditLog.Table, some[0].Day, [.. some.Select(e => Write.Insert(e.Key, e.Texts))]);
    }

    private Task Add(AuditEntry entry) => app.Ground.Tables.Commit(AuditLog.Table, entry.Day, [Write.Insert(entry.Key, entry.Texts)]);

    private async Task<IReadOnlyList<Seal>> Links() => [.. (await app.Ground.Tables.Range(Seals.Table, Seals.Partition)).Select(r => Seals.Read(r)!)];

    private async Task AssertSound(int entries)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        var verified = await Verify();
        app.Clock.Advance(TimeSpan.FromMinutes(-30));
        Assert.Empty(verified.Found);
        Assert.Equal(entries, verified.Entries);
    }

    private Task<Verified> Verify() => new VerifyAudit(app.Ground.Tables, app.Get<DeploymentKey>(), app.Clock).Run(null, default);
}
