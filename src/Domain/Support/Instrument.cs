namespace SinglePointOfReferral.Domain.Support;

/// <summary>A scale that a locality scores people by at the start and at the end of support, beside goals: its name and its ends alone, as
/// its wording belongs to others.</summary>
/// <param name="HigherIsBetter">Whether a higher score is better for the person.</param>
public sealed record Instrument(string Id, string Name, int Lowest, int Highest, bool HigherIsBetter = true);

/// <param name="Instrument">The id of the instrument.</param>
public sealed record InstrumentScore(string Instrument, int Score);
