using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>
/// A referral that was begun and cut short, as on the telephone: it is live at once, the hub has it, and rings whoever refers back
/// for the rest. Nothing is triaged before that; a red flag is answered with 999 all the same.
/// </summary>
public static class TakeIncomplete
{
    /// <summary>The postcode of nobody's address ("Organisation Data Service: pseudo postcodes", NHS England).</summary>
    public static readonly Postcode Nowhere = Postcode.Read("ZZ99 3WZ").Value!;

    /// <summary>What a referral cannot be triaged and routed without.</summary>
    public static readonly IReadOnlyList<string> Needed = ["name", "dateOfBirth", "postcode", "reason", "howSoon", "whatChanged"];

    /// <summary>What of it a form leaves out.</summary>
    public static IReadOnlyList<string> Missing(ReferralForm form) => [.. Needed.Where(f => string.IsNullOrWhiteSpace(ReferralForm.Fields[f].Get(form)))];
}
