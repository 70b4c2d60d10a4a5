using System.Text.Json;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>A piece of work for a queue: the referral and the number of the fact that asks for it. Ids only.</summary>
public sealed record Work(Reference Reference, int Fact)
{
    public string ToMessage() => JsonSerializer.Serialize(this, Json.Options);

    public static Work FromMessage(string body)
    {
        try
        {
            if (JsonSerializer.Deserialize<Work>(body, Json.Options) is { Reference: not null, Fact: > 0 } work)
                return work;
        }
        catch (JsonException)
        {
            // Told below, like every other message that names no work.
        }
        throw new InvalidDataException("The message cannot be read.");
    }
}

/// <summary>
/// Work that is owed, as rows beside the facts that ask for it, written in the same transaction. A row is removed when the work
/// is done; until then anyone who finds it may send it to its queue again, because doing it twice changes nothing.
/// </summary>
public static class Outbox
{
    public const string Prefix = "outbox-";

    /// <summary>The end of the range of outbox rows.</summary>
    public const string End = "outbox.";

    /// <summary>One row for however many changes: its ETag tells whether the lists have caught up with the latest.</summary>
    public const string ListsKey = Prefix + "lists";

    public static string Key(int fact, string queue) => $"{Prefix}{fact:D4}-{queue}";

    /// <summary>The queues that a fact asks work of, besides the lists.</summary>
    public static IEnumerable<string> Queues(Fact fact)
    {
        if (fact is Submitted or AddedTo or EmergencyAdvised { AfterCorrection: true } || fact is Corrected corrected && (corrected.ChangesWho() || corrected.Completes))
            yield return QueueNames.TriageReferral;
        if (fact is Triaged or AdditionTriaged { Strands.Count: > 0 } or Declined or Lapsed or Overridden or StrandAdded { Because: AddedBecause.Asked })
            yield return QueueNames.RouteReferral;
        if (TextMessages.Tells(fact))
            yield return QueueNames.SendMessage;
    }

    /// <summary>The rows that these facts owe. Routing follows on triage at once, so the lists wait for what it decides; nothing follows on
    /// a match that is found later.</summary>
    public static IEnumerable<Write> Writes(IReadOnlyList<Recorded> facts)
    {
        foreach (var fact in facts)
        {
            foreach (var queue in Queues(fact.Fact))
                yield return Write.Insert(Key(fact.Number, queue), Texts(queue, fact.Number));
        }
        if (facts[0].Fact is MatchFound || facts.Any(f => f.Fact is not (Triaged or MatchFound or AdditionTriaged { Strands.Count: > 0 })))
            yield return Write.Upsert(ListsKey, Texts(QueueNames.UpdateLists, facts[^1].Number));
    }

    /// <summary>The queue and the message of an outbox row.</summary>
    public static (string Queue, Work Work) Read(Reference reference, IReadOnlyDictionary<string, string> texts) =>
        (texts["queue"], new Work(reference, int.Parse(texts["fact"])));

    private static Dictionary<string, string> Texts(string queue, int fact) => new(2) { ["queue"] = queue, ["fact"] = fact.ToString() };
}

/// <summary>The queues; docs and deployment take the names from here.</summary>
public static class QueueNames
{
    public const string TriageReferral = "triage-referral";
    public const string RouteReferral = "route-referral";
    public const string SendMessage = "send-message";

    /// <summary>Its messages name a text, not a fact.</summary>
    public const string FollowText = "follow-text";
    public const string UpdateLists = "update-lists";
    public const string WatchClocks = "watch-clocks";
    private const string PoisonSuffix = "-poison";

    public static string Poison(string queue) => queue + PoisonSuffix;

    public static bool IsPoison(string queue) => queue.EndsWith(PoisonSuffix, StringComparison.Ordinal);
}
