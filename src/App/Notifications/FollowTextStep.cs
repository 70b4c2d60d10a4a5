using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>Looks after a text that has not arrived yet: asks the network, tries again or another way, and tells the hub when none is left.</summary>
public sealed class FollowTextStep(ReferralJournal journal, Texting texting, TimeProvider clock)
{
    public async Task Run(TextLook look, CancellationToken cancel)
    {
        while (await journal.Load(look.Reference, cancel) is { } stored)
        {
            var all = TextRows.Of(stored);
            if (all.FirstOrDefault(t => t.Dispatch.Key == look.Key) is not { } text || look.Number < text.Dispatch.Look)
                return;
            var now = clock.GetUtcNow();
            switch (NextSteps.Of(text.Dispatch, text.Dispatch.IsWanted(stored.Referral), now))
            {
                case NextStep.Later later:
                    // Asked for before it is kept that it was; of two messages for the same look the second finds that it is overtaken.
                    var asked = await texting.AskForLook(look.Reference, text.Dispatch, later.At, cancel);
                    await texting.Change(look.Reference, look.Key, d => d.Look < asked.Look ? d with { Look = asked.Look } : d, cancel);
                    return;
                case NextStep.Look:
                    await texting.Look(look.Reference, text.Dispatch, all.SelectMany(t => t.Dispatch.Attempts).Select(a => a.Id).OfType<string>().ToHashSet(), cancel);
                    break;
                case NextStep.Try:
                    await texting.Try(look.Reference, text, cancel);
                    break;
                case NextStep.GiveUp:
                    await journal.Change(stored, r => NotReached(r, text.Dispatch, now), Actor.System, null, cancel);
                    return;
                default:
                    return;
            }
        }
    }

    private static Decision NotReached(Referral referral, Dispatch text, DateTimeOffset now) =>
        text.Offer is { } offer ? ReportNotReached.Decide(referral, offer, now)
        : text is { Audience: Audience.Service, Service: { } service } ? ReportNotReached.Decide(referral, service, TextRows.FactOf(text.Key), text.Kind, now)
        : Decision.Nothing;
}
