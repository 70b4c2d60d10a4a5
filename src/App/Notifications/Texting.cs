using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>
/// Makes the attempts at a text and keeps what becomes of them. Each is recorded before the network is asked, because it cannot be asked
/// twice for the same text; what was asked and not answered is looked for.
/// </summary>
public sealed class Texting(ITables tables, ReferralJournal journal, ICarrier carrier, OptOuts optOuts, IQueues queues, TimeProvider clock)
{
    private const int MostConflicts = 10;

    /// <summary>The clock of the network may be behind ours by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Sends the texts of one fact for the first time, and strikes them from the outbox. Two commits, and a read of what the network told
    /// by itself meanwhile.</summary>
    public async Task Send(Reference reference, int fact, IReadOnlyList<Dispatch> texts, string outboxKey, CancellationToken cancel)
    {
        var begun = await Task.WhenAll(texts.Select(t => Start(t, cancel)));
        var inserts = begun.Select(t => Write.Insert(TextRows.Key(t.Key), TextRows.Texts(t))).ToList();
        if (await journal.Keep(reference, inserts, cancel) != CommitResult.Committed)
            return; // Another delivery of the same work was quicker: it sends them.
        var answers = (await Task.WhenAll(begun.Select(async t => (t.Key, Told: await Attempt(t, cancel))))).ToDictionary(a => a.Key, a => a.Told);
        var (from, before) = TextRows.Range(reference, fact);
        var (writes, changed) = (new List<Write>(), new List<(Dispatch Before, Dispatch Told)>());
        foreach (var kept in (await tables.Range(ReferralJournal.Table, reference.Text, from, before, cancel: cancel)).Select(TextRows.Read))
        {
            var told = await Remind(reference, kept.Dispatch, answers[kept.Dispatch.Key](kept.Dispatch), cancel);
            if (told == kept.Dispatch)
                continue;
            writes.Add(Write.Replace(TextRows.Key(told.Key), TextRows.Texts(told), kept.ETag));
            changed.Add((kept.Dispatch, told));
        }
        if (await journal.Strike(reference, outboxKey, cancel, besides: writes) == CommitResult.Committed)
        {
            foreach (var (was, told) in changed)
                await WasKept(was, told, cancel);
            return;
        }
        // The network told of one by itself meanwhile, or another delivery of the same work has struck it.
        foreach (var text in begun)
            await Change(reference, text.Key, answers[text.Key], cancel);
        await journal.Strike(reference, outboxKey, cancel);
    }

    /// <summary>Attempts the next way of a text, unless somebody else was quicker.</summary>
    public async Task Try(Reference reference, KeptText text, CancellationToken cancel)
    {
        var begun = await Start(text.Dispatch, cancel);
        if (await journal.Keep(reference, [Write.Replace(TextRows.Key(begun.Key), TextRows.Texts(begun), text.ETag)], cancel) == CommitResult.Committed)
            await Change(reference, begun.Key, await Attempt(begun, cancel), cancel);
    }

    /// <summary>Asks the network about the last attempt.</summary>
    /// <param name="known">The network's ids of every attempt of the referral: what it lists under another is none of this text.</param>
    public async Task Look(Reference reference, Dispatch text, IReadOnlySet<string> known, CancellationToken cancel)
    {
        var (number, last, now) = (text.Attempts.Count, text.Last!, clock.GetUtcNow());
        CarrierReport? report;
        try
        {
            report = await LookFor(text, last, known, cancel);
        }
        catch (StorageUnavailableException)
        {
            await Change(reference, text.Key, d => d.CouldNotBeLookedFor(number, now), cancel);
            return;
        }
        await Change(reference, text.Key, d =>
        {
            var told = report is null ? d : d.WasReported(number, report.Id, report.Status, report.Code, now);
            return told.Attempts[number - 1].State == last.State ? told.WasLookedFor(number, now) : told;
        }, cancel);
    }

    /// <summary>What is told of a text, by the network or whoever heard it. A text that is not known, and what is told again, changes nothing.</summary>
    public async Task<Dispatch?> Change(Reference reference, string key, Func<Dispatch, Dispatch> change, CancellationToken cancel)
    {
        for (var conflict = 0; conflict < MostConflicts; conflict++)
        {
            if (await Find(reference, key, cancel) is not { } kept)
                return null;
            var told = await Remind(reference, kept.Dispatch, change(kept.Dispatch), cancel);
            if (told == kept.Dispatch)
                return told;
            if (await journal.Keep(reference, [Write.Replace(TextRows.Key(key), TextRows.Texts(told), kept.ETag)], cancel) == CommitResult.Committed)
            {
                await WasKept(kept.Dispatch, told, cancel);
                return told;
            }
        }
        throw new StorageUnavailableException("Others kept changing this text at the same moment.");
    }

