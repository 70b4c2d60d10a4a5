using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Notifications;

public enum WayKind { Text, Call }

/// <summary>One way to reach somebody.</summary>
public sealed record Way(WayKind Kind, PhoneNumber To);

/// <summary>How far an attempt has come.</summary>
public enum AttemptState
{
    /// <summary>It is recorded, and the network is being asked. Where the process died then, nobody knows whether it was.</summary>
    Asked,

    /// <summary>The network was asked, and its answer does not tell whether it has it.</summary>
    Doubtful,

    /// <summary>The network has it.</summary>
    Taken,

    /// <summary>It did not arrive.</summary>
    Failed,

    /// <summary>Whether it arrived could not be found out, and is no longer looked for.</summary>
    LeftInDoubt,

    /// <summary>It arrived; of a call, somebody has pressed a key.</summary>
    Delivered,
}

/// <summary>One attempt to reach somebody.</summary>
/// <param name="Way">Which of the ways, from 0.</param>
/// <param name="At">When it was recorded, before the network was asked.</param>
public sealed record TextAttempt(int Way, DateTimeOffset At)
{
    public AttemptState State { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; } = At;

    /// <summary>The network's id of it; null as long as that is not known.</summary>
    public string? Id { get; init; }

    /// <summary>What the network last said of it, in its own words.</summary>
    public string? Status { get; init; }

    /// <summary>The network's reason why it failed.</summary>
    public int? Code { get; init; }

    /// <summary>What is done about it, once it has failed.</summary>
    public Remedy Remedy { get; init; } = Remedy.NextWay;

    /// <summary>How often it was looked for in this state, in vain.</summary>
    public int Looks { get; init; }

    /// <summary>It was once left in doubt, whatever is known of it now.</summary>
    public bool WasLeftInDoubt { get; init; }

    /// <summary>The network does not want to be asked again before then, or could not be.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>A text on its way: what it says, the ways to whom it is for, and what became of each attempt.</summary>
/// <param name="Offer">The number of the fact with the offer that it tells; null where it tells something else.</param>
/// <param name="Service">The id of the service that is told; null for somebody else.</param>
public sealed record Dispatch(string Key, TextKind Kind, Audience Audience, string? Service, int? Offer, string Body, ImmutableList<Way> Ways)
{
    /// <summary>What a call says.</summary>
    public string? Said { get; init; }

    /// <summary>The number of the fact with the offer that it reminds of; null for none.</summary>
    public int? RemindsOf { get; init; }

    /// <summary>After this it need not arrive any more; null where it always may.</summary>
    public DateTimeOffset? Until { get; init; }

    public ImmutableList<TextAttempt> Attempts { get; init; } = [];

    /// <summary>The number of the last look that was asked for: one of a lower number has nothing to do.</summary>
    public int Look { get; init; }

    /// <summary>Somebody waits for what follows on it: an offer, and what the hub must know at once.</summary>
    public bool IsPressing => Offer is not null || Audience is Audience.Hub or Audience.GovernanceLead;

    public TextAttempt? Last => Attempts.IsEmpty ? null : Attempts[^1];

    public bool IsDelivered => Attempts.Exists(a => a.State is AttemptState.Delivered);

    public static Dispatch Of(TextMessage text, Recorded fact) => new(
        text.Key, text.Kind, text.Audience, text.Service?.Id, fact.Fact is Offered ? fact.Number : null, text.Body, [.. text.Ways])
        {
            Said = text.Said, RemindsOf = text.RemindsOf, Until = text.Until,
        };

    /// <summary>Whether it still is of use: an offer and what reminds of it are, as long as it waits for an answer.</summary>
    public bool IsWanted(Referral referral) => (Offer ?? RemindsOf) is not { } offer
        || !referral.IsWithdrawn && referral.Strands.Exists(s => s.Stage is Stage.OnOffer && s.Current?.FactNumber == offer);

    public int TriesOf(int way) => Attempts.Count(a => a.Way == way);

    internal Dispatch With(int attempt, TextAttempt changed) =>
        Attempts[attempt - 1] == changed ? this : this with { Attempts = Attempts.SetItem(attempt - 1, changed) };
}
