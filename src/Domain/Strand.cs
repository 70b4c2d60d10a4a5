using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain;

/// <summary>Where a strand stands. docs/states.md says what leads from one to the next.</summary>
public enum Stage { AwaitingOffer, OnOffer, WithHub, Accepted, Visited, Closed }

/// <summary>An offer as it stands or ended.</summary>
/// <param name="Starts">When somebody would come, if it was accepted at once.</param>
/// <param name="LongestStayDays">How long the service's support lasts at most; null where that is not fixed.</param>
/// <param name="WasTakenBack">The hub took it back: it may be offered to the service again.</param>
/// <param name="DeclinedAt">When the service declined it, in UTC; null where it has not.</param>
public sealed record Offer(
    string Service, OdsCode Provider, DateTimeOffset OfferedAt, DateTimeOffset AnswerBy, DateTimeOffset Starts, int FactNumber, int? LongestStayDays = null,
    bool WasTakenBack = false, DateTimeOffset? DeclinedAt = null)
{
    /// <summary>When it ceased to be in force, in UTC: declined, lapsed, taken back, or closed; null while it is.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>One line of support within a referral, with its own provider, clock and outcome.</summary>
/// <param name="Offers">Every offer made, the latest last; it is the one in force while the stage is OnOffer, Accepted or Visited.</param>
public sealed record Strand(int Number, Pathway Pathway, Urgency Urgency, Stage Stage, ImmutableList<Offer> Offers)
{
    /// <summary>Since when a service has been wanted: from triage, or from the last decline or lapse.</summary>
    public DateTimeOffset WaitsSince { get; init; }

    /// <summary>Where its clock starts: when the referral was received, or when the strand was added later.</summary>
    public DateTimeOffset ClockFrom { get; init; }

    /// <summary>Since when it has had its urgency: from triage, or from a clinician's decision otherwise.</summary>
    public DateTimeOffset UrgencySince { get; init; }

    /// <summary>The number of the addition that it was wanted for; null when for the referral as a whole.</summary>
    public int? Addition { get; init; }

    /// <summary>The organisation of whoever asked for it otherwise than by referring or adding.</summary>
    public OdsCode? AskedBy { get; init; }

    /// <summary>A hub clinician decides before it is offered to anyone.</summary>
    public bool AskClinician { get; init; }

    /// <summary>The number of the fact by which a clinician last decided otherwise than the rules.</summary>
    public int? DecidedIn { get; init; }

    /// <summary>A service declined it for want of capacity: unmet need.</summary>
    public bool WantsCapacity { get; init; }

    public string? HubOwner { get; init; }
    public DateTimeOffset? HubDue { get; init; }
    public HandedOverBecause? HubBecause { get; init; }

    /// <summary>Since when the hub has had it, while it has.</summary>
    public DateTimeOffset? HubSince { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? VisitedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public Outcome? Outcome { get; init; }

    /// <summary>Until when the support may go on, where that was extended.</summary>
    public DateTimeOffset? ExtendedUntil { get; init; }
    public DateTimeOffset? ExtendedAt { get; init; }

    /// <summary>When somebody went and did not see the person, as it was recorded.</summary>
    public ImmutableList<Attempt> Attempts { get; init; } = [];

    /// <summary>When the service said that it comes; null where it has not.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>The number of the offer of which no text and no call reached the service; null where there is none such.</summary>
    public int? NotReached { get; init; }

    /// <summary>The number of the latest fact besides an offer that no text and no call told to a service; null where there is none such.</summary>
    public int? NotTold { get; init; }

    /// <summary>Whether the service that has it on offer may not know of it.</summary>
    public bool IsUntold => Stage is Stage.OnOffer && NotReached == Offers[^1].FactNumber;

    /// <summary>What was agreed with the person; null before.</summary>
    public Agreement? Agreed { get; init; }

    /// <summary>Every review, in the order of recording.</summary>
    public ImmutableList<Review> Reviews { get; init; } = [];

    /// <summary>The latest review; null before the first.</summary>
    public Review? Reviewed => Reviews.IsEmpty ? null : Reviews[^1];

    /// <summary>Where the person stood with each goal at the end.</summary>
    public IReadOnlyList<int?>? EndScores { get; init; }

    public bool IsOpen => Stage != Stage.Closed;

    /// <summary>Whether a service has had it on offer and not been taken it back from.</summary>
    public bool WasOfferedTo(string service)
    {
        foreach (var offer in Offers)
        {
            if (offer.Service == service && !offer.WasTakenBack)
                return true;
        }
        return false;
    }

    /// <summary>The strand after a change before which an offer was in force: one that is no longer ended then.</summary>
    public Strand After(Offer? before, DateTimeOffset at)
    {
        if (before is null || Current?.FactNumber == before.FactNumber)
            return this;
        var index = Offers.FindIndex(o => o.FactNumber == before.FactNumber);
        return this with { Offers = Offers.SetItem(index, Offers[index] with { EndedAt = at }) };
    }

    /// <summary>The offer in force; null before the first, after the last was declined or lapsed, and with the hub.</summary>
    public Offer? Current => Stage is Stage.OnOffer or Stage.Accepted or Stage.Visited ? Offers[^1] : null;
}
