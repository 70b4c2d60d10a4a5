using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Web;

/// <summary>A referral as the API tells it.</summary>
/// <param name="TakenDownBy">Who at the hub took it down from the referrer; null when the referrer made it.</param>
/// <param name="Missing">The needed fields that are not known yet.</param>
/// <param name="IsEmergency">The referrer was told to call 999.</param>
/// <param name="Emergency">That 999 is to be called, until somebody has decided or taken anything since.</param>
/// <param name="Flags">The marks that rules have set, not-seen-yet where somebody went in vain, not-reached where no text and no call
/// reached the service that has an offer, over-running where support should have ended.</param>
/// <param name="Matches">Open referrals that may be of the same person, as long as nobody has decided; told to the hub alone.</param>
/// <param name="SamePerson">Referrals of the same person, as the hub decided; told to the hub alone.</param>
/// <param name="Messages">What those with a part in it wrote to each other, the oldest first.</param>
/// <param name="FollowUps">What is asked, or was, after the support has ended.</param>
/// <param name="MergedInto">The referral that goes on in place of this one, which was a duplicate.</param>
/// <param name="HubOwner">Who at the hub owns it; null for the team, and for whoever is not of the hub.</param>
/// <param name="Clocks">Every clock that its facts have started; of offers and times at the hub the latest.</param>
/// <param name="Texts">The texts that told of it and how they fare: to the hub all, to others those that went to themselves.</param>
/// <param name="NotSamePerson">Referrals of somebody else, as the hub decided; told to the hub alone.</param>
public sealed record ReferralView(
    Reference Reference, int Version, bool IsOpen, DateTimeOffset Received, string Referrer, string ReferrerName, string? TakenDownBy, IReadOnlyList<string> Missing, Person Person, Story Story, PhoneNumber CallBack, Need Need,
    IReadOnlyList<StrandView> Strands, NextView? Next, IReadOnlyList<FactView> History, IReadOnlyList<AdditionView> Additions, bool IsEmergency, Emergency? Emergency, IReadOnlyList<string> Flags, IReadOnlyList<MessageView> Messages,
    IReadOnlyList<FollowUpView> FollowUps,
    IReadOnlyList<Match>? Matches = null, IReadOnlyList<Reference>? SamePerson = null, IReadOnlyList<Reference>? NotSamePerson = null, Reference? MergedInto = null, HubPerson? HubOwner = null, IReadOnlyList<ClockView>? Clocks = null, IReadOnlyList<TextView>? Texts = null);

/// <param name="SeeBy">By when the person is to be seen, in UTC.</param>
/// <param name="AskClinician">A clinician at the hub decides before it is offered to anyone.</param>
/// <param name="Alternatives">What the voluntary sector has for the person, while the hub has the strand.</param>
/// <param name="Attempts">When somebody went and did not see the person, and why.</param>
/// <param name="Goals">What was agreed with the person last, with where they stood then.</param>
/// <param name="Reviewed">The latest review.</param>
/// <param name="Response">How long it took until the person was seen, by both definitions.</param>
/// <param name="EndScores">Where the person stood with each goal at the end.</param>
/// <param name="SupportUntil">By when the support must end, in UTC; null before the person was seen.</param>
/// <param name="ExtendedUntil">The same where it was extended.</param>
/// <param name="Reviews">Every review, in the order of recording.</param>
/// <param name="StartInstruments">Where the person stood by the locality's instruments when goals were agreed.</param>
/// <param name="End">How it ended, beside its outcome; null while it is open.</param>
public sealed record StrandView(
    int Strand, Pathway Pathway, Urgency Urgency, Stage Stage, string? Service, string? ServiceName, DateTimeOffset? AnswerBy, DateTimeOffset SeeBy,
    DateTimeOffset? VisitedAt, Outcome? Outcome, bool AskClinician, IReadOnlyList<NamedService> Alternatives, IReadOnlyList<Attempt> Attempts,
    IReadOnlyList<Goal> Goals, Review? Reviewed, IReadOnlyList<int?>? EndScores, DateTimeOffset? SupportUntil, DateTimeOffset? ExtendedUntil,
    IReadOnlyList<Review> Reviews, IReadOnlyList<InstrumentScore> StartInstruments, EndView? End, ResponseView Response);

