namespace SinglePointOfReferral.Domain;

/// <summary>Why something cannot be done. The list is closed; each has one sentence in <see cref="Refusals"/>.</summary>
public enum Refusal
{
    NotTriagedYet, NoSuchStrand, NotOfferedToYou, OfferLapsed, AlreadyAccepted, NotAccepted, AlreadyVisited, AlreadyClosed, Withdrawn, NothingToWithdraw,
    InTheFuture, BeforeTheReferral, ReasonMissing, NothingToCorrect, NoSuchService, WrongOutcome,
    BeingSupported, AlreadyWanted, NotTakenByYou, NoSuchMatch, NotOpen, Full,
    NoteMissing, NoGoals, WrongScores, GoalsChanged, NotSeenYet,
    MessageMissing, NoSuchQuestion, AlreadyAnswered, NoMoreMessages, NotOnOfferToThem, ToldByMissing, Merged, NotTheSamePerson, OneIsOver, SeenUnderTheOther,
    OneIsIncomplete, MoreWasSaid, NothingToOwn, OwnedByAnother, DecidedMeanwhile, NoServiceToAsk, NothingLate, AlreadyExplained,
    EndBeforeStart, WrongHours, WrongInstruments, ApproverMissing, ApprovedByYourself, NotLonger, TooLong,
    NoSuchFollowUp, NotYourFollowUp, AlreadyFollowedUp, FollowUpsStopped, WrongArrival, StillOpen, ObjectsToSharing, NoSuchBrokenGlass, AlreadyReviewed,
}

