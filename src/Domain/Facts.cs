using System.Runtime.InteropServices;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain;

/// <summary>
/// Something that happened to a referral. Facts are only ever added; all else is derived from them. Their names in storage are
/// in <see cref="FactNames"/> and never change.
/// </summary>
public abstract record Fact;

/// <summary>A fact about one strand.</summary>
public abstract record StrandFact(int Strand) : Fact;

/// <summary>A professional referred a person.</summary>
/// <param name="SeparateBecause">Why it is a referral of its own, where the referrer was shown another that is open.</param>
/// <param name="OnBehalfOf">The organisation that refers, where the hub took it down from somebody; null when who recorded it refers.</param>
/// <param name="ReferrerName">Who that was.</param>
/// <param name="Missing">The needed fields that are not known yet: the hub rings back for them.</param>
/// <param name="Door">How it came, where that was not a page or another system.</param>
public sealed record Submitted(
    [property: Personal] Person Person, [property: Personal] Story Story, [property: Personal] PhoneNumber CallBack, Need Need,
    [property: Personal] string? SeparateBecause = null, OdsCode? OnBehalfOf = null, [property: Personal] string? ReferrerName = null,
    IReadOnlyList<string>? Missing = null, Door? Door = null) : Fact
{
    public static Submitted Of(Details details, string? separateBecause = null) =>
        new(details.Person, details.Story, details.CallBack, details.Need, separateBecause);
}

/// <summary>How a referral comes, where it matters afterwards.</summary>
public enum Door
{
    /// <summary>The keys of a telephone: what they cannot give is missing, and the reference is texted.</summary>
    Keypad,
}

/// <summary>A rule that held, and why it is there.</summary>
public sealed record FiredRule(string Id, string Because);

/// <summary>The referrer was told, in the answer itself, to call 999; the hub is alerted.</summary>
/// <param name="AfterCorrection">A correction brought it, so that triage is asked again.</param>
public sealed record EmergencyAdvised(
    IReadOnlyList<RedFlag> RedFlags, IReadOnlyList<FiredRule> Rules, string RulesVersion, bool AfterCorrection = false) : Fact;

/// <summary>A strand of support that triage asks for.</summary>
/// <param name="AskClinician">A hub clinician decides before it is offered to anyone.</param>
public sealed record WantedStrand(int Strand, Pathway Pathway, Urgency Urgency, bool AskClinician = false);

/// <summary>Triage decided what is needed.</summary>
/// <param name="Rules">Every rule that held, in their order.</param>
/// <param name="Flags">The marks that they set.</param>
public sealed record Triaged(
    IReadOnlyList<WantedStrand> Strands, IReadOnlyList<FiredRule> Rules, IReadOnlyList<string> Flags, string RulesVersion) : Fact;

/// <summary>Another referral that is open may be of the same person.</summary>
/// <param name="SameNhsNumber">They have the same NHS number; otherwise the same name, date of birth and postcode.</param>
public sealed record Match(Reference Reference, bool SameNhsNumber);

/// <summary>Others that are open were found that may be of the same person; the hub decides.</summary>
public sealed record MatchFound(IReadOnlyList<Match> Matches) : Fact;

/// <summary>The hub decided whether another referral is of the same person.</summary>
public sealed record MatchDecided(Reference Other, bool IsSame) : Fact;

/// <summary>A professional, perhaps of another organisation, added to a referral that was open.</summary>
/// <param name="From">The duplicate that said it and was merged into this one; null where a professional added it.</param>
/// <param name="For">The organisation that made the duplicate: it follows this one now.</param>
/// <param name="SaidBy">The name of who said it, where somebody else recorded it for them.</param>
/// <param name="SaidFor">The organisation of who said it, which may follow this one no more for that.</param>
public sealed record AddedTo(
    [property: Personal] Story Story, [property: Personal] PhoneNumber CallBack, Need Need, Reference? From = null, OdsCode? For = null,
    [property: Personal] string? SaidBy = null, OdsCode? SaidFor = null) : Fact;

/// <summary>The referral ended as a duplicate: what it said was added to another of the same person, which goes on.</summary>
public sealed record Merged(Reference Into) : Fact;

/// <summary>Somebody with a part in the referral wrote to the others: the referrer, a provider or the hub.</summary>
/// <param name="AnswerWanted">It is a question.</param>
/// <param name="InAnswerTo">The number of the fact with the question that it answers; null where it answers none.</param>
/// <param name="To">Whom it is for; null on a message of an earlier version, which was for the referrer, or of the referrer for the others.</param>
public sealed record MessageSent([property: Personal] string Text, bool AnswerWanted = false, int? InAnswerTo = null, Side? To = null) : Fact;