/// <param name="At">When the support ended, in UTC.</param>
/// <param name="AdmissionAvoided">Whether the person would have been admitted to hospital without it; null where nobody said.</param>
/// <param name="HoursBefore">Hours of support a week before.</param>
/// <param name="HoursAfter">The same after it.</param>
public sealed record EndView(DateTimeOffset At, bool? AdmissionAvoided, decimal? HoursBefore, decimal? HoursAfter, IReadOnlyList<InstrumentScore> Instruments);

/// <summary>A question after the person, some weeks after the support began.</summary>
/// <param name="FollowUp">Its id.</param>
/// <param name="By">The name of the service that asks.</param>
/// <param name="IsOpen">It waits for somebody to ask.</param>
public sealed record FollowUpView(
    string FollowUp, string Name, int Strand, string By, DateTimeOffset Due, FollowUpResult? Result, DateTimeOffset? AnsweredAt, bool IsOpen);

/// <summary>What somebody said of a person and a need.</summary>
public sealed record Said(Need Need, Story Story);

/// <summary>What another professional added.</summary>
/// <param name="CallBack">Where they can be reached.</param>
/// <param name="From">The duplicate that said it and was merged into this referral; null where a professional added it.</param>
public sealed record AdditionView(
    DateTimeOffset At, string By, string Organisation, Story Story, PhoneNumber CallBack, Need Need, Reference? From = null);

/// <summary>A message, a question or an answer.</summary>
/// <param name="Number">The number of its fact, by which an answer names it.</param>
/// <param name="AnswerWanted">It is a question.</param>
/// <param name="IsAnswered">It is a question, and somebody has answered it.</param>
/// <param name="To">Whom it is for: referrer, service or hub; what a service was asked that no longer has the referral falls to the hub.</param>
public sealed record MessageView(
    int Number, DateTimeOffset At, string By, string Organisation, string Text, bool AnswerWanted, int? InAnswerTo, bool IsAnswered, Side To);

/// <summary>Who has it now, what they do next and by when.</summary>
public sealed record NextView(string Owner, string OwnerName, Todo Todo, DateTimeOffset Due);

/// <param name="InAnswerTo">The number of the fact that this one answers.</param>
public sealed record FactView(
    int Number, string Type, DateTimeOffset Happened, DateTimeOffset Recorded, string By, string? Organisation, int? InAnswerTo, string Sentence, string? Note);

/// <summary>Makes views, with names from the directory.</summary>
public sealed class ReferralViews(LocalityInForce inForce, TimeProvider clock)
{
    private Locality Town => inForce.Now;

    /// <summary>What is told to somebody; of other referrals of the same person the hub alone.</summary>
    public ReferralView Of(Stored stored, Principal who)
    {
        var (referral, isHub) = (stored.Referral, who.Is(Role.Hub));
        var submitted = (Submitted)stored.Facts[0].Fact;
        return new ReferralView(
            referral.Reference, referral.Version, referral.IsOpen, referral.Received, Town.NameOf(referral.Referrer),
            referral.ReferrerName, submitted.OnBehalfOf is null ? null : referral.ReferredBy.Name, referral.Missing, referral.Details.Person,
            ToldTo(who, referral, referral.Details.Story), referral.Details.CallBack, referral.Details.Need, [.. referral.Strands.Select(s => Of(stored, s))],
            NextActions.Of(referral, Town) is { } next ? new(next.Owner, OwnerName(next, referral), next.Todo, next.Due) : null,
            [.. stored.Facts.Where(f => MayBeTold(f, who)).Select(f => Of(f, who))], [.. stored.Facts.Where(f => f.Fact is AddedTo).Select(f => Of(f, (AddedTo)f.Fact, who, referral))], referral.IsEmergency, Emergency.Of(stored), [.. ClockMarks.Of(referral, Town), .. referral.Marks],
            [.. referral.Messages.Select(m => Of(m, stored))], [.. referral.FollowUps.Select(f => Of(f, referral))],
            isHub ? referral.Matches : null, isHub ? referral.SamePerson : null, isHub ? referral.NotSamePerson : null, referral.MergedInto, isHub ? referral.HubOwner : null, ClockView.Of(referral, Town, clock.GetUtcNow()),
            TextView.Of(stored, who, Town, clock.GetUtcNow()));
    }

    /// <summary>Where the key is, is told to whoever is to go there, not to everybody who was asked.</summary>
    private static Story ToldTo(Principal who, Referral referral, Story story) =>
        story.KeySafe is null || who.Is(Role.Hub) || referral.IsReferredBy(who.Organisation)
        || referral.Strands.Any(s => s.Stage is Stage.Accepted or Stage.Visited && s.Current?.Provider == who.Organisation)
            ? story : story with { KeySafe = KeySafeLater };

