using System.Globalization;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;

namespace SinglePointOfReferral.App.Clocks;

/// <summary>
/// When which referral has to be looked at: one entry for the next thing that falls due. The referral's own partition keeps what was
/// entered, so that nothing is written where nothing has changed, and what no longer holds is taken off.
/// </summary>
public sealed class ClockTimetable(ITables tables, LocalityInForce locality, TimeProvider clock)
{
    public const string Name = "clock";

    public Timetable Entries { get; } = new(tables, clock, Name);

    /// <summary>Enters the next moment of a referral where that is not the one that is entered, or has passed: then the message that was
    /// sent of it may have failed.</summary>
    /// <returns>What its partition is to keep of it, and the entry that no longer holds once that is written.</returns>
    public async Task<(IReadOnlyList<Write> Keep, Entry? Outdated)> Set(Stored stored, CancellationToken cancel)
    {
        var (before, next) = (stored.Watched, WatchClocks.NextMoment(stored.Referral, locality.Now));
        var now = clock.GetUtcNow();
        if (before?.At == next && !(next <= now))
            return ([], null);
        var outdated = before is { } old && old.At > now ? EntryOf(stored.Reference.Text, old) : null;
        if (next is not { } at)
            return (before is null ? [] : [Write.Delete(Watched.Key)], outdated);
        var watched = new Watched(at, stored.Referral.Version);
        await Enter(stored.Referral, watched, cancel);
        return ([Write.Upsert(Watched.Key, watched.Texts)], outdated);
    }

    /// <summary>Enters the next moment, whether or not it is entered already.</summary>
    public Task WatchAgain(Referral referral, CancellationToken cancel) =>
        WatchClocks.NextMoment(referral, locality.Now) is { } at ? Enter(referral, new(at, referral.Version), cancel) : Task.CompletedTask;

    private Task<Entry> Enter(Referral referral, Watched watched, CancellationToken cancel)
    {
        var entry = EntryOf(referral.Reference.Text, watched);
        return Entries.Add(watched.At, IdOf(referral.Reference.Text, watched), entry.Texts, cancel);
    }

    private Entry EntryOf(string reference, Watched watched) => Entries.At(
        watched.At, IdOf(reference, watched), new Dictionary<string, string> { ["work"] = new Work(Domain.Values.Reference.Read(reference).Value!, watched.Fact).ToMessage() });

    /// <summary>An entry that is made anew is another entry, so that taking off an older one never takes it along.</summary>
    private static string IdOf(string reference, Watched watched) => string.Create(CultureInfo.InvariantCulture, $"{reference}-{watched.Fact:D4}");
}
