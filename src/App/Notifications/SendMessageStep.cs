using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>Tells by text what a fact gives rise to, each text once.</summary>
public sealed class SendMessageStep(ReferralJournal journal, ICarrier carrier, LocalityInForce locality)
{
    public async Task Run(Work work, CancellationToken cancel)
    {
        var outboxKey = Outbox.Key(work.Fact, QueueNames.SendMessage);
        if (await journal.Load(work.Reference, cancel) is not { } stored || !stored.Owes(outboxKey))
            return;
        var fact = stored.Facts[work.Fact - 1];
        foreach (var text in TextMessages.Of(stored.Referral, fact, locality.Now))
            await carrier.Text(text.Key, 1, text.To, text.Body, cancel);
        await journal.Strike(work.Reference, outboxKey, cancel);
    }
}
