using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>
/// Corrects any field of a referral, with a reason. What it said before stays on record. Where what it says now calls for 999, and
/// nobody was told so before, they are told at once.
/// </summary>
public static class CorrectReferral
{
    /// <summary>Why nothing in the referral can be corrected now; null when it can.</summary>
    public static Refusal? WhyNot(Referral referral) =>
        referral.MergedInto is not null ? Refusal.Merged : referral.IsWithdrawn ? Refusal.Withdrawn : null;

    /// <summary>A decision, or the problems in the changes that were asked for.</summary>
    /// <param name="changes">New texts by the name of the field; an empty text clears a field that may be empty.</param>
    public static (Decision? Decision, IReadOnlyList<Problem> Problems) Decide(
        Referral referral, IReadOnlyDictionary<string, string?> changes, string? reason, Locality locality, DateOnly today, DateTimeOffset now)
    {
        var unknown = changes.Keys.Where(f => !ReferralForm.Fields.ContainsKey(f)).Select(f => new Problem(f, "A referral has no such field")).ToList();
        if (unknown.Count > 0)
            return (null, unknown);
        if (WhyNot(referral) is { } refusal)
            return (refusal, []);
        if (Free.Text(reason) is not { } because)
            return (null, [new("reasonForChange", "Enter why you are correcting this")]);
        if (because.Length > 500)
            return (null, [new("reasonForChange", FormReader.TooLong("reason", 500, because.Length))]);

        var before = ReferralForm.Of(referral);
        var form = changes.Aggregate(before, (f, change) => ReferralForm.Fields[change.Key].With(f, change.Value));
        var missing = TakeIncomplete.Missing(form).Intersect(referral.Missing).ToList();
        var (details, problems) = SubmitReferral.Read(form, today, mayMiss: missing);
        if (details is null)
            return (null, problems);
        var after = ReferralForm.Of(details, missing);
        var changed = ReferralForm.Fields.Where(f => f.Value.Get(before) != f.Value.Get(after)).Select(f => f.Key).Order(StringComparer.Ordinal).ToList();
        if (changed.Count == 0)
            return (Refusal.NothingToCorrect, []);
        var corrected = new Corrected(details.Person, details.Story, details.CallBack, details.Need, changed, because, Completes: referral.Missing.Count > 0 && missing.Count == 0, missing.Count > 0 ? missing : null);
        var emergency = AdviseEmergency.Of(details, locality, locality.KindOf(referral.Referrer), now);
        return emergency is null || !AdviseEmergency.IsNew(emergency, referral)
            ? (Decision.Of(corrected, now), [])
            : (Decision.Of([corrected, emergency with { AfterCorrection = true }], now), []);
    }
}
