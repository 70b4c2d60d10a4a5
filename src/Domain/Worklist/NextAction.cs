using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Worklist;

public enum Todo { RingBack, Triage, Decide, Advise, FindService, AnswerOffer, Visit, Close }

/// <summary>What has to be done next, by whom and by when.</summary>
/// <param name="Owner">The id of the service that has it, or of the owner at the hub.</param>
/// <param name="Provider">The organisation of that service; null when the hub has it.</param>
public sealed record NextAction(string Owner, OdsCode? Provider, Todo Todo, DateTimeOffset Due);

/// <summary>No dead ends: everything that is open has one owner, one next action and one due time.</summary>
public static class NextActions
{
    /// <summary>Who owns what no service has.</summary>
    public const string Hub = "hub";

    /// <summary>Triage within half an hour of receipt, and a service found within as long again (the Cornwall hubs' measure,
    /// "Single system to streamline all referrals is launched", Healthcare Leader).</summary>
    public static readonly TimeSpan TriageWithin = TimeSpan.FromMinutes(30);

    /// <summary>How long support lasts at most ("Integrated Care and Support Pioneers", section 36, Southend).</summary>
    public static readonly TimeSpan LongestSupport = TimeSpan.FromDays(42);

    /// <summary>What the referral waits for: of its open strands, the action due soonest. Null when it is not open.</summary>
    public static NextAction? Of(Referral referral) =>
        !referral.IsOpen ? null
        : !referral.Missing.IsEmpty ? new(Hub, null, Todo.RingBack, referral.Received + TakeIncomplete.RingBackWithin)
        : referral.Strands.IsEmpty ? new(Hub, null, Todo.Triage, referral.Received + TriageWithin)
        : referral.Strands.Select(s => Of(referral, s)).OfType<NextAction>().MinBy(a => a.Due);

    /// <summary>What one strand waits for. Null when it is closed or the referral is not open.</summary>
    public static NextAction? Of(Referral referral, Strand strand) => !referral.IsOpen ? null : strand.Stage switch
    {
        Stage.AwaitingOffer => new(Hub, null, Todo.FindService, strand.WaitsSince + TriageWithin),
        Stage.OnOffer => new(strand.Offers[^1].Service, strand.Offers[^1].Provider, Todo.AnswerOffer, strand.Offers[^1].AnswerBy),
        Stage.WithHub => new(strand.HubOwner ?? Hub, null, TodoAtHub(strand), strand.HubDue ?? referral.Received + TriageWithin),
        Stage.Accepted => new(strand.Offers[^1].Service, strand.Offers[^1].Provider, Todo.Visit, SeeBy(strand)),
        Stage.Visited => new(strand.Offers[^1].Service, strand.Offers[^1].Provider, Todo.Close, (strand.VisitedAt ?? referral.Received) + SupportBy(strand.Offers[^1])),
        Stage.Closed => null,
        _ => throw new InvalidOperationException($"No rule says who acts on {strand.Stage}."),
    };

    private static Todo TodoAtHub(Strand strand) => strand.HubBecause switch
    {
        HandedOverBecause.ClinicianDecides => Todo.Decide,
        HandedOverBecause.AdviceWanted => Todo.Advise,
        _ => Todo.FindService,
    };

    /// <summary>How long its support lasts: as long as the service said when it was offered, and never longer than anybody's.</summary>
    private static TimeSpan SupportBy(Offer offer) =>
        offer.LongestStayDays is { } days && days < LongestSupport.Days ? TimeSpan.FromDays(days) : LongestSupport;

    /// <summary>By when the person is to be seen: two hours, two days, or five days from receipt; of a strand that was added later,
    /// from then.</summary>
    public static DateTimeOffset SeeBy(Strand strand) => SeeBy(strand.ClockFrom, strand.Urgency);

    /// <param name="clockStarts">When the referral was received, or the strand added.</param>
    public static DateTimeOffset SeeBy(DateTimeOffset clockStarts, Urgency urgency) => clockStarts + urgency switch
    {
        Urgency.TwoHours => TimeSpan.FromHours(2),
        Urgency.TwoDays => TimeSpan.FromDays(2),
        Urgency.Routine => TimeSpan.FromDays(5),
        _ => throw new InvalidOperationException($"No rule says how soon {urgency} is."),
    };
}