public static class Refusals
{
    /// <summary>What the refusal means, and what to do.</summary>
    public static string Sentence(this Refusal refusal) => refusal switch
    {
        Refusal.NotTriagedYet => "This referral has not been triaged yet. Try again in a minute.",
        Refusal.NoSuchStrand => "This referral has no strand of that number.",
        Refusal.NotOfferedToYou => "This referral is not on offer to your organisation now. It may have been offered to another service since.",
        Refusal.OfferLapsed => "This offer was not answered in time and has moved on. Telephone the hub if you can still take it.",
        Refusal.AlreadyAccepted => "This referral has been accepted. If the service cannot keep it, the hub offers it to another.",
        Refusal.NotAccepted => "No service has accepted this strand yet. Accept it first, then record the visit or the outcome.",
        Refusal.AlreadyVisited => "The first visit has been recorded already, at another time. That time stands.",
        Refusal.AlreadyClosed => "This strand is closed already.",
        Refusal.Withdrawn => "This referral has been withdrawn.",
        Refusal.NothingToWithdraw => "Everything in this referral is closed, so there is nothing to withdraw.",
        Refusal.InTheFuture => "The time must be in the past.",
        Refusal.BeforeTheReferral => "The time must be after the referral was received.",
        Refusal.ReasonMissing => "Give a reason.",
        Refusal.NothingToCorrect => "Nothing is different from what the referral already says.",
        Refusal.NoSuchService => "The directory has no service of that name.",
        Refusal.WrongOutcome => "This kind of support does not end so. Choose one of its own outcomes; what no service has ends with advice, back to the GP, or because the person declined, died, moved away or could not be contacted.",
        Refusal.BeingSupported => "The service has seen the person and supports them. Add another strand instead.",
        Refusal.AlreadyWanted => "There is an open strand of that kind already. Look at it before you add another.",
        Refusal.NotTakenByYou => "Your service has not accepted any part of this referral, so it cannot add to the support. Telephone the hub.",
        Refusal.NoSuchMatch => "That referral is not waiting to be compared with this one.",
        Refusal.NotOpen => "This referral is no longer open. Make a new one.",
        Refusal.Full => "Every place of the service is taken, so it was not accepted and has moved on. If the service can take it after all, the hub can offer it again; if there are more places, set their number under Capacity.",
        Refusal.NoteMissing => "Say how it goes.",
        Refusal.NoGoals => "Enter at least one goal, and no more than five.",
        Refusal.WrongScores => "Score each goal that was agreed from 1 to 10, in their order, or leave it without a score.",
        Refusal.GoalsChanged => "The goals were agreed anew since you looked at them. Look at them as they are now, then change or score those.",
        Refusal.NotSeenYet => "The person has not been seen yet. Record the visit first.",
        Refusal.MessageMissing => "Enter a message.",
        Refusal.NoSuchQuestion => "There is no such question on this referral.",
        Refusal.AlreadyAnswered => "That question has been answered. Look at the messages; you can send another.",
        Refusal.NoMoreMessages => "Messages can be sent while the referral is open. This one is not: telephone instead.",
        Refusal.NotOnOfferToThem => "That service does not have it on offer now. Look at who has it, then record the answer.",
        Refusal.ToldByMissing => "Enter the name of who told you.",
        Refusal.Merged => "This referral was merged into another of the same person. Look at that one.",
        Refusal.NotTheSamePerson => "Say first that both referrals are of the same person.",
        Refusal.OneIsOver => "Only referrals that are open can be merged, and one of the two is not.",
        Refusal.SeenUnderTheOther => "A service has seen the person under the referral that would end. Keep that one, and end the other.",
        Refusal.OneIsIncomplete => "One of the two was taken down in part and still lacks something. Complete it first, then merge them.",
        Refusal.MoreWasSaid => "More was said in the referral that would end while the two were merged. Merge them again.",
        Refusal.NothingToOwn => "Everything in this referral is closed, so nobody has to own it.",
        Refusal.DecidedMeanwhile => "Somebody else at the hub has decided this since you looked. See what they decided, then decide again if you must.",
        Refusal.OwnedByAnother => "Somebody else at the hub has taken it since you looked. See who has it, and agree with them before you take it over.",
        Refusal.NothingLate => "Nothing is late here that your organisation could speak for.",
        Refusal.AlreadyExplained => "Somebody has said already why it was late. Look at what they said.",
        Refusal.NoServiceToAsk => "No service has the referral now. Write to the referrer.",
        Refusal.EndBeforeStart => "The support cannot have ended before it began: when the person was first seen or, where they were not, when it was accepted.",
        Refusal.WrongHours => $"Give hours of support a week from 0 to {Support.Ending.MostHours}, with one decimal at most.",
        Refusal.WrongInstruments => "Score by the instruments that are used here, each once and within its range, or leave them out.",
        Refusal.ApproverMissing => "Enter the name of who approved it.",
        Refusal.ApprovedByYourself => "Somebody else has to approve it. Enter their name.",
        Refusal.NotLonger => "The new last day must be after the present one, and not in the past.",
        Refusal.TooLong => "That is longer than support can be extended here. Choose an earlier day, or close it and add what the person needs next.",
        Refusal.NoSuchFollowUp => "No such follow-up is due on this referral.",
        Refusal.NotYourFollowUp => "Another service asks after this person.",
        Refusal.AlreadyFollowedUp => "Somebody has recorded another result of this follow-up. That result stands.",
        Refusal.WrongArrival => "Say in how many minutes somebody will be there: from 1 to 720.",
        Refusal.StillOpen => "This referral is still open: somebody is to see to the person. Close or withdraw it first.",
        Refusal.NoSuchBrokenGlass => "Nobody has broken the glass of this referral under that number.",
        Refusal.AlreadyReviewed => "This has been reviewed already, and found otherwise. That review stands.",
        Refusal.FollowUpsStopped => "Nobody is to ask after this person now: they have died, do not want to be asked, or are supported again.",
        Refusal.ObjectsToSharing => "The person objects to their information being shared further, so no other support can be added. What was accepted goes on.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}

/// <summary>A fact that is to be recorded, and when it happened.</summary>
public sealed record NewFact(Fact Fact, DateTimeOffset Happened);

/// <summary>What comes of a request: facts, nothing because it is so already, or a refusal.</summary>
public sealed record Decision
{
    private Decision(IReadOnlyList<NewFact> facts, Refusal? refused) => (Facts, Refused) = (facts, refused);

    /// <summary>It is so already: no change, no fact.</summary>
    public static readonly Decision Nothing = new([], null);

    public IReadOnlyList<NewFact> Facts { get; }

    public Refusal? Refused { get; }

    public static Decision Of(Fact fact, DateTimeOffset happened) => new([new(fact, happened)], null);

    public static Decision Of(IEnumerable<Fact> facts, DateTimeOffset happened) => new([.. facts.Select(f => new NewFact(f, happened))], null);

    public static Decision Of(IReadOnlyList<NewFact> facts) => facts.Count == 0 ? Nothing : new(facts, null);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}
