namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>Something that was told, or said, of a clock.</summary>
/// <param name="At">When it fell due, in UTC.</param>
/// <param name="ToldAt">When it was recorded.</param>
public sealed record Telling(ClockFact Fact, DateTimeOffset At, DateTimeOffset ToldAt);
