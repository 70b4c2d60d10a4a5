using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Where a call stands: each is a row of <see cref="Menus.All"/>.</summary>
public enum Step
{
    StaffNumber, Pin, Locked, CutOff, Main,
    RedFlags, NhsNumber, ConfirmNumber, KnownPerson, DateOfBirth, ConfirmBirth, OpenAlready,
    Reason, OtherReason, HowSoon, Where, SafeToWait, OtherNumber, Summary, Referred,
    Follow, Followed, Offer, DeclineReason, Accepted, Eta,
    Hub, RingBack, HubBusy, Ended,
}

/// <summary>What a menu asks to be done; what comes of it is a <see cref="Found"/>.</summary>
public enum Ask
{
    CheckPin,

    /// <summary>The telephone is no longer believed to be that of whoever was remembered.</summary>
    Forget,

    FindPerson, Refer, FindReferral, FindOffers, Accept, Decline,

    /// <summary>Whoever accepted says when somebody comes.</summary>
    ExpectVisit,

    /// <summary>Whoever accepted has seen the person.</summary>
    RecordVisit,

    /// <summary>What was keyed is handed to the call handlers before the hub is rung.</summary>
    SpeakToHub,

    /// <summary>The hub did not answer: it gets what was keyed as a referral, however little that is.</summary>
    ReferAsKeyed,

    /// <summary>The hub did not answer, and cannot see where the call came from: it gets the number that was keyed.</summary>
    LeaveNumber,
}

/// <summary>What whoever has signed in may do by keys.</summary>
public sealed record Caller(bool MayRefer, bool MayFollow, bool MayAnswer);

/// <summary>A referral as far as it was keyed.</summary>
/// <param name="Id">The name of the request to refer: the same however often the call is cut off.</param>
/// <param name="Known">What the caller's organisation said of the person before; null where it said nothing.</param>
/// <param name="Open">Another referral of the person that is open; null for none.</param>
public sealed record Draft(string Id, ReferralForm Form, ReferralForm? Known = null, OpenReferral? Open = null)
{
    /// <summary>The caller heard of the other that is open, and refers all the same.</summary>
    public bool IsSeparate { get; init; }

    /// <summary>Enough was keyed for the hub to ring back about, and a number to ring.</summary>
    public bool CanBeLeftToHub => Form.CallBack is not null && (Form.NhsNumber ?? Form.DateOfBirth ?? Form.Reason) is not null;
}

/// <summary>An open referral of the same person: when it came, and how it stands.</summary>
public sealed record OpenReferral(DateTimeOffset Since, string Standing);

/// <summary>An offer as it is said, without a word that tells who the person is.</summary>
/// <param name="Seen">The number of the fact that made the offer, so that no later one is answered in its place.</param>
public sealed record HeardOffer(
    Reference Reference, int Strand, int? Seen, string Service, Urgency Urgency, Reason Reason, string AgeBand, string District, DateTimeOffset AnswerBy)
{
    /// <summary>When it was looked up; null where that is not known.</summary>
    public DateTimeOffset? HeardAt { get; init; }
}

/// <summary>What a call that was cut off left: where it stood, and what was keyed.</summary>
public sealed record Left(Draft Draft, Step Step, ImmutableList<Step> Trail);

/// <summary>A telephone call, between two keys.</summary>
/// <param name="Id">The network's id of it.</param>
/// <param name="From">Null where it is withheld, or not of this country.</param>
public sealed record Call(string Id, PhoneNumber? From)
{
    /// <summary>The number of the next thing that is keyed.</summary>
    public int Turn { get; init; } = 1;

    public Step Step { get; init; } = Step.StaffNumber;

    /// <summary>The steps that * goes back through, the latest last.</summary>
    public ImmutableList<Step> Trail { get; init; } = [];

    /// <summary>What is said before the menu.</summary>
    public ImmutableList<string> Before { get; init; } = [];

    /// <summary>What the step has to tell, however often it is said.</summary>
    public ImmutableList<string> Told { get; init; } = [];

    /// <summary>How often in a row nothing was keyed, or nothing that means something.</summary>
    public int Misses { get; init; }

    /// <summary>Nothing but # was keyed last: out of habit after digits, unless it comes again.</summary>
    public bool HasHashed { get; init; }

    public int WrongPins { get; init; }

    /// <summary>As it was keyed; who it is of is believed only with <see cref="Caller"/>.</summary>
    public string StaffNumber { get; init; } = "";

    /// <summary>Null before somebody has signed in.</summary>
    public Caller? Caller { get; init; }

    /// <summary>The telephone was believed without a PIN, and its holder has not keyed anything yet.</summary>
    public bool IsJustBelieved { get; init; }

    /// <summary>The referral that is being made.</summary>
    public Draft? Draft { get; init; }

    /// <summary>The number that was keyed for the hub to ring back on; null where none was.</summary>
    public PhoneNumber? RingBackOn { get; init; }

    /// <summary>What the call handlers' board knew it by when it was put through last; null where it was not.</summary>
    public string? OnBoardAs { get; init; }

    /// <summary>What the call handlers' board knows it by: what is being referred, which several calls may be about; otherwise the call.</summary>
    public string MatterId => Draft?.Id ?? Id;

    /// <summary>What an earlier call left, as long as the caller has not said whether to go on with it.</summary>
    public Left? Left { get; init; }

    /// <summary>The referral that the call is about, once there is one.</summary>
    public Reference? Reference { get; init; }

    public ImmutableList<HeardOffer> Offers { get; init; } = [];

    public DeclineReason? Declining { get; init; }

    /// <summary>The strand of <see cref="Reference"/> that the caller's organisation has accepted and has still to visit; null for none.</summary>
    public int? Visiting { get; init; }

    /// <summary>In how many minutes somebody comes, as it was keyed.</summary>
    public int Minutes { get; init; }

    /// <summary>What is kept when the call is cut off now; null where there is nothing to go on with.</summary>
    public Left? Unfinished => Left ?? (Draft is not null && Step is not (Step.Hub or Step.RingBack or Step.HubBusy or Step.Ended) ? new(Draft, Step, Trail) : null);
}
