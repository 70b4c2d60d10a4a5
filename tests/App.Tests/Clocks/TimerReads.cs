using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Clocks;

/// <summary>What the timer reads does not grow with what is over.</summary>
public sealed class TimerReads
{
    private const int Closed = 100_000;
    private const int Open = 500;
    private const int Together = 2_000;

    [Fact]
    public async Task With_a_hundred_thousand_closed_and_five_hundred_open_the_timer_reads_as_much_as_with_none()
    {
        await using var app = await TestApp.Start();
        var (closed, open) = (await Story(app, close: true), await Story(app, close: false));
        var nothingDue = await Cost(app, TimeSpan.Zero);
        var oneDue = await Cost(app, TimeSpan.FromMinutes(91));
        await app.Settle();
        Assert.Equal((2, 0, 0), (nothingDue.Reads, nothingDue.Commits, nothingDue.Sends));
        Assert.Equal((2, 1, 1), (oneDue.Reads, oneDue.Commits, oneDue.Sends));

        await Copy(app, closed, Closed, 20_000_000, TimeSpan.FromDays(18));
        await Copy(app, open, Open, 40_000_000, TimeSpan.FromHours(3));
        await Story(app, close: false);
        Assert.Equal(nothingDue, await Cost(app, TimeSpan.Zero));
        Assert.Equal(2, (await Cost(app, TimeSpan.FromMinutes(91))).Reads);
    }

    private static async Task<string> Story(TestApp app, bool close)
    {
        var reference = await app.Refer();
        await app.Settle();
        var nurse = app.As(TestApp.RapidResponse);
        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        if (close)
        {
            await nurse.Tell($"/api/referrals/{reference}/strands/1/visit");
            await nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "same-support" });
        }
        await app.Settle();
        return reference;
    }

    /// <summary>The rows of a referral under other references, with their place in the timetable some time off.</summary>
    private static async Task Copy(TestApp app, string reference, int times, int first, TimeSpan off)
    {
        var rows = await app.Ground.Tables.Range(ReferralJournal.Table, reference);
        List<Write> writes = [.. rows.Select(r => Write.Upsert(r.Key, r.Texts))];
        var due = app.Clock.GetUtcNow() + off;
        foreach (var some in Enumerable.Range(first, times).Chunk(Together))
        {
            await Task.WhenAll(some.Select(n => app.Ground.Tables.Commit(ReferralJournal.Table, $"{n}", writes)));
            await Task.WhenAll(some.Select(n => app.Get<ClockTimetable>().Entries.Add(
                due, $"{n}-0006", new Dictionary<string, string> { ["work"] = new Work(Reference.Read(reference).Value!, 6).ToMessage() }, default)));
        }
    }

    private static async Task<Trips> Cost(TestApp app, TimeSpan later)
    {
        app.Clock.Advance(later);
        var before = app.Ground.Trips;
        await app.Get<CheckClocks>().Run(default);
        return app.Ground.Trips - before;
    }
}
