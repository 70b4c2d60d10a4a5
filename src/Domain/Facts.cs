using SinglePointOfReferral.Domain.Intake;
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
public sealed record Submitted([property: Personal] Person Person, [property: Personal] Story Story, [property: Personal] PhoneNumber CallBack, Need Need) : Fact
{
    public static Submitted Of(Details details) => new(details.Person, details.Story, details.CallBack, details.Need);
}

/// <summary>A strand of support that triage asks for.</summary>
public sealed record WantedStrand(int Strand, Pathway Pathway, Urgency Urgency);

/// <summary>Triage decided what is needed; <paramref name="Rules"/> names the rules that did.</summary>
public sealed record Triaged(IReadOnlyList<WantedStrand> Strands, IReadOnlyList<string> Rules) : Fact;

/// <summary>A service that was looked at and not chosen, and why.</summary>
public sealed record PassedOver(string Service, string Because);

/// <summary>A strand was offered to a service, which has until <paramref name="AnswerBy"/> to answer.</summary>
/// <param name="Provider">The organisation that runs the service.</param>
/// <param name="Reason">Why a clinician chose it; null when the rules did.</param>
public sealed record Offered(
    int Strand, string Service, OdsCode Provider, DateTimeOffset AnswerBy, IReadOnlyList<PassedOver> PassedOver,
    [property: Personal] string? Reason = null) : StrandFact(Strand);

/// <summary>No service can be offered the strand: a named owner at the hub finds one by telephone.</summary>
public sealed record HandedToHub(
    int Strand, string Owner, HandedOverBecause Because, DateTimeOffset Due, IReadOnlyList<PassedOver> PassedOver) : StrandFact(Strand);

/// <summary>The service that had the offer has taken the strand.</summary>
public sealed record Accepted(int Strand, string Service) : StrandFact(Strand);

/// <summary>The service that had the offer does not take the strand, and says why; no capacity is unmet need.</summary>
public sealed record Declined(int Strand, string Service, DeclineReason Reason, [property: Personal] string? Note = null) : StrandFact(Strand);

/// <summary>An offer was not answered in time.</summary>
public sealed record Lapsed(int Strand, string Service) : StrandFact(Strand);

/// <summary>First contact face to face; the time it happened stops the clock.</summary>
public sealed record Visited(int Strand, [property: Personal] string? Note = null) : StrandFact(Strand);

/// <summary>A strand of support ended with an outcome.</summary>
public sealed record Closed(int Strand, Outcome Outcome, [property: Personal] string? Note = null) : StrandFact(Strand);

/// <summary>The referral was taken back as a whole.</summary>
public sealed record Withdrawn(WithdrawReason Reason, [property: Personal] string? Note = null) : Fact;

/// <summary>What the referral says was corrected: everything as it is now, which fields changed, and why.</summary>
public sealed record Corrected(
    [property: Personal] Person Person, [property: Personal] Story Story, [property: Personal] PhoneNumber CallBack, Need Need,
    IReadOnlyList<string> Fields, [property: Personal] string Reason) : Fact;

/// <summary>The permanent names of facts in storage.</summary>
public static class FactNames
{
    public static readonly IReadOnlyDictionary<string, Type> All = new Dictionary<string, Type>
    {
        ["referral-submitted"] = typeof(Submitted),
        ["referral-triaged"] = typeof(Triaged),
        ["strand-offered"] = typeof(Offered),
        ["strand-handed-to-hub"] = typeof(HandedToHub),
        ["strand-accepted"] = typeof(Accepted),
        ["strand-declined"] = typeof(Declined),
        ["offer-lapsed"] = typeof(Lapsed),
        ["person-visited"] = typeof(Visited),
        ["strand-closed"] = typeof(Closed),
        ["referral-withdrawn"] = typeof(Withdrawn),
        ["referral-corrected"] = typeof(Corrected),
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