/// <summary>Triage of what was added, or corrected: the strands that it asks for beyond those that are open.</summary>
/// <param name="Addition">The number of the fact that asked for it.</param>
public sealed record AdditionTriaged(
    int Addition, IReadOnlyList<WantedStrand> Strands, IReadOnlyList<FiredRule> Rules, IReadOnlyList<string> Flags, string RulesVersion) : Fact;

/// <summary>A clinician at the hub decided otherwise than the rules, whose answer stays on record.</summary>
public sealed record Overridden(int Strand, Pathway Pathway, Urgency Urgency, [property: Personal] string Reason) : StrandFact(Strand);

/// <summary>Why there is one more strand.</summary>
public enum AddedBecause
{
    /// <summary>Somebody asked for it, and said why.</summary>
    Asked,

    /// <summary>No service of the kind can take the person now: the voluntary sector is offered what it can do meanwhile.</summary>
    VoluntarySectorMeanwhile,
}

/// <summary>One more strand of support, after the first or beside it.</summary>
public sealed record StrandAdded(
    int Strand, Pathway Pathway, Urgency Urgency, AddedBecause Because, [property: Personal] string? Reason = null) : StrandFact(Strand);

/// <summary>A service that was looked at and not chosen, and why.</summary>
/// <param name="Closure">Until when and why it was closed to new referrals, where that is the reason.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PassedOver(string Service, WhyNot Because, Closure? Closure = null);

/// <summary>A strand was offered to a service, which has until <paramref name="AnswerBy"/> to answer.</summary>
/// <param name="Provider">The organisation that runs the service.</param>
/// <param name="Starts">When somebody would come, if it is accepted at once.</param>
/// <param name="PassedOver">Every other service of the kind.</param>
/// <param name="DirectoryVersion">The version of the directory that was gone by.</param>
/// <param name="Free">How many it could take then; null where that is not counted.</param>
/// <param name="Kilometres">How far it is from the middle of the person's district, where that is known.</param>
/// <param name="Reason">Why a clinician chose it; null when the rules did.</param>
/// <param name="LongestStayDays">How long the service's support lasted at most then; null where that was not fixed.</param>
public sealed record Offered(
    int Strand, string Service, OdsCode Provider, DateTimeOffset AnswerBy, DateTimeOffset Starts, IReadOnlyList<PassedOver> PassedOver,
    string DirectoryVersion, int? Free = null, double? Kilometres = null, [property: Personal] string? Reason = null,
    int? LongestStayDays = null) : StrandFact(Strand);

/// <summary>No service can be offered the strand, or a clinician is to decide first: a named owner at the hub has it.</summary>
/// <param name="PassedOver">Every service of the kind.</param>
/// <param name="Alternatives">Services that would fit, the best first: of the voluntary sector, or where a clinician decides of the kind
/// that the rules ask for.</param>
public sealed record HandedToHub(
    int Strand, string Owner, HandedOverBecause Because, DateTimeOffset Due, IReadOnlyList<PassedOver> PassedOver, IReadOnlyList<string> Alternatives,
    string DirectoryVersion) : StrandFact(Strand);

/// <summary>The hub took a strand back from the service that had it on offer or had accepted it.</summary>
public sealed record OfferTakenBack(int Strand, string Service, [property: Personal] string Reason) : StrandFact(Strand);

/// <summary>The service that had the offer has taken the strand.</summary>
/// <param name="ToldBy">Who said so on the telephone to the hub, which recorded it; null where the service did.</param>
public sealed record Accepted(int Strand, string Service, [property: Personal] string? ToldBy = null) : StrandFact(Strand);

/// <summary>The service that had the offer does not take the strand, and says why; no capacity is unmet need.</summary>
/// <param name="ToldBy">Who said so on the telephone to the hub, which recorded it; null where the service did.</param>
public sealed record Declined(
    int Strand, string Service, DeclineReason Reason, [property: Personal] string? Note = null, [property: Personal] string? ToldBy = null) : StrandFact(Strand);

/// <summary>An offer was not answered in time.</summary>
public sealed record Lapsed(int Strand, string Service) : StrandFact(Strand);

/// <summary>No text and no call reached a service: the hub rings it or, of an offer, finds another.</summary>
/// <param name="Offer">The number of the fact with the offer, or with what else it was to be told.</param>
/// <param name="About">What else it was to be told; null for an offer.</param>
public sealed record ServiceNotReached(int Strand, string Service, int Offer, TextKind? About = null) : StrandFact(Strand);

/// <summary>The referral was taken back as a whole.</summary>
public sealed record Withdrawn(WithdrawReason Reason, [property: Personal] string? Note = null) : Fact;

