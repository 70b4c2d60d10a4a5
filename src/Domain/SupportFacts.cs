using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain;

/// <summary>First contact face to face; the time it happened stops the clock.</summary>
public sealed record Visited(int Strand, [property: Personal] string? Note = null) : StrandFact(Strand);

/// <summary>Somebody went to see the person and did not: the clock runs on.</summary>
public sealed record VisitAttempted(int Strand, NoAccess Reason, [property: Personal] string? Note = null) : StrandFact(Strand);

/// <summary>The service said when it comes; the latest holds.</summary>
/// <param name="At">When somebody is expected to be with the person, in UTC.</param>
public sealed record VisitExpected(int Strand, DateTimeOffset At) : StrandFact(Strand);

/// <summary>What the support is to reach was agreed with the person; the latest agreement holds.</summary>
/// <param name="Instruments">Where the person stood then by other instruments that the locality uses.</param>
public sealed record GoalsAgreed(
    int Strand, [property: Personal] IReadOnlyList<Goal> Goals, IReadOnlyList<InstrumentScore>? Instruments = null) : StrandFact(Strand);

/// <summary>The service looked at how the support goes.</summary>
/// <param name="Scores">Where the person stood with each of the goals then, in their order; null where none was scored.</param>
public sealed record Reviewed(int Strand, [property: Personal] string Note, IReadOnlyList<int?>? Scores = null) : StrandFact(Strand);

/// <summary>A strand of support ended with an outcome; the time it happened is when the support ended.</summary>
/// <param name="Scores">Where the person stood with each of the goals at the end, in their order; null where none was scored.</param>
/// <param name="AdmissionAvoided">Whether the provider thinks that the person would have been admitted to hospital without it; null where
/// that was not asked or cannot be said.</param>
/// <param name="HoursBefore">Hours of support a week that the person had before; null where not known.</param>
/// <param name="HoursAfter">The same after it.</param>
/// <param name="Instruments">Where the person stood at the end by other instruments.</param>
public sealed record Closed(
    int Strand, Outcome Outcome, [property: Personal] string? Note = null, IReadOnlyList<int?>? Scores = null, bool? AdmissionAvoided = null,
    decimal? HoursBefore = null, decimal? HoursAfter = null, IReadOnlyList<InstrumentScore>? Instruments = null) : StrandFact(Strand);

/// <summary>Support goes on for longer than it was to last.</summary>
/// <param name="Until">By when it must end now, in UTC.</param>
/// <param name="ApprovedBy">The name of who approved it.</param>
public sealed record SupportExtended(
    int Strand, DateTimeOffset Until, [property: Personal] string Reason, [property: Personal] string ApprovedBy) : StrandFact(Strand);

/// <summary>It is time to ask how the person is, after the support has ended.</summary>
/// <param name="Strand">The strand whose provider asks.</param>
/// <param name="FollowUp">The id of the locality's follow-up.</param>
/// <param name="Due">By when they are to ask, in UTC.</param>
public sealed record FollowUpOpened(int Strand, string FollowUp, DateTimeOffset Due) : StrandFact(Strand);

/// <summary>The provider asked how the person is.</summary>
public sealed record FollowedUp(int Strand, string FollowUp, FollowUpResult Result, [property: Personal] string? Note = null) : StrandFact(Strand);
