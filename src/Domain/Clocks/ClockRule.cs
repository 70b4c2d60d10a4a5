using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>What starts a clock.</summary>
public enum ClockStart
{
    /// <summary>The referral was received; of a strand that was added later, it was asked for.</summary>
    Received,

    /// <summary>A service is wanted: from triage, or from the last decline or lapse.</summary>
    Wanted,

    HandedToHub, Offered, Accepted, Seen,
}

/// <summary>What stops it.</summary>
public enum ClockStop
{
    /// <summary>Everything that was missing of a referral that was taken down in part is known.</summary>
    Completed,

    Triaged,

    /// <summary>It was offered to a service, or handed to the hub.</summary>
    Placed,

    Answered, Seen, Reviewed, Closed,
}

public enum LengthUnit
{
    Minutes, Hours, Days,

    /// <summary>Monday to Friday without bank holidays; the day of the start is not counted.</summary>
    WorkingDays,

    /// <summary>Hours in which the service that has the strand is open.</summary>
    ServiceHours,
}

/// <summary>How long a clock runs. Minutes, hours and days are elapsed time, a day being 24 hours.</summary>
public sealed record ClockLength(decimal Amount, LengthUnit Unit)
{
    public TimeSpan Elapsed => Unit switch
    {
        LengthUnit.Minutes => TimeSpan.FromMinutes((double)Amount),
        LengthUnit.Hours or LengthUnit.ServiceHours => TimeSpan.FromHours((double)Amount),
        _ => TimeSpan.FromDays((double)Amount),
    };
}

/// <summary>When a warning is due: so long before the clock runs out, or once that part of its time has passed.</summary>
public sealed record Warning(TimeSpan? Before, int? Percent);

/// <summary>What a clock can wait for.</summary>
public enum PauseFor
{
    /// <summary>The referrer was asked something, until they answer.</summary>
    InformationAskedFor,

    /// <summary>Somebody went and did not see the person, until the next time that somebody goes.</summary>
    NoAccess,
}

/// <param name="AtMost">How long one pause lasts at most: a clock that waits for ever is a dead end.</param>
public sealed record Pause(PauseFor For, TimeSpan AtMost);

/// <summary>Who is told.</summary>
public enum Tell
{
    /// <summary>The duty phone of the service that has the strand; the hub where none has.</summary>
    Service,

    /// <summary>Whoever leads that service; nobody where it names no lead.</summary>
    Lead,

    /// <summary>The first on the hub's list.</summary>
    Hub,
}

/// <summary>
/// A clock as a rule of the locality. Without a length it runs until what the facts say: the time to answer an offer, the time that the
/// hub was given. A review's length is how long before the support must end it is due; support lasts as long as the rule says or the
/// service's own longest stay, whichever is shorter, unless it was extended.
/// </summary>
/// <param name="Name">What is to be done and how soon, as texts and pages say it: "See the person within 2 hours".</param>
public sealed record ClockRule(string Id, string Name, ClockStart From, ClockStop To, ClockLength? Length)
{
    /// <summary>Which urgencies it is for; empty for all.</summary>
    public Flags<Urgency> Urgencies { get; init; }

    /// <summary>Which pathways it is for; empty for all.</summary>
    public Flags<Pathway> Pathways { get; init; }

    public Warning? Warning { get; init; }
    public ImmutableArray<Pause> Pauses { get; init; } = [];
    public ImmutableArray<Tell> AtWarning { get; init; } = [];
    public ImmutableArray<Tell> AtBreach { get; init; } = [];

    /// <summary>What is to be told in quiet hours waits for their end.</summary>
    public bool WaitsInQuietHours { get; init; }

    /// <summary>The next on the hub's list is told of a breach that nobody has acknowledged.</summary>
    public bool Escalates { get; init; }

    /// <summary>Whether it is about the referral as a whole, before it has strands.</summary>
    public bool IsOfReferral => To is ClockStop.Completed or ClockStop.Triaged;

    public bool AppliesTo(Pathway pathway, Urgency urgency) =>
        !IsOfReferral && (Urgencies.IsEmpty || Urgencies.Has(urgency)) && (Pathways.IsEmpty || Pathways.Has(pathway));
}

/// <summary>Somebody at the hub who can be texted day and night.</summary>
/// <param name="Name">Their role: "Hub clinician on duty".</param>
public sealed record OnCall(string Name, PhoneNumber Phone);

/// <summary>How a breach that nobody acknowledges is told further.</summary>
/// <param name="People">In the order in which they are told; empty for the hub's alert phone alone.</param>
/// <param name="RepeatEvery">How long one has to acknowledge before the next is told.</param>
/// <param name="Rounds">How often the list is gone through.</param>
/// <param name="QuietFrom">When quiet hours begin in England.</param>
/// <param name="QuietUntil">When they end, the next day where that is earlier; the same for none.</param>
public sealed record Escalation(ImmutableArray<OnCall> People, TimeSpan RepeatEvery, int Rounds, TimeOnly QuietFrom, TimeOnly QuietUntil)
{
    /// <summary>Who is told at a step, 0 being the breach itself; null once the list has been gone through so often.</summary>
    public OnCall? At(int step, OnCall alert) =>
        People.IsEmpty ? step == 0 ? alert : null : step < People.Length * Rounds ? People[step % People.Length] : null;
}