/// <summary>What the referral says was corrected: everything as it is now, which fields changed, and why.</summary>
/// <param name="Completes">All that was missing is known now, so that it can be triaged.</param>
/// <param name="Missing">What is still missing; null when nothing is, or nothing was.</param>
public sealed record Corrected(
    [property: Personal] Person Person, [property: Personal] Story Story, [property: Personal] PhoneNumber CallBack, Need Need,
    IReadOnlyList<string> Fields, [property: Personal] string Reason, bool Completes = false, IReadOnlyList<string>? Missing = null) : Fact
{
    /// <summary>Whether others of the same person may be found by what it says now.</summary>
    public bool ChangesWho() => Fields.Any(f => f is "name" or "dateOfBirth" or "nhsNumber" or "postcode");
}

/// <summary>Somebody at the hub took the referral, or was handed it; it went back to the hub's team where nobody is named.</summary>
/// <param name="PersonId">An opaque id of whoever owns it now.</param>
public sealed record Assigned(string? PersonId, [property: Personal] string? PersonName) : Fact;

/// <summary>The person objects to their information being shared further than what they have from a service already.</summary>
public sealed record SharingObjected : Fact;

/// <summary>The person took that back: it is as if they had never objected.</summary>
public sealed record SharingObjectionWithdrawn : Fact;

/// <summary>The permanent names of facts in storage.</summary>
public static class FactNames
{
    public static readonly IReadOnlyDictionary<string, Type> All = new Dictionary<string, Type>
    {
        ["referral-submitted"] = typeof(Submitted),
        ["emergency-advised"] = typeof(EmergencyAdvised),
        ["referral-triaged"] = typeof(Triaged),
        ["match-found"] = typeof(MatchFound),
        ["match-decided"] = typeof(MatchDecided),
        ["referral-added-to"] = typeof(AddedTo),
        ["addition-triaged"] = typeof(AdditionTriaged),
        ["referral-merged"] = typeof(Merged),
        ["message-sent"] = typeof(MessageSent),
        ["triage-overridden"] = typeof(Overridden),
        ["strand-added"] = typeof(StrandAdded),
        ["strand-offered"] = typeof(Offered),
        ["strand-handed-to-hub"] = typeof(HandedToHub),
        ["offer-taken-back"] = typeof(OfferTakenBack),
        ["strand-accepted"] = typeof(Accepted),
        ["strand-declined"] = typeof(Declined),
        ["offer-lapsed"] = typeof(Lapsed),
        ["service-not-reached"] = typeof(ServiceNotReached),
        ["person-visited"] = typeof(Visited),
        ["visit-attempted"] = typeof(VisitAttempted),
        ["visit-expected"] = typeof(VisitExpected),
        ["goals-agreed"] = typeof(GoalsAgreed),
        ["support-reviewed"] = typeof(Reviewed),
        ["strand-closed"] = typeof(Closed),
        ["support-extended"] = typeof(SupportExtended),
        ["follow-up-opened"] = typeof(FollowUpOpened),
        ["person-followed-up"] = typeof(FollowedUp),
        ["clock-warned"] = typeof(ClockWarned),
        ["clock-breached"] = typeof(ClockBreached),
        ["breach-escalated"] = typeof(BreachEscalated),
        ["breach-acknowledged"] = typeof(BreachAcknowledged),
        ["breach-explained"] = typeof(BreachExplained),
        ["referral-withdrawn"] = typeof(Withdrawn),
        ["referral-corrected"] = typeof(Corrected),
        ["referral-assigned"] = typeof(Assigned),
        ["sharing-objected"] = typeof(SharingObjected),
        ["sharing-objection-withdrawn"] = typeof(SharingObjectionWithdrawn),
        ["person-erased"] = typeof(PersonErased),
    };

    private static readonly Dictionary<Type, string> ByType = All.ToDictionary(n => n.Value, n => n.Key);

    public static string Of(Fact fact) => ByType[fact.GetType()];
}

/// <summary>Who did something: a person in an organisation, or the system itself.</summary>
/// <param name="Id">An opaque id of the person, or <c>system</c>.</param>
/// <param name="Name">The person's name as shown on the timeline.</param>
public sealed record Actor(string Id, string Name, OdsCode? Organisation)
{
    public static readonly Actor System = new("system", "Single point of referral", null);

    /// <summary>The door through which they came and, where there is one, the network address; null where that is not known.</summary>
    public string? From { get; init; }
}

/// <summary>A fact with the circumstances of its recording.</summary>
/// <param name="Number">1 for the first fact of the referral, then counting up: the order of events.</param>
/// <param name="Happened">When it happened, in UTC: what clocks go by.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="InAnswerTo">The number of the fact that the system answered with this one; null for what people did.</param>
/// <param name="Request">A keyed hash of the request that recorded it, where the caller named it, so that it is recorded once.</param>
public sealed record Recorded(
    int Number, DateTimeOffset Happened, DateTimeOffset RecordedAt, Actor By, int? InAnswerTo, Fact Fact, string? Request = null)
{
    /// <summary>The fact's id in all the world; effects are keyed by it so that twice is once.</summary>
    public static string IdOf(Reference reference, int number) => $"{reference.Text}-{number:D4}";
}
