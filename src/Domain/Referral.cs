using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain;

/// <summary>Where a strand stands. docs/states.md says what leads from one to the next.</summary>
public enum Stage { AwaitingOffer, OnOffer, WithHub, Accepted, Visited, Closed }

/// <summary>An offer as it stands or ended.</summary>
public sealed record Offer(string Service, OdsCode Provider, DateTimeOffset OfferedAt, DateTimeOffset AnswerBy, int FactNumber);

/// <summary>One line of support within a referral, with its own provider, clock and outcome.</summary>
/// <param name="Offers">Every offer made, the latest last; it is the one in force while the stage is OnOffer, Accepted or Visited.</param>
public sealed record Strand(int Number, Pathway Pathway, Urgency Urgency, Stage Stage, ImmutableList<Offer> Offers)
{
    /// <summary>Since when a service has been wanted: from triage, or from the last decline or lapse.</summary>
    public DateTimeOffset WaitsSince { get; init; }

    public string? HubOwner { get; init; }
    public DateTimeOffset? HubDue { get; init; }
    public HandedOverBecause? HubBecause { get; init; }
    public DateTimeOffset? VisitedAt { get; init; }
    public Outcome? Outcome { get; init; }

    public bool IsOpen => Stage != Stage.Closed;

    /// <summary>The offer in force; null before the first, after the last was declined or lapsed, and with the hub.</summary>
    public Offer? Current => Stage is Stage.OnOffer or Stage.Accepted or Stage.Visited ? Offers[^1] : null;
}

/// <summary>A referral as its facts make it: only what decisions and lists need.</summary>
/// <param name="Received">When it was received, in UTC: where the clocks start.</param>
/// <param name="Referrer">The organisation that refers.</param>
/// <param name="Version">The number of the last fact.</param>
public sealed record Referral(
    Reference Reference, Details Details, Actor ReferredBy, OdsCode Referrer, DateTimeOffset Received, int Version)
{
    public DateTimeOffset? TriagedAt { get; init; }
    public ImmutableList<Strand> Strands { get; init; } = [];
    public bool IsWithdrawn { get; init; }

    /// <summary>Open until everything is closed or it is withdrawn.</summary>
    public bool IsOpen => !IsWithdrawn && (Strands.IsEmpty || Strands.Any(s => s.IsOpen));

    public Strand? Strand(int number) => Strands.FirstOrDefault(s => s.Number == number);

    /// <summary>Whether any service of this organisation was ever offered any part of the referral.</summary>
    public bool WasOfferedTo(OdsCode provider) => Strands.Any(s => s.Offers.Any(o => o.Provider == provider));

    /// <summary>The referral that facts make; they must start with its submission.</summary>
    public static Referral From(Reference reference, IEnumerable<Recorded> facts)
    {
        Referral? referral = null;
        foreach (var fact in facts)
            referral = referral is null ? Begin(reference, fact) : referral.With(fact);
        return referral ?? throw new ArgumentException("A referral has at least one fact.", nameof(facts));
    }

    /// <summary>The referral after one more fact.</summary>
    public Referral With(Recorded recorded) => (recorded.Fact switch
    {
        Submitted => throw new InvalidOperationException("A referral is submitted once."),
        Triaged triaged => this with
        {
            TriagedAt = recorded.Happened,
            Strands = [.. triaged.Strands.Select(s => new Strand(s.Strand, s.Pathway, s.Urgency, Stage.AwaitingOffer, []) { WaitsSince = recorded.Happened })],
        },
        Offered offered => OnStrand(offered, s => s with
        {
            Stage = Stage.OnOffer,
            Offers = s.Offers.Add(new(offered.Service, offered.Provider, recorded.Happened, offered.AnswerBy, recorded.Number)),
        }),
        HandedToHub handed => OnStrand(handed, s => s with
        {
            Stage = Stage.WithHub, HubOwner = handed.Owner, HubDue = handed.Due, HubBecause = handed.Because,
        }),
        Accepted accepted => OnStrand(accepted, s => s with { Stage = Stage.Accepted }),
        Declined declined => OnStrand(declined, s => s with { Stage = Stage.AwaitingOffer, WaitsSince = recorded.Happened }),
        Lapsed lapsed => OnStrand(lapsed, s => s with { Stage = Stage.AwaitingOffer, WaitsSince = recorded.Happened }),
        Visited visited => OnStrand(visited, s => s with { Stage = Stage.Visited, VisitedAt = recorded.Happened }),
        Closed closed => OnStrand(closed, s => s with { Stage = Stage.Closed, Outcome = closed.Outcome }),
        Withdrawn => this with { IsWithdrawn = true },
        Corrected c => this with { Details = new(c.Person, c.Story, c.CallBack, c.Need) },
        var other => throw new InvalidOperationException($"No rule says what {other.GetType().Name} changes."),
    }) with { Version = recorded.Number };

    private static Referral Begin(Reference reference, Recorded first) => first.Fact is Submitted s && first.By.Organisation is { } referrer
        ? new Referral(reference, new Details(s.Person, s.Story, s.CallBack, s.Need), first.By, referrer, first.Happened, first.Number)
        : throw new InvalidOperationException("A referral starts with its submission by somebody in an organisation.");

    private Referral OnStrand(StrandFact fact, Func<Strand, Strand> change) =>
        this with { Strands = [.. Strands.Select(s => s.Number == fact.Strand ? change(s) : s)] };
}
