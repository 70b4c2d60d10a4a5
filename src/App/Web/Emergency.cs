using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Web;

/// <summary>That the referrer must call 999 now, and why: a sentence each.</summary>
public sealed record Emergency(string Advice, IReadOnlyList<string> Because)
{
    /// <param name="isSent">The referral is on record; otherwise it is about to be.</param>
    public static Emergency? Of(EmergencyAdvised? advised, bool isSent = true) =>
        advised is null ? null : new(isSent ? AdviseEmergency.Advice : AdviseEmergency.AdviceBefore, AdviseEmergency.Why(advised));

    /// <summary>The advice that stands: nobody has decided, accepted or closed anything since it was given.</summary>
    public static Emergency? Of(Stored stored) => Of(stored.Facts.Select(f => f.Fact).LastOrDefault(IsOrAnswersEmergency) as EmergencyAdvised);

    private static bool IsOrAnswersEmergency(Fact fact) =>
        fact is EmergencyAdvised or Overridden or Offered { Reason: not null } or Accepted or Visited or Closed or Withdrawn;
}
