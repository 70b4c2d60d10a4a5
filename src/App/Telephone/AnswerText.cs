using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Does what a duty phone's text asks for, by the same decisions as the pages, and says what came of it.</summary>
public sealed class AnswerText(ReferralJournal journal, Lists lists, Acceptance acceptance, HeardTexts heard, LocalityInForce town, TimeProvider clock)
{
    /// <param name="services">Those whose duty phone it came from; one at least.</param>
    public async Task<string> Answer(HttpContext http, HeardText text, ReplyText said, IReadOnlyList<Service> services)
    {
        var says = new ReplyAnswers(Words.Of(town.Now.Hub.Phone));
        if (said.HasWrongReference)
            return says.WrongReference;
        if (said.Word is ReplyWord.Decline && DeclineKeys.Of(said.Number ?? 0) is null)
            return ReplyAnswers.AskWhy(said.Reference);
        if (said.Word is ReplyWord.Eta && !ExpectVisit.IsWithin(TimeSpan.FromMinutes(said.Number ?? 0)))
            return ReplyAnswers.AskMinutes(said.Reference);
        if (said.Word is not (ReplyWord.Accept or ReplyWord.Decline or ReplyWord.Eta or ReplyWord.Visited))
            return says.Help;
        if ((text.About?.Reference ?? said.Reference) is { } reference)
            return await Do(http, text, said, reference, services, says);
        var (lines, cancel) = (await Lines(services, http.RequestAborted), http.RequestAborted);
        return await Candidates(lines, services, said.Word, cancel) switch
        {
            [] when said.Word is ReplyWord.Visited && At(Stage.Visited, lines) is [var seen] => await Do(http, text, said, seen, services, says),
            [] => says.Nothing(said.Word),
            [var only] => await Do(http, text, said, only, services, says),
            var several => ReplyAnswers.Which(several, said),
        };
    }

    /// <summary>What a word without a reference could be about, the one due soonest first. An offer is on the list before its text is sent, so that
    /// none is missing of which the sender can know; one that is over may still be there, and then it is asked which is meant. What was just
    /// accepted may still be listed as on offer: a word about a visit looks at the offers themselves.</summary>
    private async Task<IReadOnlyList<Reference>> Candidates(IReadOnlyList<Line> lines, IReadOnlyList<Service> services, ReplyWord word, CancellationToken cancel)
    {
        if (FindMeant.IsOfOffers(word))
            return At(Stage.OnOffer, lines);
        var theirs = services.Select(s => s.Id).ToHashSet();
        var offered = await Task.WhenAll(At(Stage.OnOffer, lines).Select(o => journal.Load(o, cancel)));
        return [.. At(Stage.Accepted, lines).Union(offered.OfType<Stored>().Where(s => FindMeant.Of(s.Referral, theirs, word) is { Stage: Stage.Accepted }).Select(s => s.Reference))];
    }

    /// <summary>The lines of these services. One that an earlier version wrote does not say which service it is on offer to; whether it is one of
    /// these is seen when it is loaded.</summary>
    private async Task<IReadOnlyList<Line>> Lines(IReadOnlyList<Service> services, CancellationToken cancel)
    {
        var worklists = await Task.WhenAll(services.Select(s => s.Organisation).Distinct().Select(o => lists.Read(Lists.Worklist(o), cancel)));
        return [.. worklists.SelectMany(w => w).Where(l => l.FollowUp is null && (l.Service is null || services.Any(s => s.Id == l.Service)))];
    }

    private static IReadOnlyList<Reference> At(Stage stage, IReadOnlyList<Line> lines) => [.. lines.Where(l => l.Stage == stage).Select(l => l.Reference).Distinct()];

    private async Task<string> Do(HttpContext http, HeardText text, ReplyText said, Reference named, IReadOnlyList<Service> services, ReplyAnswers says)
    {
        var (theirs, cancel) = (services.Select(s => s.Id).ToHashSet(), http.RequestAborted);
        var stored = await journal.Load(named, cancel);
        if (text.About is not { } meant)
        {
            if (FindMeant.Of(stored?.Referral, theirs, said.Word) is not { } found)
                return WhyNot(stored?.Referral, theirs, named, says);
            meant = await heard.Mean(text, new(named, found.Number, found.Current!.FactNumber, found.Current.Service), cancel);
            if (meant.Reference != named)
                stored = await journal.Load(meant.Reference, cancel);
        }
        if (services.FirstOrDefault(s => s.Id == meant.Service) is not { } service || stored?.Referral.Strand(meant.Strand) is not { } strand)
            return says.Refused(Refusal.NotOfferedToYou, meant.Reference);
        http.AsksByTelephone(DutyPhone.Of(service), text.Id);
        if (strand.Current?.FactNumber != meant.Offer && !journal.RecordedBy(stored, http.Principal().Actor, Api.IdempotencyKey(http)).Any())
            return WhyNot(stored.Referral, theirs, meant.Reference, says);
        var (now, decision) = await Decide(http, stored, strand, meant, said);
        return decision.Refused is { } refusal ? says.Refused(refusal, meant.Reference)
            : said.Word is ReplyWord.Visited && strand.VisitedAt is { } before ? ReplyAnswers.VisitedBefore(meant.Reference, before, clock.GetUtcNow())
            : says.Recorded(said, now.Referral, now.Referral.Strand(strand.Number)!, theirs, town.Now, clock.GetUtcNow());
    }

    private string WhyNot(Referral? referral, IReadOnlySet<string> theirs, Reference reference, ReplyAnswers says)
    {
        var now = clock.GetUtcNow();
        var refusal = FindMeant.WhyNot(referral, theirs, now);
        return refusal is Refusal.NotOfferedToYou && FindMeant.DeclinedAt(referral, theirs) is { } at ? says.DeclinedBefore(reference, at, now) : says.Refused(refusal, reference);
    }

    /// <summary>An offer that is made while the text is read is not the one that it answers.</summary>
    private Task<(Stored Stored, Decision Decision)> Decide(HttpContext http, Stored stored, Strand strand, Meant meant, ReplyText said)
    {
        var (n, seen) = (strand.Number, stored.Referral.Version);
        return said.Word switch
        {
            ReplyWord.Accept => acceptance.Accept(http, stored, n, seen),
            ReplyWord.Decline => Api.Change(http, stored, (r, who, now) => DeclineOffer.Decide(r, n, who.Organisation, DeclineKeys.Of(said.Number!.Value)!.Value, null, now, seen)),
            ReplyWord.Eta => Api.Change(http, stored, (r, who, now) => IfTheirs(r, ExpectVisit.In(r, n, who.Organisation, said.Number!.Value, now))),
            _ => Api.Change(http, stored, (r, who, now) => IfTheirs(r, RecordVisit.Decide(r, n, who.Organisation, r.Strand(n)?.VisitedAt ?? now, null, now))),
        };

        Decision IfTheirs(Referral referral, Decision decision) => referral.Strand(n)?.Current is { } offer && offer.FactNumber != meant.Offer ? Refusal.NotOfferedToYou : decision;
    }
}
