using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Erasure;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;

namespace SinglePointOfReferral.App.Clocks;

/// <summary>
/// Records what has fallen due of one referral. Where nothing has, because the clock here is behind the one that sent it or the facts
/// moved the moment on, what is to come is put on the timetable again, so that nothing is forgotten.
/// </summary>
public sealed class WatchClocksStep(ReferralJournal journal, ClockTimetable timetable, EndRetention retention, LocalityInForce locality, TimeProvider clock)
{
    public async Task Run(Work work, CancellationToken cancel)
    {
        var decision = Decision.Nothing;
        await journal.Answer(work, QueueNames.WatchClocks, async referral =>
        {
            decision = WatchClocks.Decide(referral, locality.Now, clock.GetUtcNow());
            if (decision.Facts.Count == 0 && !await retention.Run(referral, cancel))
                await timetable.WatchAgain(referral, cancel);
            return decision;
        }, cancel);
        foreach (var breach in decision.Facts.Select(f => f.Fact).OfType<ClockBreached>())
            Meters.ClockBreaches.Add(1, new KeyValuePair<string, object?>("clock", breach.Clock.Rule));
    }
}
