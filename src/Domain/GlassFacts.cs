using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Audit;

namespace SinglePointOfReferral.Domain;

/// <summary>Somebody with no part in the referral looks at it all the same: the governance lead is told.</summary>
/// <param name="Words">Why, in their own words.</param>
/// <param name="Until">How long they may, in UTC.</param>
public sealed record GlassBroken(GlassReason Reason, [property: Personal] string Words, DateTimeOffset Until) : Fact;

/// <summary>The governance lead has looked into it.</summary>
/// <param name="Glass">The number of the fact by which the glass was broken.</param>
public sealed record GlassReviewed(int Glass, bool IsJustified, [property: Personal] string? Words = null) : Fact;
