namespace SinglePointOfReferral.App.Web.Components;

/// <summary>What a referral is marked with.</summary>
/// <param name="HasMatches">Others may be of the same person.</param>
/// <param name="Flags">The marks that rules have set, as codes.</param>
/// <param name="HasQuestion">A question waits for an answer.</param>
public sealed record Marks(bool IsEmergency, bool HasMatches, IReadOnlyList<string> Flags, bool HasQuestion = false);