    public async Task<KeptText?> Find(Reference reference, string key, CancellationToken cancel) =>
        await tables.Get(ReferralJournal.Table, reference.Text, TextRows.Key(key), cancel) is { } row ? TextRows.Read(row) : null;

    /// <summary>Asks for a look at a text when it is due. The message goes out before what it follows is written: it may come to nothing, but
    /// nothing waits for one that was never sent.</summary>
    public async Task<Dispatch> AskForLook(Reference reference, Dispatch text, DateTimeOffset at, CancellationToken cancel)
    {
        var delay = at - clock.GetUtcNow();
        var next = text with { Look = text.Look + 1 };
        await queues.Send(QueueNames.FollowText, new TextLook(reference, text.Key, next.Look).ToMessage(), delay > TimeSpan.Zero ? delay : TimeSpan.Zero, cancel);
        return next;
    }

    /// <summary>Asks for a look where what was told means that something else is to be done, or nobody looks yet.</summary>
    private async Task<Dispatch> Remind(Reference reference, Dispatch before, Dispatch told, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var next = NextSteps.Of(told, isWanted: true, now);
        if (next is NextStep.Nothing || before.Look != told.Look || before.Look > 0 && next == NextSteps.Of(before, isWanted: true, now))
            return told;
        return await AskForLook(reference, told, next is NextStep.Later later ? later.At : now, cancel);
    }

    /// <summary>The next attempt, recorded; where a telephone wants no texts, that is recorded and the attempt after it.</summary>
    private async Task<Dispatch> Start(Dispatch text, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        while (NextSteps.Of(text, isWanted: true, now) is NextStep.Try next)
        {
            text = text.Begin(next.Way, now);
            if (text.Ways[next.Way] is not { Kind: WayKind.Text } way || !await optOuts.Has(way.To, cancel))
                break;
            text = text.WasRefused(text.Attempts.Count, CarrierCodes.OptedOut, null, now);
        }
        return text;
    }

    /// <summary>Makes the last attempt, and gives what that means for the text.</summary>
    private async Task<Func<Dispatch, Dispatch>> Attempt(Dispatch text, CancellationToken cancel)
    {
        var (number, last) = (text.Attempts.Count, text.Last);
        if (last is not { State: AttemptState.Asked })
            return d => d;
        var way = text.Ways[last.Way];
        var answer = way.Kind is WayKind.Call
            ? await carrier.Ring(text.Key, number, way.To, cancel) : await carrier.Text(text.Key, number, way.To, text.Body, text.Until, cancel);
        var now = clock.GetUtcNow();
        return answer switch
        {
            CarrierAnswer.Taken taken => d => d.WasReported(number, taken.Report.Id, taken.Report.Status, taken.Report.Code, now),
            CarrierAnswer.Refused refused => d => d.WasRefused(number, refused.Code, refused.RetryAfter, now),
            _ => d => d.IsInDoubt(number),
        };
    }

    /// <summary>What the network has of an attempt; null where it has nothing. Of a call that it has not told of, it cannot be asked.</summary>
    private async Task<CarrierReport?> LookFor(Dispatch text, TextAttempt last, IReadOnlySet<string> known, CancellationToken cancel)
    {
        if (last.Id is { } id)
            return await carrier.Look(id, cancel);
        var way = text.Ways[last.Way];
        return way.Kind is WayKind.Call ? null : (await carrier.TextsTo(way.To, last.At - Skew, cancel))
            .Where(t => t.Body == text.Body && !known.Contains(t.Report.Id)).OrderBy(t => t.MadeAt).FirstOrDefault()?.Report;
    }

    /// <summary>What has been kept of a text: each change of an attempt is counted, and a telephone that wants no texts remembered.</summary>
    private async Task WasKept(Dispatch before, Dispatch told, CancellationToken cancel)
    {
        for (var i = 0; i < before.Attempts.Count; i++)
        {
            if (told.Attempts[i].State != before.Attempts[i].State)
                Meters.Texts.Add(1, new KeyValuePair<string, object?>("outcome", Domain.Code.Of(told.Attempts[i].State)));
            if (told.Attempts[i] is { State: AttemptState.Failed, Remedy: Remedy.OptedOut } && before.Attempts[i].State is not AttemptState.Failed)
                await optOuts.Record(told.Ways[told.Attempts[i].Way].To, optedOut: true, cancel);
        }
    }
}
