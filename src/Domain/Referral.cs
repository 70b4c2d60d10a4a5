using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Audit;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain;

/// <summary>What was said after the referral was made, and is triaged.</summary>
/// <param name="By">The organisation that says so.</param>
/// <param name="Said">All that was added; null where the referral itself was corrected.</param>
/// <param name="Name">Who says so; null where the referral itself was corrected.</param>
public sealed record LaterNeed(Need Need, OdsCode By, AddedTo? Said = null, string? Name = null)
{
    /// <summary>When it was said; null where the referral itself was corrected.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>A referral as its facts make it: only what decisions and lists need.</summary>
/// <param name="Received">When it was received, in UTC: where the clocks start.</param>
/// <param name="ReferredBy">Who recorded it: the referrer, or somebody at the hub who took it down.</param>
/// <param name="Referrer">The organisation that refers.</param>
/// <param name="Version">The number of the last fact.</param>
public sealed record Referral(
    Reference Reference, Details Details, Actor ReferredBy, OdsCode Referrer, DateTimeOffset Received, int Version)
{
    /// <summary>The name of whoever refers.</summary>
    public string ReferrerName { get; init; } = ReferredBy.Name;

    public DateTimeOffset? TriagedAt { get; init; }

    /// <summary>The needed fields that are not known yet; it is not triaged before they are.</summary>
    public ImmutableList<string> Missing { get; init; } = [];

    public ImmutableList<Strand> Strands { get; init; } = [];

    /// <summary>It was taken back as a whole, or ended as a duplicate.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>When it was taken back or ended as a duplicate.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was taken back.</summary>
    public WithdrawReason? WithdrawnBecause { get; init; }

    /// <summary>When what was missing was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What was told of its clocks, in the order of telling.</summary>
    public ImmutableList<Telling> Tellings { get; init; } = [];

    /// <summary>What is asked, or was, after the support has ended.</summary>
    public ImmutableList<Asked> FollowUps { get; init; } = [];

    /// <summary>The person objects to their information being shared further: nothing is added, nobody asks after them, and no measure tells of them.</summary>
    public bool ObjectsToSharing { get; init; }

    /// <summary>When it was erased who it was about; null where it was not.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The referral that goes on in place of this one, which was a duplicate.</summary>
    public Reference? MergedInto { get; init; }

    /// <summary>The organisations that made duplicates of it.</summary>
    public ImmutableList<OdsCode> AlsoReferring { get; init; } = [];

    /// <summary>What those with a part in it wrote to each other, in the order of writing.</summary>
    public ImmutableList<Message> Messages { get; init; } = [];

    /// <summary>The questions that nobody has answered.</summary>
    public IEnumerable<Message> Questions => Messages.Where(q => q.Said.AnswerWanted && !Messages.Exists(a => a.Said.InAnswerTo == q.Number));

    /// <summary>Everybody with no part in it who looked at it all the same, in the order of time.</summary>
    public ImmutableList<BrokenGlass> Broken { get; init; } = [];

    /// <summary>Who at the hub owns it; null for the team.</summary>
    public HubPerson? HubOwner { get; init; }

    /// <summary>The referrer was told to call 999.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>The referrer was shown another that is open with the same NHS number, and said why this one is separate.</summary>
    public bool IsSeparate { get; init; }

    /// <summary>The marks that rules have set.</summary>
    public ImmutableList<string> Flags { get; init; } = [];

    /// <summary>The marks that rules have set, and that somebody went to see the person and could not yet.</summary>
    public IReadOnlyList<string> Marks =>
    [
        .. Details.Story.Objection is null && !ObjectsToSharing ? [] : new[] { Objection }, .. Flags,
        .. IsOpen && Strands.Any(s => s.Stage is Stage.Accepted && !s.Attempts.IsEmpty) ? new[] { NotSeen } : [],
        .. IsOpen && Strands.Any(s => s.IsUntold) ? new[] { NotReached } : [],
    ];

    /// <summary>The mark of a referral of which something is not to be shared, as the referrer wrote or as the person has objected.</summary>
    public const string Objection = "objection";

    /// <summary>The mark of a visit on which the person was not seen.</summary>
    public const string NotSeen = "not-seen-yet";

    /// <summary>The mark of an offer of which no text and no call reached the service.</summary>
    public const string NotReached = "not-reached";

    /// <summary>Referrals that may be of the same person, as long as the hub has not decided.</summary>
    public ImmutableList<Match> Matches { get; init; } = [];

    /// <summary>Referrals of the same person, as the hub decided.</summary>
    public ImmutableList<Reference> SamePerson { get; init; } = [];

    /// <summary>Referrals of other people, as the hub decided.</summary>
    public ImmutableList<Reference> NotSamePerson { get; init; } = [];

    /// <summary>Every time that 999 was advised, by the number of the fact.</summary>
    public ImmutableSortedDictionary<int, EmergencyAdvised> Advised { get; init; } = ImmutableSortedDictionary<int, EmergencyAdvised>.Empty;

    /// <summary>What 999 was advised for: codes of red flags and ids of rules.</summary>
    public IReadOnlySet<string> AdvisedFor => Advised.Values.SelectMany(AdviseEmergency.Reasons).ToHashSet();

    /// <summary>Whether another was found that may be of the same person, decided or not.</summary>
    public bool WasMatched(Reference other) => Matches.Exists(m => m.Reference == other) || SamePerson.Contains(other) || NotSamePerson.Contains(other);

    /// <summary>What asked for triage after the first, by the number of the fact.</summary>
    public ImmutableSortedDictionary<int, LaterNeed> Additions { get; init; } = ImmutableSortedDictionary<int, LaterNeed>.Empty;

    /// <summary>The additions that were triaged, by the number of the fact that asked for it.</summary>
    public ImmutableHashSet<int> TriagedAdditions { get; init; } = [];

    /// <summary>The number of the next strand.</summary>
    public int NextStrand => Strands.IsEmpty ? 1 : Strands[^1].Number + 1;

    /// <summary>Open until everything is closed or it is withdrawn.</summary>
    public bool IsOpen => !IsWithdrawn && (Strands.IsEmpty || Strands.Any(s => s.IsOpen));

    /// <summary>Every organisation that follows it as the one that referred.</summary>
    public IEnumerable<OdsCode> Referrers => AlsoReferring.Prepend(Referrer).Distinct();

    public bool IsReferredBy(OdsCode? organisation) => Referrer == organisation || AlsoReferring.Exists(o => o == organisation);

    public Strand? Strand(int number) => Strands.FirstOrDefault(s => s.Number == number);

    /// <summary>What a strand is for, and the organisation that asked for it.</summary>
    public LaterNeed Behind(Strand strand)
    {
        var later = strand.Addition is { } number ? Additions[number] : null;
        return new(later?.Said?.Need ?? Details.Need, strand.AskedBy ?? later?.By ?? Referrer);
    }

    /// <summary>Whether any service of this organisation was ever offered any part of the referral.</summary>
    public bool WasOfferedTo(OdsCode provider) => Strands.Any(s => s.Offers.Any(o => o.Provider == provider));

    /// <summary>Whether this organisation has any part in the referral as a provider: by an offer until 28 days after that has ended, and by a
    /// follow-up that it still has to answer, or answered within a day.</summary>
    public bool IsOpenTo(OdsCode provider, DateTimeOffset now) => OpenUntil(provider) is { } until && now < until;

    /// <summary>When it ceases to be open to a provider: the end of time while it has an offer in force or a follow-up to answer; null for
    /// one to whose services it was never offered.</summary>
    public DateTimeOffset? OpenUntil(OdsCode provider)
    {
        DateTimeOffset? until = null;
        foreach (var strand in Strands)
        {
            foreach (var offer in strand.Offers.Where(o => o.Provider == provider))
                Extend((offer.EndedAt ?? EndedAt)?.Add(OpenAfterwards));
        }
        foreach (var asked in FollowUps.Where(f => Strand(f.Strand)?.Offers is [.., var last] && last.Provider == provider))
            Extend(asked.AnsweredAt is { } at ? at.Add(OpenAfterAnswer) : Clocks.FollowUps.Open(this).Contains(asked) ? null : DateTimeOffset.MinValue);
        return until;

        void Extend(DateTimeOffset? end)
        {
            var reached = end ?? DateTimeOffset.MaxValue;
            until = until > reached ? until : reached;
        }
    }

    /// <summary>How long a provider sees what it had: long enough to write its own record and answer questions about it.</summary>
    public static readonly TimeSpan OpenAfterwards = TimeSpan.FromDays(28);

    /// <summary>So that whoever answers a follow-up sees what they have recorded.</summary>
    private static readonly TimeSpan OpenAfterAnswer = TimeSpan.FromDays(1);

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
        EmergencyAdvised advised => this with
        {
            IsEmergency = true,
            Advised = Advised.Add(recorded.Number, advised),
            Additions = advised.AfterCorrection ? Additions.Add(recorded.Number, new(Details.Need, recorded.By.Organisation ?? Referrer)) : Additions,
        },
        Triaged triaged => (this with { TriagedAt = recorded.Happened }).Wanting(triaged.Strands, triaged.Flags, recorded.Happened, s => s with { ClockFrom = Received }),
        AddedTo added => this with
        {
            Additions = Additions.Add(recorded.Number, new(added.Need, added.SaidFor ?? added.For ?? recorded.By.Organisation ?? Referrer, added, added.SaidBy ?? recorded.By.Name) { At = recorded.Happened }),
            AlsoReferring = added.For is { } also && !AlsoReferring.Contains(also) ? AlsoReferring.Add(also) : AlsoReferring,
            Matches = Matches.RemoveAll(m => m.Reference == added.From),
            SamePerson = added.From is { } duplicate && !SamePerson.Contains(duplicate) ? SamePerson.Add(duplicate) : SamePerson,
        },
        Merged merged => this with { IsWithdrawn = true, MergedInto = merged.Into, EndedAt = recorded.Happened },
        MessageSent message => this with { Messages = Messages.Add(new(recorded.Number, message, recorded.By.Organisation ?? Referrer, recorded.Happened)) },
        AdditionTriaged triaged => (this with { TriagedAdditions = TriagedAdditions.Add(triaged.Addition) })
            .Wanting(triaged.Strands, triaged.Flags, recorded.Happened, s => s with { Addition = triaged.Addition, ClockFrom = Additions[triaged.Addition].At ?? recorded.Happened }),
        MatchFound found => this with { Matches = Matches.AddRange(found.Matches) },
        MatchDecided decided => this with
        {
            Matches = Matches.RemoveAll(m => m.Reference == decided.Other),
            SamePerson = decided.IsSame ? SamePerson.Add(decided.Other) : SamePerson.Remove(decided.Other),
            NotSamePerson = decided.IsSame ? NotSamePerson.Remove(decided.Other) : NotSamePerson.Add(decided.Other),
        },
        StrandAdded added => Wanting([new(added.Strand, added.Pathway, added.Urgency)], [], recorded.Happened, s => s with { AskedBy = recorded.By.Organisation }),
        Overridden by => OnStrand(by, s => s with
        {
            Pathway = by.Pathway, Urgency = by.Urgency, UrgencySince = by.Urgency == s.Urgency ? s.UrgencySince : recorded.Happened, Stage = Stage.AwaitingOffer, AskedBy = recorded.By.Organisation, DecidedIn = recorded.Number, AskClinician = false, WantsCapacity = false, WaitsSince = recorded.Happened,
        }),
        OfferTakenBack back => OnStrand(back, s => s with
        {
            Stage = Stage.AwaitingOffer, WaitsSince = recorded.Happened, Offers = s.Offers.SetItem(s.Offers.Count - 1, s.Offers[^1] with { WasTakenBack = true }),
        }),
        Offered offered => OnStrand(offered, s => s with
        {
            Stage = Stage.OnOffer, AskClinician = false,
            Offers = s.Offers.Add(new(
                offered.Service, offered.Provider, recorded.Happened, offered.AnswerBy, offered.Starts, recorded.Number, offered.LongestStayDays)),
        }),
        HandedToHub handed => OnStrand(handed, s => s with
        {
            Stage = Stage.WithHub, HubOwner = handed.Owner, HubDue = handed.Due, HubBecause = handed.Because, HubSince = recorded.Happened,
        }),
        Accepted accepted => OnStrand(accepted, s => s with { Stage = Stage.Accepted, AcceptedAt = recorded.Happened }),
        Declined declined => OnStrand(declined, s => s with
        {
            Stage = Stage.AwaitingOffer, WaitsSince = recorded.Happened, WantsCapacity = s.WantsCapacity || declined.Reason is DeclineReason.NoCapacity,
            Offers = s.Offers.SetItem(s.Offers.Count - 1, s.Offers[^1] with { DeclinedAt = recorded.Happened }),
        }),
        Lapsed lapsed => OnStrand(lapsed, s => s with { Stage = Stage.AwaitingOffer, WaitsSince = recorded.Happened }),
        Visited visited => OnStrand(visited, s => s with { Stage = Stage.Visited, VisitedAt = recorded.Happened }),
        ServiceNotReached { About: not null } not => OnStrand(not, s => s with { NotTold = not.Offer }),
        ServiceNotReached not => OnStrand(not, s => s with { NotReached = not.Offer }),
        VisitExpected expected => OnStrand(expected, s => s with { ExpectedAt = expected.At }),
        VisitAttempted tried => OnStrand(tried, s => s with { Attempts = s.Attempts.Add(new(recorded.Happened, tried.Reason)) }),
        GoalsAgreed agreed => OnStrand(agreed, s => s with { Agreed = new(agreed.Goals, recorded.Happened, recorded.Number, agreed.Instruments) }),
        Reviewed reviewed => OnStrand(reviewed, s => s with { Reviews = s.Reviews.Add(new(recorded.Happened, reviewed.Note, reviewed.Scores)) }),
        Closed closed => OnStrand(closed, s => s with { Stage = Stage.Closed, Outcome = closed.Outcome, EndScores = closed.Scores, ClosedAt = recorded.Happened }),
        SupportExtended longer => OnStrand(longer, s => s with { ExtendedUntil = longer.Until, ExtendedAt = recorded.Happened }),
        FollowUpOpened opened => this with { FollowUps = FollowUps.Add(new(opened.FollowUp, opened.Strand, opened.Due)) },
        FollowedUp followed => this with
        {
            FollowUps = [.. FollowUps.Select(f => f.FollowUp == followed.FollowUp ? f with { Result = followed.Result, AnsweredAt = recorded.Happened } : f)],
        },
        ClockFact told => this with { Tellings = Tellings.Add(new(told, recorded.Happened, recorded.RecordedAt)) },
        PersonErased erased => ErasePerson.Apply(this, erased, recorded.Happened),
        Withdrawn taken => this with { IsWithdrawn = true, WithdrawnBecause = taken.Reason, EndedAt = recorded.Happened },
        Corrected c => this with
        {
            Details = new(c.Person, c.Story, c.CallBack, c.Need), IsSeparate = IsSeparate && c.Person.NhsNumber == Details.Person.NhsNumber,
            Missing = c.Completes ? [] : [.. c.Missing ?? Missing], CompletedAt = c.Completes ? recorded.Happened : CompletedAt,
        },
        GlassBroken g => this with { Broken = Broken.Add(new(recorded.Number, recorded.By, g.Reason, g.Words, recorded.Happened, g.Until)) },
        GlassReviewed g => this with
        {
            Broken = [.. Broken.Select(b => b.Number == g.Glass ? b with { Review = new(g.IsJustified, g.Words, recorded.By, recorded.Happened) } : b)],
        },
        Assigned assigned => this with { HubOwner = assigned.PersonId is { } id ? new(id, assigned.PersonName ?? "") : null },
        SharingObjected => this with { ObjectsToSharing = true },
        SharingObjectionWithdrawn => this with { ObjectsToSharing = false },
        var other => throw new InvalidOperationException($"No rule says what {other.GetType().Name} changes."),
    }).After(this, recorded.Happened) with { Version = recorded.Number };

    private static Referral Begin(Reference reference, Recorded first) => first.Fact is Submitted s && (s.OnBehalfOf ?? first.By.Organisation) is { } referrer
        ? new Referral(reference, new Details(s.Person, s.Story, s.CallBack, s.Need), first.By, referrer, first.Happened, first.Number)
        {
            ReferrerName = s.ReferrerName ?? first.By.Name, IsSeparate = s.SeparateBecause is not null, Missing = [.. s.Missing ?? []],
        }
        : throw new InvalidOperationException("A referral starts with its submission by somebody in an organisation.");

    private Referral Wanting(IEnumerable<WantedStrand> strands, IEnumerable<string> flags, DateTimeOffset since, Func<Strand, Strand> but) => this with
    {
        Strands = Strands.AddRange(strands.Select(s => but(
            new Strand(s.Strand, s.Pathway, s.Urgency, Stage.AwaitingOffer, []) { WaitsSince = since, ClockFrom = since, UrgencySince = since, AskClinician = s.AskClinician }))),
        Flags = Flags.AddRange(flags.Except(Flags)),
    };

    /// <summary>The offers that a change has ended are marked with when.</summary>
    private Referral After(Referral before, DateTimeOffset at) =>
        ReferenceEquals(Strands, before.Strands) || before.Strands.TrueForAll(s => s.Current is null || Strand(s.Number)!.Current?.FactNumber == s.Current.FactNumber)
            ? this : this with { Strands = [.. Strands.Select(s => s.After(before.Strand(s.Number)?.Current, at))] };

    private Referral OnStrand(StrandFact fact, Func<Strand, Strand> change) =>
        this with { Strands = [.. Strands.Select(s => s.Number == fact.Strand ? change(s) : s)] };
}
