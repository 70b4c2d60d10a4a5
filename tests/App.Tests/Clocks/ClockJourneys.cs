using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Clocks;

/// <summary>Time passes, and whoever has to is told.</summary>
public sealed class ClockJourneys : IAsyncLifetime
{
    private const string DutyPhone = "+447700900101";
    private const string Lead = "+447700900121";
    private const string OnDuty = "+447700900151";
    private const string Manager = "+447700900152";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_visit_that_is_late_is_told_further_until_somebody_sees_to_it_and_says_why()
    {
        var reference = await Accepted();
        await After(TimeSpan.FromMinutes(90));
        Assert.Equal([DutyPhone, Lead], await Told("due by 11:00 on 3 Mar: See the person within 2 hours"));
        await After(TimeSpan.FromMinutes(30));
        Assert.Equal([DutyPhone, OnDuty], await Told("is late: See the person within 2 hours"));
        Assert.Contains("nobody-sees-to-it", (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Body, StringComparison.Ordinal);
        await After(TimeSpan.FromMinutes(15));
        Assert.Equal([Manager], await Told("nobody has said that they see to it"));

        var (nurse, address) = (app.As(TestApp.RapidResponse), $"/api/referrals/{reference}/late");
        Assert.Equal(200, (await nurse.Tell($"{address}/acknowledge")).Status);
        Assert.Equal(200, (await nurse.Tell($"{address}/acknowledge")).Status);
        await app.Settle();
        Assert.DoesNotContain("nobody-sees-to-it", (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Body, StringComparison.Ordinal);
        await After(TimeSpan.FromMinutes(60));
        Assert.Single(await Told("nobody has said that they see to it"));

        var why = new { clock = "two-hours", strand = 1, reason = "travel", note = "The bridge was closed." };
        Assert.Equal("travel", (await nurse.Tell(address, why)).Each("clocks", "lateBecause").Single(b => b.Length > 0));
        Assert.Equal(200, (await nurse.Tell(address, why)).Status);
        Assert.Equal("already-explained", (await nurse.Tell(address, new { why.clock, why.strand, reason = "other" })).AssertProblem()["refusal"]);
        Assert.Equal("nothing-late", (await nurse.Tell(address, new { clock = "two-days", strand = 1, reason = "other" })).AssertProblem()["refusal"]);
        Assert.Equal(422, (await nurse.Tell(address, new { clock = "two-hours", strand = 1, reason = "weather" })).AssertProblem().Status);
        Assert.Equal(403, (await app.As(TestApp.Reablement).Tell(address, why)).AssertProblem().Status);
    }

    [Fact]
    public async Task After_eight_hours_without_a_timer_everything_due_is_told_in_one_run_each_once()
    {
        var references = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            references.Add(await Accepted());
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        app.Clock.Advance(TimeSpan.FromHours(8));
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
        foreach (var reference in references)
        {
            var stored = (await app.Get<ReferralJournal>().Load(Reference.Read(reference).Value!))!;
            Assert.Equal(["ClockWarned", "ClockBreached"], stored.Facts.Select(f => f.Fact).OfType<ClockFact>().Where(f => f.Clock.Rule == "two-hours").Select(f => f.GetType().Name));
            var texts = (await app.Texts()).Where(t => t.To == DutyPhone && t.Body.Contains($"{reference[..4]} {reference[4..]}", StringComparison.Ordinal)).Select(t => t.Body).ToList();
            Assert.Equal((1, 1), (texts.Count(t => t.Contains("due by", StringComparison.Ordinal)), texts.Count(t => t.Contains("is late", StringComparison.Ordinal))));
        }
        var before = await app.Ground.Rows(ReferralJournal.Table);
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
        Assert.Equal(before, await app.Ground.Rows(ReferralJournal.Table));
    }

    [Fact]
    public async Task A_step_whose_clock_is_behind_the_timer_s_forgets_nothing()
    {
        var reference = await Accepted();
        app.Clock.Advance(TimeSpan.FromMinutes(91));
        await app.Get<CheckClocks>().Run(default);
        app.Clock.Advance(TimeSpan.FromMinutes(-2));
        await app.Settle();
        Assert.DoesNotContain(await app.Texts(), t => t.Body.Contains("due by", StringComparison.Ordinal));
        await After(TimeSpan.FromMinutes(3));
        Assert.Equal([DutyPhone, Lead], await Told("due by 11:00 on 3 Mar"));
        Assert.NotEmpty(reference);
    }

    [Fact]
    public async Task A_referral_that_nobody_triages_is_told_to_the_hub()
    {
        await app.Refer();
        await app.Get<AfterCommit>().SendWaiting(default);
        await app.Ground.Queues.Empty(QueueNames.TriageReferral);
        await app.Settle();
        await After(TimeSpan.FromMinutes(31));
        Assert.Equal([OnDuty], await Told("is late: Triage"));
    }

    [Fact]
    public async Task What_is_entered_in_the_timetable_is_the_next_moment_and_nothing_else_is_left_there()
    {
        var reference = await Accepted();
        var stored = (await app.Get<ReferralJournal>().Load(Reference.Read(reference).Value!))!;
        var entries = await app.Get<ClockTimetable>().Entries.Due(app.Clock.GetUtcNow().AddDays(2), 100, default);
        Assert.Equal(WatchClocks.NextMoment(stored.Referral, app.Get<LocalityInForce>().Now), Assert.Single(entries).Due);
        Assert.Equal(stored.Watched!.At, entries[0].Due);
    }

    private async Task<string> Accepted()
    {
        var reference = await app.Refer();
        await app.Settle();
        Assert.Equal(200, (await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept")).Status);
        await app.Settle();
        return reference;
    }

    private async Task After(TimeSpan time)
    {
        app.Clock.Advance(time);
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
    }

    private async Task<IReadOnlyList<string>> Told(string words) =>
        [.. (await app.Texts()).Where(t => t.Body.Contains(words, StringComparison.Ordinal)).Select(t => t.To).Order(StringComparer.Ordinal)];
}
