using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain;

/// <summary>One clock: a rule of the locality, what it is about, and since when it runs.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Strand">The strand; null where it is about the referral as a whole.</param>
/// <param name="Since">When it started, in UTC.</param>
public sealed record ClockId(string Rule, int? Strand, DateTimeOffset Since);

/// <summary>A fact about one clock.</summary>
public abstract record ClockFact(ClockId Clock) : Fact;

/// <summary>A clock will soon run out, and those whom its rule names are told; happened when the warning fell due.</summary>
/// <param name="Due">When it runs out, in UTC.</param>
/// <param name="Service">The service that had the strand then; null where none had.</param>
public sealed record ClockWarned(ClockId Clock, DateTimeOffset Due, string? Service = null) : ClockFact(Clock);

/// <summary>A clock has run out, and those whom its rule names are told; happened when it did.</summary>
/// <param name="Service">The service that had the strand then; null where none had.</param>
/// <param name="IsOver">What it was about had come, or ended, before this was recorded: nobody is told any more.</param>
public sealed record ClockBreached(ClockId Clock, string? Service = null, bool IsOver = false) : ClockFact(Clock);

/// <summary>Nobody has said that they see to a breach, so the next on the hub's list is told.</summary>
/// <param name="Step">1 for the first time that somebody more is told.</param>
public sealed record BreachEscalated(ClockId Clock, int Step) : ClockFact(Clock);

/// <summary>Somebody sees to a breach: nobody more is told.</summary>
public sealed record BreachAcknowledged(ClockId Clock) : ClockFact(Clock);

/// <summary>Why it was late.</summary>
public sealed record BreachExplained(ClockId Clock, LateBecause Because, [property: Personal] string? Note = null) : ClockFact(Clock);
