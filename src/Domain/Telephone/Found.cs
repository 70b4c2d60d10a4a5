using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>What came of something that a call asked for.</summary>
public abstract record Found
{
    /// <param name="Left">What an earlier call of theirs left a short while ago; null for nothing.</param>
    public sealed record PinRight(Caller Caller, Left? Left) : Found;

    public sealed record PinWrong : Found;

    public sealed record PinLocked : Found;

    /// <summary>Too many wrong PINs came from the caller's telephone lately: no more are tried.</summary>
    public sealed record CallerRefused : Found;

    /// <summary>It was done, and there is nothing to say.</summary>
    public sealed record Done : Found;

    /// <param name="Known">What the caller's organisation said of the person before; null where it said nothing.</param>
    /// <param name="Open">Another referral of the person that is open; null for none.</param>
    public sealed record PersonFound(ReferralForm? Known, OpenReferral? Open) : Found;

    /// <param name="IsIncomplete">Something is missing that the hub rings back for.</param>
    /// <param name="Advice">That 999 is to be called now, and why; empty where nothing calls for it.</param>
    public sealed record Referred(Reference Reference, bool IsIncomplete, ImmutableList<string> Advice) : Found;

    /// <summary>The request was made before the call was cut off, and says something else: this is what came of it.</summary>
    public sealed record ReferredBefore(Reference Reference) : Found;

    /// <summary>The hub has what was keyed, and rings back for the rest.</summary>
    /// <param name="Advice">As with <see cref="Referred"/>.</param>
    public sealed record ReferredAsKeyed(Reference Reference, ImmutableList<string> Advice) : Found;

    /// <summary>The hub has the number to ring back on.</summary>
    public sealed record NumberLeft : Found;

    /// <summary>It cannot be taken by keys, and somebody at the hub has to help.</summary>
    public sealed record NotTaken(string Sentence) : Found;

    /// <param name="Says">Where it stands.</param>
    /// <param name="Visiting">The strand that the caller's organisation has still to visit; null for none.</param>
    public sealed record ReferralFound(Reference Reference, ImmutableList<string> Says, int? Visiting = null) : Found;

    /// <summary>There is none such, or none that the caller may hear of: which, is not told.</summary>
    public sealed record NoReferral : Found;

    /// <summary>What is on offer to the caller's organisation.</summary>
    /// <param name="InAll">How many there are, where those are not all; null where they are.</param>
    public sealed record OffersFound(ImmutableList<HeardOffer> Offers, int? InAll = null) : Found;

    /// <summary>What came of an answer to the offer that was heard.</summary>
    public sealed record OfferAnswered(string Sentence) : Found;

    /// <summary>The offer that was heard is accepted.</summary>
    /// <param name="Says">That it is, and whom to see where.</param>
    public sealed record OfferAccepted(Reference Reference, int Strand, ImmutableList<string> Says) : Found;

    /// <summary>What came of saying when somebody comes, or that the person has been seen.</summary>
    /// <param name="IsOver">There is nothing more to say of it.</param>
    public sealed record VisitTold(string Sentence, bool IsOver) : Found;
}
