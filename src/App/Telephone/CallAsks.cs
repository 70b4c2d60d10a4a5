using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Does what a menu asks for, as whoever has signed in, by the same ways as the pages and the API.</summary>
public sealed class CallAsks(
    SignInByPhone signIn, ReferByPhone refer, ReferralJournal journal, Lists lists, Acceptance acceptance, Views views, HubCalls hub, LocalityInForce locality, TimeProvider clock)
{
    private const int MostOffers = 20;
    private static readonly Permission ToFollow = Permissions.For(HttpMethods.Get, "/referrals/{reference}")!;

    /// <param name="keys">What was keyed last.</param>
    /// <returns>What came of it, and who has signed in after it.</returns>
    public async Task<(Found Found, Principal? Who)> Do(HttpContext http, Ask ask, Call call, Principal? who, string keys)
    {
        var cancel = http.RequestAborted;
        if (who is not null)
            http.AsksByTelephone(who, $"{call.Id}-{call.Turn}");
        switch (ask)
        {
            case Ask.CheckPin:
                return await signIn.Check(call, keys, cancel);
            case Ask.Forget:
                await signIn.Forget(call, cancel);
                return (new Found.Done(), null);
            case Ask.SpeakToHub:
                await hub.Put(new HubCall(call.Id, clock.GetUtcNow(), who?.Actor.Name, who?.Organisation, call.From, call.Draft?.Form, call.Reference), cancel);
                return (new Found.Done(), who);
            case Ask.ReferAsKeyed:
                var came = await refer.Refer(call, who!, cancel);
                if (came is Found.Referred or Found.ReferredBefore)
                    await hub.TakeOff(call.Id, cancel);
                return (came switch
                {
                    Found.Referred referred => new Found.ReferredAsKeyed(referred.Reference, referred.Advice),
                    Found.ReferredBefore before => new Found.ReferredAsKeyed(before.Reference, []),
                    _ => new Found.Done(),
                }, who);
            default:
                return (await Do(http, ask, call, who!), who);
        }
    }

    private Task<Found> Do(HttpContext http, Ask ask, Call call, Principal who) => ask switch
    {
        Ask.FindPerson => refer.FindPerson(http, call, who),
        Ask.Refer => refer.Refer(call, who, http.RequestAborted),
        Ask.FindReferral => FindReferral(http, call, who),
        Ask.FindOffers => FindOffers(who, http.RequestAborted),
        Ask.Accept => Answer(http, call.Offers[0], Accept),
        Ask.Decline => Answer(http, call.Offers[0], (h, stored, offer) => Decline(h, stored, offer, call.Declining ?? DeclineReason.Other)),
        _ => throw new InvalidOperationException($"Nothing does {ask}."),
    };

    private async Task<Found> FindReferral(HttpContext http, Call call, Principal who)
    {
        if (await journal.Load(call.Reference!, http.RequestAborted) is not { } stored || !ToFollow.Allows(who, stored.Referral))
            return new Found.NoReferral();
        await views.Record(http, stored.Reference);
        return new Found.ReferralFound(stored.Reference, TellReferral.Of(stored.Referral, locality.Now, clock.GetUtcNow()));
    }

    private async Task<Found> FindOffers(Principal who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var offers = (await lists.Read(Lists.Worklist(who.Organisation), cancel)).Where(l => l is { Todo: Todo.AnswerOffer, Stage: Stage.OnOffer, Strand: not null } && l.Due > now).ToList();
        return new Found.OffersFound([.. offers.Take(MostOffers)
            .Select(l => new HeardOffer(
                l.Reference, l.Strand!.Value, l.Offer, locality.Now.Service(l.Owner)?.Name ?? l.Owner, l.Urgency ?? Urgency.TwoHours, l.Reason, l.AgeBand, l.District, l.Due) { HeardAt = now })], offers.Count > MostOffers ? offers.Count : null);
    }

    private async Task<Found> Answer(HttpContext http, HeardOffer offer, Func<HttpContext, Stored, HeardOffer, Task<string>> answer) =>
        new Found.OfferAnswered(await journal.Load(offer.Reference, http.RequestAborted) is { } stored ? await answer(http, stored, offer) : Refusal.NotOfferedToYou.Sentence());

    private async Task<string> Accept(HttpContext http, Stored stored, HeardOffer offer)
    {
        var (now, decision) = await acceptance.Accept(http, stored, offer.Strand, offer.Seen);
        if (decision.Refused is { } refusal)
            return refusal.Sentence();
        var seeBy = ReferralClocks.SeeBy(now.Referral.Strand(offer.Strand)!, locality.Now);
        return $"Accepted: {Spoken.Of(offer.Reference)}.{(seeBy is { } by ? $" See the person by {Plain.Moment(by, clock.GetUtcNow())}." : "")} The details are on your worklist.";
    }

    private static async Task<string> Decline(HttpContext http, Stored stored, HeardOffer offer, DeclineReason reason)
    {
        var (_, decision) = await Api.Change(http, stored, (referral, who, now) => DeclineOffer.Decide(referral, offer.Strand, who.Organisation, reason, null, now, offer.Seen));
        return decision.Refused is { } refusal ? refusal.Sentence() : $"Declined: {Spoken.Of(offer.Reference)}. It goes to another service or to the hub.";
    }
}
