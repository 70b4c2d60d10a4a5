using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Intake;

/// <summary>
/// Merges two referrals, the same for the page and the API: first what the duplicate said is added to the one that is kept, then the
/// duplicate ends. Each is a change of its own; where only the first was done, doing it again does the second, and where more was said
/// in the duplicate between the two, both are done again.
/// </summary>
public sealed class Merging(ReferralJournal journal, TimeProvider clock)
{
    private const int MostRounds = 5;

    /// <summary>The other referral, of which somebody is about to be told something.</summary>
    public async Task<Stored?> Find(HttpContext http, string reference)
    {
        if (Reference.Read(reference).Value is not { } other || await journal.Load(other, http.RequestAborted) is not { } found)
            return null;
        await http.RequestServices.GetRequiredService<AuditLog>().Record(http, other);
        return found;
    }

    public async Task<(Stored Kept, Stored Duplicate, Decision Decision)> Run(HttpContext http, Stored kept, Stored duplicate)
    {
        var decision = Decision.Nothing;
        for (var round = 0; round < MostRounds; round++)
        {
            // Adding is the same once or twice by itself, so that the name of the request, which would stop a second round, is left out.
            (kept, decision) = await journal.Change(
                kept, r => MergeReferrals.Keep(r, duplicate.Referral, clock.GetUtcNow()), http.Principal().Actor, null, http.RequestAborted);
            if (decision.Refused is not null)
                return (kept, duplicate, decision);
            (duplicate, decision) = await Api.Change(http, duplicate, (referral, _, now) => MergeReferrals.End(kept.Referral, referral, now));
            if (decision.Refused is not Refusal.MoreWasSaid)
                break;
            duplicate = await journal.Load(duplicate.Reference, http.RequestAborted) ?? duplicate;
        }
        return (kept, duplicate, decision);
    }
}
