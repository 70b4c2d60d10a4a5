namespace SinglePointOfReferral.Domain.Support;

/// <summary>Somebody went and did not see the person.</summary>
public sealed record Attempt(DateTimeOffset At, NoAccess Reason);

/// <summary>The goals that hold.</summary>
/// <param name="Fact">The number of the fact that agreed them.</param>
/// <param name="Instruments">Where the person stood then by other instruments; null for none.</param>
public sealed record Agreement(IReadOnlyList<Goal> Goals, DateTimeOffset At, int Fact, IReadOnlyList<InstrumentScore>? Instruments = null);

/// <summary>How the support went when it was looked at.</summary>
public sealed record Review(DateTimeOffset At, string Note, IReadOnlyList<int?>? Scores);
