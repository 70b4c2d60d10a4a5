namespace SinglePointOfReferral.Domain.Support;

/// <summary>What else the person needs once support has ended.</summary>
public sealed record Onward(Pathway Pathway, Urgency Urgency, string? Reason);

/// <summary>How a strand ended, as somebody tells it.</summary>
/// <param name="Scores">Of each goal at the end, in their order; null to score none.</param>
/// <param name="Ended">When the support ended, in UTC; null for now.</param>
/// <param name="AdmissionAvoided">Whether the person would have been admitted to hospital without it; null where that cannot be said.</param>
/// <param name="HoursBefore">Hours of support a week before; null where not known.</param>
/// <param name="HoursAfter">The same after it.</param>
public sealed record Ending(
    Outcome Outcome, string? Note = null, IReadOnlyList<int?>? Scores = null, DateTimeOffset? Ended = null, bool? AdmissionAvoided = null,
    decimal? HoursBefore = null, decimal? HoursAfter = null, IReadOnlyList<InstrumentScore>? Instruments = null, Onward? Onward = null)
{
    /// <summary>A week has no more.</summary>
    public const int MostHours = 7 * 24;

    /// <summary>Whether these can be hours a week: to a tenth of an hour.</summary>
    public static bool IsHours(decimal? hours) => hours is not { } given || (given is >= 0 and <= MostHours && decimal.Round(given, 1) == given);
}
