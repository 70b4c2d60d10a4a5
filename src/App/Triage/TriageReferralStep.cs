using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Objections;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Objections;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Triage;

/// <summary>
/// Triages a referral that was submitted, makes it findable, and finds others that may be of the same person and whether they object to sharing; so again when a
/// correction has changed who it is.
/// </summary>
public sealed class TriageReferralStep(ReferralJournal journal, PersonIndex index, ObjectionList objections, UpdateListsStep lists, LocalityInForce locality, TimeProvider clock)
{
    public async Task Run(Work work, CancellationToken cancel)
    {
        var (asked, mayHaveMoved) = (0, false);
        await journal.Answer(work, QueueNames.TriageReferral, async referral =>
        {
            var isCorrection = work.Fact > 1 && !referral.Additions.ContainsKey(work.Fact);
            mayHaveMoved = asked++ > 0 || isCorrection || !referral.IsOpen;
            var (isNew, now) = (referral.TriagedAt is null || isCorrection, clock.GetUtcNow());
            var matches = referral.IsOpen && isNew ? await index.Enter(referral, cancel) : [];
            var triaged = TriageReferral.Decide(referral, locality.Now, matches, now);
            // Looked for after it was entered: an objection that comes now finds it there, one that came before is found here.
            return isNew && await Honour(referral, now, cancel) is { Facts.Count: > 0 } honoured ? Decision.Of([.. triaged.Facts, .. honoured.Facts]) : triaged;
        }, cancel);

        // Somebody else may have ended it or changed who it is, and removed rows, just before they were entered again.
        if (mayHaveMoved)
            await lists.Run(work, cancel);
    }

    private async Task<Decision> Honour(Referral referral, DateTimeOffset now, CancellationToken cancel)
    {
        var number = referral.Details.Person.NhsNumber;
        return HonourObjection.Decide(referral, number, number is not null && await objections.Has(number, cancel), now);
    }
}