    /// <summary>What is told instead.</summary>
    private const string KeySafeLater = "There is one. Where it is and its code are shown to the service that has accepted.";

    /// <summary>Which others may be of the same person is told to the hub alone.</summary>
    public static bool MayBeTold(Recorded recorded, Principal who) => who.Is(Role.Hub) || recorded.Fact is not (MatchFound or MatchDecided);

    /// <summary>The name of whoever has the next action; where that is the hub, of the person there who owns the referral.</summary>
    public string OwnerName(NextAction next, Referral referral) => OwnerName(next.Owner, referral.HubOwner?.Name);

    /// <param name="person">Who at the hub owns the referral; null for the team.</param>
    public string OwnerName(string owner, string? person) =>
        person is not null && Town.Service(owner) is null ? $"{person}, {Town.Hub.Name}" : OwnerName(owner);

    public string OwnerName(string owner) =>
        Town.Service(owner)?.Name ?? (owner == NextActions.Hub ? Town.Hub.Name : owner);

    private StrandView Of(Stored stored, Strand strand) => new(
        strand.Number, strand.Pathway, strand.Urgency, strand.Stage, strand.Current?.Service,
        strand.Current is { } offer ? Town.Service(offer.Service)?.Name : null, strand.Stage is Stage.OnOffer ? strand.Current?.AnswerBy : null,
        ReferralClocks.SeeBy(strand, Town), strand.VisitedAt, strand.Outcome, strand.AskClinician && strand.IsOpen,
        strand.Stage is not Stage.WithHub ? []
            : [.. stored.Facts.Select(f => f.Fact).OfType<HandedToHub>().Last(h => h.Strand == strand.Number).Alternatives
                .Select(id => new NamedService(id, OwnerName(id)))],
        strand.Attempts, strand.Agreed?.Goals ?? [], strand.Reviewed, strand.EndScores, ReferralClocks.SupportUntil(strand, Town), strand.ExtendedUntil,
        strand.Reviews, strand.Agreed?.Instruments ?? [], EndOf(stored, strand), ResponseView.Of(strand));

    private static EndView? EndOf(Stored stored, Strand strand) =>
        strand.ClosedAt is { } at && stored.Facts.Select(f => f.Fact).OfType<Closed>().LastOrDefault(c => c.Strand == strand.Number) is { } end
            ? new(at, end.AdmissionAvoided, end.HoursBefore, end.HoursAfter, end.Instruments ?? []) : null;

    private FollowUpView Of(Asked asked, Referral referral) => new(
        asked.FollowUp, Town.FollowUps.FirstOrDefault(f => f.Id == asked.FollowUp)?.Name ?? "Follow-up", asked.Strand, OwnerName(NextActions.Of(referral, asked).Owner),
        asked.Due, asked.Result, asked.AnsweredAt, FollowUps.Open(referral).Contains(asked));

    private AdditionView Of(Recorded r, AddedTo added, Principal who, Referral referral) => new(
        r.Happened, added.SaidBy ?? r.By.Name, (added.SaidFor ?? added.For ?? r.By.Organisation) is { } o ? Town.NameOf(o) : "", ToldTo(who, referral, added.Story), added.CallBack, added.Need, added.From);

    private MessageView Of(Message message, Stored stored)
    {
        var (sent, said) = (stored.Facts[message.Number - 1], message.Said);
        return new(
            message.Number, sent.Happened, sent.By.Name, Town.NameOf(message.By), said.Text, said.AnswerWanted, said.InAnswerTo,
            said.AnswerWanted && !stored.Referral.Questions.Contains(message), Sides.For(stored.Referral, said, message.By));
    }

    /// <summary>What was written along with a fact. Why another open referral was not added to tells of that other one: to the hub and
    /// the referrer's own organisation alone.</summary>
    private static string? Note(Recorded r, Principal who) =>
        r.Fact is Submitted && !who.Is(Role.Hub) && r.By.Organisation != who.Organisation ? null : Timeline.Note(r.Fact);

    private FactView Of(Recorded r, Principal who) => new(
        r.Number, FactNames.Of(r.Fact), r.Happened, r.RecordedAt, r.By.Name, r.By.Organisation is { } o ? Town.NameOf(o) : null, r.InAnswerTo,
        Timeline.Sentence(r.Fact, Town), Note(r, who));
}
