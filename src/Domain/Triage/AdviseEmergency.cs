using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>
/// Whether the referrer must call 999, found before anything is queued: a red flag always, and what the locality's rules say
/// besides. The referral is kept all the same.
/// </summary>
public static class AdviseEmergency
{
    public const string Advice = "Call 999 now. This service does not send an ambulance. Your referral is kept, and a clinician at the hub has been alerted.";

    /// <summary>The same before the referral is sent.</summary>
    public const string AdviceBefore =
        "Call 999 now. This service does not send an ambulance. Send the referral as well: it is kept, and a clinician at the hub is alerted.";

    /// <summary>Why, each reason once and a sentence.</summary>
    public static IReadOnlyList<string> Why(params IEnumerable<EmergencyAdvised> advised) =>
        [.. advised.SelectMany(e => e.RedFlags.Select(Plain.Of).Select(words => $"{char.ToUpperInvariant(words[0])}{words[1..]}.").Concat(e.Rules.Select(r => r.Because))).Distinct()];

    /// <summary>The fact to record with what the referrer says; null when nothing is in it that calls for an ambulance.</summary>
    public static EmergencyAdvised? Of(Details details, Locality locality, OrganisationKind source, DateTimeOffset now) =>
        Of(details.Need, details.Person.DateOfBirth, locality, source, now);

    public static EmergencyAdvised? Of(Need need, DateOnly? born, Locality locality, OrganisationKind source, DateTimeOffset now) =>
        Of(locality.Rules.Judge(Case.Of(need, born, source, now)), locality.Rules.Version);

    /// <summary>Whether there is anything in it that was not advised for before.</summary>
    public static bool IsNew(EmergencyAdvised advised, Referral referral) =>
        !referral.AdvisedFor.IsSupersetOf(Reasons(advised));

    /// <summary>What it was advised for: codes of red flags and ids of rules.</summary>
    public static IEnumerable<string> Reasons(EmergencyAdvised advised) => advised.RedFlags.Select(Code.Of).Concat(advised.Rules.Select(r => r.Id));

    public static EmergencyAdvised? Of(Verdict verdict, string rulesVersion) => verdict.Call999
        ? new(verdict.RedFlags, [.. verdict.Fired.Where(r => r.Then.Call999).Select(r => new FiredRule(r.Id, r.Because))], rulesVersion)
        : null;
}
