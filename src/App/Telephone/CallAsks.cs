using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Does what a menu asks for, as whoever has signed in, by the same ways as the pages and the API.</summary>
public sealed class CallAsks(
    SignInByPhone signIn, ReferByPhone refer, ReferralJournal journal, Lists lists, Acceptance acceptance, AuditLog audit, HubCalls hub, LocalityInForce locality, TimeProvider clock)
{
    private const int MostOffers = 20;
    private static readonly Permission ToFollow = Permissions.For(HttpMethods.Get, "/referrals/{reference}")!;
    private static readonly Permission ToAnswer = Permissions.For(HttpMethods.Get, "/worklist")!;

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
                await PutThrough(call, who, cancel);
                return (new Found.Done(), who);
            case Ask.LeaveNumber:
                await hub.LeaveNumber(call.MatterId, call.RingBackOn!, cancel);
                return (new Found.NumberLeft(), who);
            case Ask.ReferAsKeyed:
                return (await ReferAsKeyed(call, who!, cancel), who);
            default:
                return (await Do(http, ask, call, who!), who);
        }
    }

    private Task<Found> Do(HttpContext http, Ask ask, Call call, Principal who) => ask switch
    {
        Ask.FindPerson => refer.FindPerson(http, call, who),
        Ask.Refer => Refer(call, who, http.RequestAborted),
        Ask.FindReferral => FindReferral(http, call, who),
        Ask.FindOffers => FindOffers(who, http.RequestAborted),
        Ask.Accept => Answer(http, call.Offers[0], Accept),
        Ask.ExpectVisit => Tell(http, call, (r, strand, now) => ExpectVisit.In(r, strand, who.Organisation, call.Minutes, now)),
        Ask.RecordVisit => Tell(http, call, (r, strand, now) => RecordVisit.Decide(r, strand, who.Organisation, r.Strand(strand)?.VisitedAt ?? now, null, now)),
        Ask.Decline => Answer(http, call.Offers[0], (h, stored, offer) => Decline(h, stored, offer, call.Declining ?? DeclineReason.Other)),
        _ => throw new InvalidOperationException($"Nothing does {ask}."),
    };

    private Task PutThrough(Call call, Principal? who, CancellationToken cancel, HubRang rang = HubRang.Ringing)
    {
        var isDutyPhone = call.From is { } from && locality.Now.WithDutyPhone(from).Any();
        var put = new HubCall(call.MatterId, clock.GetUtcNow(), who?.Actor.Name, who?.Organisation, call.From ?? call.RingBackOn, call.Draft?.Form, call.Reference)
        {
            MayRefer = call.Caller?.MayRefer ?? !isDutyPhone, Rang = rang,
        };
        return hub.Put(put, cancel, call.OnBoardAs);
    }

    /// <summary>The caller is rung back in any case: by the referral's own clock where something is missing, otherwise by the board.</summary>
    private async Task<Found> ReferAsKeyed(Call call, Principal who, CancellationToken cancel)
    {
        var came = await refer.Refer(call, who, cancel);
        var made = came switch
        {
            Found.Referred referred => new Found.ReferredAsKeyed(referred.Reference, referred.Advice),
            Found.ReferredBefore before => new Found.ReferredAsKeyed(before.Reference, []),
            _ => null,
        };
        if (came is Found.Referred { IsIncomplete: true })
            await hub.TakeOff(call.MatterId, cancel);
        else if (made is not null)
            await PutThrough(call with { Reference = made.Reference }, who, cancel, HubRang.Missed);
        return made is null ? new Found.Done() : made;
    }

    /// <summary>What is referred needs nobody at the hub to take it down any more.</summary>
    private async Task<Found> Refer(Call call, Principal who, CancellationToken cancel)
    {
        var came = await refer.Refer(call, who, cancel);
        if (call.OnBoardAs is { } id && came is Found.Referred or Found.ReferredBefore)
            await hub.TakeOff(id, cancel);
        return came;
    }

    private async Task<Found> FindReferral(HttpContext http, Call call, Principal who)
    {
        if (await journal.Load(call.Reference!, http.RequestAborted) is not { } stored || !ToFollow.Allows(who, stored.Referral, clock.GetUtcNow()))
            return new Found.NoReferral();
        await audit.Record(http, stored.Reference);
        var theirs = ToAnswer.Allows(who) ? stored.Referral.Strands.FirstOrDefault(s => s.Stage is Stage.Accepted && s.Current?.Provider == who.Organisation) : null;
        return new Found.ReferralFound(
            stored.Reference, [.. TellReferral.Of(stored.Referral, locality.Now, clock.GetUtcNow()), .. theirs is null ? [] : TellWhereToGo.Of(stored.Referral, theirs)], theirs?.Number);
    }

    private async Task<Found> FindOffers(Principal who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var offers = (await lists.Read(Lists.Worklist(who.Organisation), cancel)).Where(l => l is { Todo: Todo.AnswerOffer, Stage: Stage.OnOffer, Strand: not null }).ToList();
        return new Found.OffersFound([.. offers.Take(MostOffers)
            .Select(l => new HeardOffer(
                l.Reference, l.Strand!.Value, l.Offer, locality.Now.Service(l.Owner)?.Name ?? l.Owner, l.Urgency ?? Urgency.TwoHours, l.Reason, l.AgeBand, l.District, l.Due) { HeardAt = now })], offers.Count > MostOffers ? offers.Count : null);
    }

    private async Task<Found> Answer(HttpContext http, HeardOffer offer, Func<HttpContext, Stored, HeardOffer, Task<Found>> answer) =>
        await journal.Load(offer.Reference, http.RequestAborted) is { } stored ? await answer(http, stored, offer) : new Found.OfferAnswered(Refusal.NotOfferedToYou.Sentence());

    /// <summary>That somebody hears who the person is, is recorded first.</summary>
    private async Task<Found> Accept(HttpContext http, Stored stored, HeardOffer offer)
    {
        var (now, decision) = await acceptance.Accept(http, stored, offer.Strand, offer.Seen);
        if (decision.Refused is { } refusal)
            return new Found.OfferAnswered(refusal.Sentence());
        var strand = now.Referral.Strand(offer.Strand)!;
        var seeBy = ReferralClocks.SeeBy(strand, locality.Now);
        await audit.Record(http, offer.Reference);
        var accepted = $"Accepted: {Spoken.Of(offer.Reference)}.{(seeBy is { } by ? $" See the person by {Plain.Moment(by, clock.GetUtcNow())}." : "")}";
        return new Found.OfferAccepted(offer.Reference, offer.Strand, [accepted, .. TellWhereToGo.Of(now.Referral, strand)]);
    }

    /// <summary>What the texts ETA and VISITED say.</summary>
    private async Task<Found> Tell(HttpContext http, Call call, Func<Referral, int, DateTimeOffset, Decision> decide)
    {
        var number = call.Visiting!.Value;
        if (await journal.Load(call.Reference!, http.RequestAborted) is not { } stored)
            return new Found.VisitTold(Refusal.NotOfferedToYou.Sentence(), IsOver: true);
        var (now, decision) = await Api.Change(http, stored, (r, _, at) => decide(r, number, at));
        var strand = now.Referral.Strand(number);
        return decision.Refused is { } refusal ? new Found.VisitTold(refusal.Sentence(), IsOver: strand?.Stage is not Stage.Accepted)
            : strand is { VisitedAt: { } seen } ? new Found.VisitTold($"Seen at {Plain.Moment(seen, clock.GetUtcNow())}.", IsOver: true)
            : new Found.VisitTold($"You are expected at {Plain.Moment(strand!.ExpectedAt!.Value, clock.GetUtcNow())}.", IsOver: false);
    }

    private static async Task<Found> Decline(HttpContext http, Stored stored, HeardOffer offer, DeclineReason reason)
    {
        var (_, decision) = await Api.Change(http, stored, (referral, who, now) => DeclineOffer.Decide(referral, offer.Strand, who.Organisation, reason, null, now, offer.Seen));
        return new Found.OfferAnswered(decision.Refused is { } refusal ? refusal.Sentence() : $"Declined: {Spoken.Of(offer.Reference)}. It goes to another service or to the hub.");
    }
}
