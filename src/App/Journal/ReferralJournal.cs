using System.Runtime.CompilerServices;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>Something outside a referral that a change of it must have hold of before it is committed.</summary>
/// <param name="What">What it would be, noted first so that it is let go when the process dies: the id of a service; null for nothing.</param>
/// <param name="Take">Takes it, and gives what is decided then; may be done more than once.</param>
public sealed record Hold(Func<Decision, string?> What, Func<Stored, Decision, Task<Decision>> Take);

/// <summary>What came of submitting: the reference, whether it is new, or that the key was used for something else before.</summary>
public sealed record Submission(Reference Reference, bool IsNew, bool IsAnotherRequest);

/// <summary>
/// The record of referrals. One partition a referral holds its facts, a head and the outbox; each change is one transaction on
/// that partition, and the head's ETag is the version that it was decided on.
/// </summary>
public sealed class ReferralJournal(
    ITables tables, Timetable undone, AfterCommit afterCommit, DeploymentKey key, MasterKeys masterKeys, FactChain chain, TimeProvider clock)
{
    public const string Table = "referrals";

    /// <summary>In a note, the service whose place was about to be taken.</summary>
    public const string Holds = "holds";
    public const string Head = "head";
    private const string Request = "request";
    private const int MostCandidates = 20;
    private const int MostConflicts = 10;

    /// <summary>More than the four digits of a fact's number allow, with the work that they could owe.</summary>
    public const int MostRows = 40_000;

    /// <summary>
    /// How long after a change was begun its work is looked for by others. Longer than any commit can take, so that a change
    /// that has left nothing by then never happened.
    /// </summary>
    public static readonly TimeSpan UndoneAfter = TimeSpan.FromMinutes(1);

    /// <summary>The whole partition: one round trip, as long as it has a thousand rows or fewer. Null when there is no such referral.</summary>
    public async Task<Stored?> Load(Reference reference, CancellationToken cancel = default) =>
        Read(reference, await tables.Range(Table, reference.Text, limit: MostRows, cancel: cancel));

    /// <summary>Every referral, each as it is at that moment. For maintenance commands: no request and no queue step may call it.</summary>
    public async IAsyncEnumerable<Stored> Everything([EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? latest = null;
#pragma warning disable RS0030 // A maintenance command may read a whole table.
        await foreach (var row in tables.Everything(Table, cancel))
#pragma warning restore RS0030
        {
            if (row.Partition == latest)
                continue;
            latest = row.Partition;
            if (Reference.Read(row.Partition).Value is { } reference && await Load(reference, cancel) is { } stored)
                yield return stored;
        }
    }

    /// <summary>The referral that the rows of a partition make.</summary>
    public Stored? Read(Reference reference, IReadOnlyList<Row> rows)
    {
        if (rows.FirstOrDefault(r => r.Key == Head) is not { } head)
            return null;
        var own = ReferralKey.In(rows, masterKeys, reference);
        var facts = rows.Where(r => r.Key.StartsWith(FactRows.Prefix, StringComparison.Ordinal)).Select(r => FactRows.Read(r, own)).ToList();
        var owed = rows.Where(r => r.Key.StartsWith(Outbox.Prefix, StringComparison.Ordinal)).ToList();
        return new Stored(Referral.From(reference, facts), facts, owed, head.ETag!, head, Watched.Read(rows))
        {
            Key = own,
            Texts = [.. rows.Where(r => r.Key.StartsWith(Stored.TextPrefix, StringComparison.Ordinal))],
        };
    }

    /// <summary>
    /// Records a submission: a note of what might be left undone, then the referral itself; two round trips. The same request of
    /// the same caller meets its own partition and changes nothing.
    /// </summary>
    /// <param name="emergency">What the referrer is told to do at once, recorded with what they said.</param>
    public async Task<Submission> Begin(Submitted submitted, EmergencyAdvised? emergency, Actor by, string idempotencyKey, CancellationToken cancel, string? keyOf = null)
    {
        var now = clock.GetUtcNow();
        keyOf ??= by.Id;
        var fact = new Recorded(1, now, now, by, null, submitted);
        Recorded[] facts = emergency is null ? [fact] : [fact, new Recorded(2, now, now, Actor.System, 1, emergency)];
        var head = new Dictionary<string, string>(3)
        {
            ["version"] = facts.Length.ToString(),
            ["caller"] = key.Hash("caller", $"{keyOf}\n{idempotencyKey}"),
            [Request] = key.Hash("request", FactRows.Said(fact)),
        };
        for (var candidate = 0; candidate < MostCandidates; candidate++)
        {
            var reference = Reference.Derive(key.Bytes, keyOf, idempotencyKey, candidate);
            var own = ReferralKey.New(reference);
            var (rows, last) = Rows(reference, facts, own, before: null);
            head[FactChain.Text] = last;
            Write[] writes = [.. rows, Write.Insert(Head, head), own.ToWrite(masterKeys), .. Outbox.Writes(facts)];
            var note = await Note(reference, cancel);
            if (await tables.Commit(Table, reference.Text, writes, cancel) == CommitResult.Committed)
            {
                afterCommit.Post(new(reference, writes, note));
                return new(reference, IsNew: true, IsAnotherRequest: false);
            }
            var found = await tables.Get(Table, reference.Text, Head, cancel);
            if (found?["caller"] == head["caller"])
                return new(reference, IsNew: false, IsAnotherRequest: found?[Request] != head[Request]);
        }
        throw new InvalidOperationException("No free reference was found: the eight digits are nearly used up.");
    }

    /// <summary>
    /// Changes a referral as a person decides. Two round trips on top of the reading; when someone else was quicker, the decision
    /// is made anew on what they left.
    /// </summary>
    /// <param name="idempotencyKey">What the caller calls this request; what one request has recorded, it does not record again.</param>
    /// <param name="hold">What the change must have hold of; it is taken after the note and before the commit.</param>
    /// <param name="besides">What else is written in the same transaction.</param>
    public async Task<(Stored Stored, Decision Decision)> Change(
        Stored stored, Func<Referral, Decision> decide, Actor by, string? idempotencyKey, CancellationToken cancel, Hold? hold = null,
        Func<Stored, IEnumerable<Write>>? besides = null)
    {
        var request = RequestOf(by, idempotencyKey);
        Entry? note = null;
        for (var conflict = 0; conflict < MostConflicts; conflict++)
        {
            if (request is not null && stored.Facts.Any(f => f.Request == request))
                return (stored, Decision.Nothing);
            var decision = decide(stored.Referral);
            if (decision.Refused is not null || decision.Facts.Count == 0)
                return (stored, decision);
            var holds = hold?.What(decision);
            if (note is null || note.Due - clock.GetUtcNow() < UndoneAfter / 2 || note.Texts.GetValueOrDefault(Holds) != holds)
                note = await Note(stored.Reference, cancel, holds);
            if (holds is not null)
                decision = await hold!.Take(stored, decision);
            var (facts, changes) = Prepare(stored, decision, by, inAnswerTo: null, done: null, request);
            Write[] writes = [.. changes, .. besides?.Invoke(stored) ?? []];
            if (await tables.Commit(Table, stored.Reference.Text, writes, cancel) == CommitResult.Committed)
            {
                afterCommit.Post(new(stored.Reference, writes, note));
                return (stored with { Facts = [.. stored.Facts, .. facts], Referral = facts.Aggregate(stored.Referral, (r, f) => r.With(f)) }, decision);
            }
            stored = await Load(stored.Reference, cancel) ?? throw new InvalidOperationException("A referral that was just there is gone.");
        }
        throw new ConflictException("Others are changing this referral at the same moment. Look at it again, then try again.");
    }

    /// <summary>What an earlier attempt of the same request has recorded.</summary>
    public IEnumerable<Recorded> RecordedBy(Stored stored, Actor by, string? idempotencyKey) =>
        RequestOf(by, idempotencyKey) is { } request ? stored.Facts.Where(f => f.Request == request) : [];

    /// <summary>
    /// Does one piece of work of a queue: decides, records, strikes it from the outbox in the same transaction, and sends on what
    /// follows. The message itself is kept until that is done, so a crash anywhere in between is made good by its redelivery.
    /// </summary>
    /// <param name="decide">May be asked more than once, and may read and write what belongs to other places.</param>
    public async Task Answer(Work work, string queue, Func<Referral, Task<Decision>> decide, CancellationToken cancel)
    {
        var outboxKey = Outbox.Key(work.Fact, queue);
        for (var conflict = 0; conflict < MostConflicts; conflict++)
        {
            if (await Load(work.Reference, cancel) is not { } stored)
                return;
            var decision = await decide(stored.Referral);
            if (decision.Refused is { } refusal)
                throw new InvalidOperationException($"The system was refused: {refusal}.");
            var done = stored.Owes(outboxKey) ? outboxKey : null;
            if (decision.Facts.Count == 0)
            {
                // An earlier attempt may have recorded and not sent, whether it was delivered again or replayed by hand.
                await afterCommit.SendAll(work.Reference, stored.Owed.Where(r => r.Key != outboxKey).Select(r => r.Texts), cancel);
                if (done is not null)
                    await Strike(work.Reference, done, cancel);
                return;
            }
            var (_, writes) = Prepare(stored, decision, Actor.System, work.Fact, done);
            if (await tables.Commit(Table, work.Reference.Text, writes, cancel) != CommitResult.Committed)
                continue;
            await afterCommit.SendAll(work.Reference, [.. AfterCommit.Owed(writes), .. LeftBy(work, stored)], cancel);
            return;
        }
        throw new StorageUnavailableException("Others kept changing this referral at the same moment.");
    }

    /// <summary>What an earlier attempt of the same work recorded and may not have sent.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, string>> LeftBy(Work work, Stored stored) => stored.Owed
        .Where(r => r.Key != Outbox.ListsKey && stored.Facts[Outbox.Read(stored.Reference, r.Texts).Work.Fact - 1].InAnswerTo == work.Fact).Select(r => r.Texts);

    /// <summary>The same where the facts alone decide.</summary>
    public Task Answer(Work work, string queue, Func<Referral, Decision> decide, CancellationToken cancel) =>
        Answer(work, queue, referral => Task.FromResult(decide(referral)), cancel);

    /// <summary>Removes a piece of work that is done; an ETag makes it conditional.</summary>
    /// <param name="besides">What else is kept in the same transaction.</param>
    public Task<CommitResult> Strike(Reference reference, string outboxKey, CancellationToken cancel, string? etag = null, IReadOnlyList<Write>? besides = null) =>
        tables.Commit(Table, reference.Text, [Write.Delete(outboxKey, etag), .. besides ?? []], cancel);

    /// <summary>Keeps something beside the facts of a referral.</summary>
    public Task<CommitResult> Keep(Reference reference, IReadOnlyList<Write> writes, CancellationToken cancel) =>
        tables.Commit(Table, reference.Text, writes, cancel);

    /// <summary>The ETag of the head alone: whether anything has been recorded since.</summary>
    public async Task<string?> HeadETag(Reference reference, CancellationToken cancel) =>
        (await tables.Get(Table, reference.Text, Head, cancel))?.ETag;

    private (IReadOnlyList<Recorded> Facts, IReadOnlyList<Write> Writes) Prepare(
        Stored stored, Decision decision, Actor by, int? inAnswerTo, string? done, string? request = null)
    {
        var now = clock.GetUtcNow();
        var facts = decision.Facts
            .Select((f, i) => new Recorded(stored.Referral.Version + 1 + i, f.Happened, now, by, inAnswerTo, f.Fact, request))
            .ToList();
        var own = stored.Key ?? ReferralKey.New(stored.Reference);
        var (rows, last) = Rows(stored.Reference, facts, own, stored.Head[FactChain.Text]);
        var head = new Dictionary<string, string>(stored.Head.Texts) { ["version"] = facts[^1].Number.ToString(), [FactChain.Text] = last };
        if (facts.Any(f => f.Fact is PersonErased))
            head.Remove(Request);
        List<Write> writes =
        [
            .. rows,
            Write.Replace(Head, head, stored.HeadETag),
            .. Outbox.Writes(facts),
        ];
        if (done is not null)
            writes.Add(Write.Delete(done));
        if (stored.Key is null && stored.Referral.ErasedAt is null)
            writes.Add(own.ToWrite(masterKeys));
        return (facts, writes);
    }

    /// <summary>The rows of facts, each linked to the one before, and the link of the last.</summary>
    private (IReadOnlyList<Write> Rows, string Last) Rows(Reference reference, IReadOnlyList<Recorded> facts, ReferralKey own, string? before)
    {
        var rows = new List<Write>(facts.Count);
        foreach (var fact in facts)
        {
            var (row, texts) = (FactRows.Key(fact.Number), FactRows.Texts(fact, own));
            texts[FactChain.Text] = before = chain.Link(before, reference, row, texts);
            rows.Add(Write.Insert(row, texts));
        }
        return (rows, before!);
    }

    private string? RequestOf(Actor by, string? idempotencyKey) => idempotencyKey is null ? null : key.Hash("change", $"{by.Id}\n{idempotencyKey}");

    private Task<Entry> Note(Reference reference, CancellationToken cancel, string? holds = null)
    {
        var texts = new Dictionary<string, string>(2) { ["reference"] = reference.Text };
        if (holds is not null)
            texts[Holds] = holds;
        return undone.Add(clock.GetUtcNow() + UndoneAfter, $"{reference.Text}-{Guid.NewGuid():N}", texts, cancel);
    }
}
