using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>Tells by text what a fact gives rise to. What an earlier delivery of the same work began is looked after and not begun again.</summary>
public sealed class SendMessageStep(ReferralJournal journal, Texting texting, TextChoices choices, UpdateListsStep lists, LocalityInForce locality, TimeProvider clock)
{
    public async Task Run(Work work, CancellationToken cancel)
    {
        var outboxKey = Outbox.Key(work.Fact, QueueNames.SendMessage);
        if (await journal.Load(work.Reference, cancel) is not { } stored || !stored.Owes(outboxKey))
            return;
        var begun = TextRows.Of(stored).Where(k => TextRows.FactOf(k.Dispatch.Key) == work.Fact).ToList();
        if (begun.Count > 0)
        {
            foreach (var kept in begun.Where(k => k.Dispatch.Look == 0 && NextSteps.Of(k.Dispatch, isWanted: true, clock.GetUtcNow()) is not NextStep.Nothing))
                await texting.Change(work.Reference, kept.Dispatch.Key, d => d, cancel);
            await journal.Strike(work.Reference, outboxKey, cancel);
            return;
        }
        var fact = stored.Facts[work.Fact - 1];
        var texts = TextMessages.Of(stored.Referral, fact, locality.Now);
        if (fact.Fact is Offered && texts.Count == 0)
            await journal.Change(stored, r => ReportNotReached.Decide(r, work.Fact, clock.GetUtcNow()), Actor.System, null, cancel);
        var wanted = await Chosen(stored.Referral, texts, cancel);
        var dispatches = wanted.Select(t => Dispatch.Of(t, fact)).Where(d => d.IsWanted(stored.Referral)).ToList();
        // Whoever answers with a word alone is believed to mean what is on their list: what they are texted of is there first.
        if (stored.Owes(Outbox.ListsKey) && dispatches.Exists(d => d.Offer is not null))
            await lists.Run(work, cancel);
        if (dispatches.Count == 0)
            await journal.Strike(work.Reference, outboxKey, cancel);
        else
            await texting.Send(work.Reference, work.Fact, dispatches, outboxKey, cancel);
    }

    /// <summary>Without those that the referrer has chosen not to get. What the hub took down from somebody is told to that somebody, who chose nothing.</summary>
    private async Task<IReadOnlyList<TextMessage>> Chosen(Referral referral, IReadOnlyList<TextMessage> texts, CancellationToken cancel)
    {
        if (!texts.Any(t => t.Audience is Audience.Referrer && Choice(t.Kind) is not null) || referral.ReferredBy.Organisation != referral.Referrer)
            return texts;
        var chosen = await choices.Of(referral.ReferredBy.Id, cancel);
        return [.. texts.Where(t => t.Audience is not Audience.Referrer || Choice(t.Kind) is not { } choice || chosen.Contains(choice))];
    }

    private static ReferrerText? Choice(TextKind kind) => kind switch
    {
        TextKind.Accepted => ReferrerText.Accepted,
        TextKind.Visited => ReferrerText.Visited,
        TextKind.Declined => ReferrerText.MovedOn,
        TextKind.Closed or TextKind.PartClosed => ReferrerText.Closed,
        _ => null,
    };
}
