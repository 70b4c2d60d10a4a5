using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>A scale that a locality scores people by at the start and at the end of support, beside goals: its name and its ends alone, as
/// its wording belongs to others.</summary>
/// <param name="HigherIsBetter">Whether a higher score is better for the person.</param>
public sealed record Instrument(string Id, string Name, int Lowest, int Highest, bool HigherIsBetter = true)
{
    /// <summary>"Modified Barthel Index: 15, of 0 to 20".</summary>
    public string InWords(int score) => $"{Name}: {score}, of {Lowest} to {Highest}";

    /// <summary>Why people cannot be scored so; null when they can: each by an instrument of the locality, once and within its ends.</summary>
    internal static Refusal? WhyNot(IReadOnlyList<InstrumentScore>? scores, Locality town) =>
        scores is null || (scores.All(s => town.Instruments.Any(i => i.Id == s.Instrument && i.Lowest <= s.Score && s.Score <= i.Highest))
            && scores.DistinctBy(s => s.Instrument).Count() == scores.Count) ? null : Refusal.WrongInstruments;

    /// <summary>Scores as they are recorded: none where there is none.</summary>
    internal static IReadOnlyList<InstrumentScore>? Kept(IReadOnlyList<InstrumentScore>? scores) => scores is { Count: > 0 } ? scores : null;
}

/// <param name="Instrument">The id of the instrument.</param>
public sealed record InstrumentScore(string Instrument, int Score);
