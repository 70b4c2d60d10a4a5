using SinglePointOfReferral.Domain.Audit;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests;

/// <summary>Everything that is refused, as one table: what was tried, on what, and the refusal.</summary>
public sealed class RefusalCases
{
    private sealed record Case(Refusal Refusal, string Tried, Given Given, Func<Referral, DateTimeOffset, Decision> Decide);

    private static readonly Given Waiting = Given.Facts(The.Submitted);
    private static readonly Given Triage = Given.Facts(The.Submitted, The.Triaged);
    private static readonly Given OnOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered);
    private static readonly Given WithHub = Given.Facts(The.Submitted, The.Triaged, The.HandedToHub);
    private static readonly Given Taken = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted);
    private static readonly Given Seen = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited);
    private static readonly Given Agreed = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.GoalsAgreed);
    private static readonly Given Ended = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Closed);
    private static readonly Given TakenBack = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Withdrawn);
    private static readonly Given Missed = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Lapsed).At(TimeSpan.FromMinutes(20));

    private static readonly Fact[] Later = [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed, The.FollowUpOpened];
    private static readonly Given FollowedLater = Given.Facts(Later);
    private static readonly Locality Scored = The.Town with { Instruments = [new("barthel", "Modified Barthel Index", 0, 20)] };

    private static readonly HubPerson Nadia = new("nadia-rahman", "Nadia Rahman");

    private static readonly Case[] All =
    [
        new(Refusal.NotTriagedYet, "accept before triage", Waiting, Accept()),
        new(Refusal.NotTriagedYet, "offer by hand before triage", Waiting, Offer()),
        new(Refusal.NoSuchStrand, "accept strand 2 of 1", OnOffer, Accept(strand: 2)),
        new(Refusal.NotOfferedToYou, "accept what is on offer to another", OnOffer, (r, now) => AcceptOffer.Decide(r, 1, The.WestTeam, now)),
        new(Refusal.NotOfferedToYou, "accept before any offer", Triage, Accept()),
        new(Refusal.NotOfferedToYou, "accept what one has declined in time", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Declined), Accept()),
        new(Refusal.NotOfferedToYou, "decline what is on offer to another", OnOffer, Decline(by: "RRT02")),
        new(Refusal.NotOfferedToYou, "visit for another", Taken, (r, now) => RecordVisit.Decide(r, 1, The.WestTeam, now, null, now)),
        new(Refusal.NotOfferedToYou, "close for another", Taken, Close(by: "RRT02")),
        new(Refusal.NotOfferedToYou, "hub closes what a service has", Taken, Close(by: "SPR01", isHub: true)),
        new(Refusal.NotOfferedToYou, "a provider closes what the hub has", WithHub, Close()),
        new(Refusal.OfferLapsed, "accept too late", Missed, Accept()),
        new(Refusal.AlreadyAccepted, "decline after accepting", Taken, Decline()),
        new(Refusal.NotAccepted, "visit before accepting", OnOffer, Visit()),
        new(Refusal.NotAccepted, "visit while the hub has it", WithHub, Visit()),
        new(Refusal.NotAccepted, "close before accepting", OnOffer, Close()),
        new(Refusal.AlreadyClosed, "accept what is closed", Ended, Accept()),
        new(Refusal.AlreadyVisited, "another first visit at another time", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited).At(TimeSpan.FromHours(1)), Visit(TimeSpan.FromMinutes(-1))),
        new(Refusal.NotOfferedToYou, "accept what was offered after one looked", OnOffer, (r, now) => AcceptOffer.Decide(r, 1, The.EastTeam, now, seen: 2)),
        new(Refusal.AlreadyClosed, "visit after closing", Ended, Visit()),
        new(Refusal.AlreadyClosed, "close again with another outcome", Ended, Close(Outcome.MoreSupport)),
        new(Refusal.Withdrawn, "accept what was withdrawn", TakenBack, Accept()),
        new(Refusal.Withdrawn, "correct what was withdrawn", TakenBack, Correct("name", "Edith Elder")),
        new(Refusal.NothingToWithdraw, "withdraw what is closed", Ended, (r, now) => WithdrawReferral.Decide(r, WithdrawReason.MadeInError, null, now)),
        new(Refusal.InTheFuture, "a visit in three minutes", Taken, Visit(TimeSpan.FromMinutes(3))),
        new(Refusal.BeforeTheReferral, "a visit yesterday", Taken, Visit(TimeSpan.FromDays(-1))),
        new(Refusal.ReasonMissing, "offer by hand without a reason", WithHub, Offer(reason: "  ")),
        new(Refusal.NothingToCorrect, "correct to the same", OnOffer, Correct("nhsNumber", "9990000018")),
        new(Refusal.NoSuchService, "offer by hand to nobody", WithHub, Offer(service: "no-such-service")),
        new(Refusal.BeingSupported, "offer by hand what was seen", Seen, Offer("rapid-response-west")),
        new(Refusal.BeingSupported, "override what was seen", Seen, Override()),
        new(Refusal.ReasonMissing, "override without a reason", OnOffer, Override(reason: " ")),
        new(Refusal.AlreadyClosed, "override what is closed", Ended, Override()),
        new(Refusal.AlreadyWanted, "add a strand that is open", OnOffer, Add(Pathway.RapidResponse)),
        new(Refusal.NotTakenByYou, "a provider that has it on offer adds a strand", OnOffer, Add(by: "RRT01")),
        new(Refusal.ReasonMissing, "add a strand without a reason", Taken, Add(reason: "")),
        new(Refusal.NotTriagedYet, "add a strand before triage", Waiting, Add()),
        new(Refusal.Withdrawn, "add a strand to what was withdrawn", TakenBack, Add()),
        new(Refusal.NotOpen, "add to what is closed", Ended, (r, now) => AddToReferral.Decide(r, The.Details, The.Town, OrganisationKind.GpPractice, now)),
        new(Refusal.NoSuchMatch, "decide about a match that was not found", OnOffer, (r, now) => DecideMatch.Decide(r, The.OtherReference, true, now)),
        new(Refusal.Full, "accept when every place is taken", OnOffer, (r, now) => AcceptOffer.Told(AcceptOffer.Decide(r, 1, The.EastTeam, now, isFull: true))),
        new(Refusal.NotAccepted, "go in vain before accepting", OnOffer, Attempt()),
        new(Refusal.NotOfferedToYou, "go in vain for another", Taken, Attempt("RRT02")),
        new(Refusal.AlreadyVisited, "go in vain after the person was seen", Seen, Attempt()),
        new(Refusal.InTheFuture, "go in vain in three minutes", Taken, Attempt(fromNow: TimeSpan.FromMinutes(3))),
        new(Refusal.NotAccepted, "agree goals before accepting", OnOffer, Agree("To cook again")),
        new(Refusal.NoGoals, "agree on no goals", Taken, Agree(" ")),
        new(Refusal.NoGoals, "agree on six goals", Taken, Agree("1", "2", "3", "4", "5", "6")),
        new(Refusal.WrongScores, "agree on a goal with a score of 11", Taken, (r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, [new("To cook again", 11)], null, The.Town, now)),
        new(Refusal.NotSeenYet, "review before the person was seen", Taken, Review("Going well")),
        new(Refusal.NotOfferedToYou, "a stranger reviews", Seen, (r, now) => ReviewSupport.Decide(r, 1, The.WestTeam, "Going well", null, now)),
        new(Refusal.NoteMissing, "review without a note", Seen, Review(" ")),
        new(Refusal.WrongScores, "score goals that nobody agreed", Seen, Review("Going well", 5)),
        new(Refusal.WrongScores, "score one of two goals", Agreed, Review("Going well", 5)),
        new(Refusal.GoalsChanged, "score goals that were agreed after one looked", Agreed, (r, now) => ReviewSupport.Decide(r, 1, The.EastTeam, "Going well", [5, 6], now, seen: 5)),
        new(Refusal.WrongScores, "close with scores of goals that nobody agreed", Seen, (r, now) => CloseStrand.Decide(r, 1, The.EastTeam, false, new(Outcome.SameSupport, Scores: [5]), The.Town, now)),
        new(Refusal.MessageMissing, "an empty message", OnOffer, Write(" ")),
        new(Refusal.NoSuchQuestion, "answer what was no question", OnOffer, Write("Yes.", to: 2)),
        new(Refusal.AlreadyAnswered, "answer again, otherwise", Given.Facts(The.Submitted, The.MessageSent, new MessageSent("Yes.", InAnswerTo: 2)), Write("No.", to: 2)),
        new(Refusal.NoMoreMessages, "a message on what is closed", Ended, Write("Thank you.")),
        new(Refusal.NoServiceToAsk, "the hub writes to a service where none has it", WithHub, (r, now) => SendMessage.Decide(r, "When?", true, null, The.HubCode, now, to: Side.Service)),
        new(Refusal.GoalsChanged, "change goals that were agreed after one looked", Agreed, (r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, [new("To cook")], null, The.Town, now, seen: 5)),
        new(Refusal.NotOnOfferToThem, "a telephone answer of another service", OnOffer, (r, now) => RecordAnswer.Accepts(r, 1, "rapid-response-west", "Jo", now)),
        new(Refusal.NotOnOfferToThem, "a telephone answer before any offer", Triage, (r, now) => RecordAnswer.Accepts(r, 1, "rapid-response-east", "Jo", now)),
        new(Refusal.ToldByMissing, "a telephone answer of nobody", OnOffer, (r, now) => RecordAnswer.Declines(r, 1, "rapid-response-east", " ", DeclineReason.Other, null, now)),
        new(Refusal.Merged, "accept what was merged", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Merged), Accept()),
        new(Refusal.NotTheSamePerson, "merge before it is decided who they are", OnOffer, (r, now) => MergeReferrals.End(Given.Another(The.Submitted), r, now)),
        new(Refusal.OneIsOver, "merge what is closed", Matched(The.Offered, The.Accepted, The.Closed), (r, now) => MergeReferrals.End(Given.Another(The.Submitted), r, now)),
        new(Refusal.SeenUnderTheOther, "end the one under which the person was seen", Matched(The.Offered, The.Accepted, The.Visited), (r, now) => MergeReferrals.End(Given.Another(The.Submitted), r, now)),
        new(Refusal.DecidedMeanwhile, "decide otherwise than a colleague just has", Given.Facts(The.Submitted, The.Triaged, The.Overridden), (r, now) => OverrideTriage.Decide(r, 1, Pathway.Advice, Urgency.Routine, "Advice is enough", now, seen: 2)),
        new(Refusal.OneIsIncomplete, "keep the one that lacks something", Matched(), (r, now) => MergeReferrals.Keep(Given.Another(The.Submitted with { Missing = ["name"] }), r, now)),
        new(Refusal.OneIsIncomplete, "end the one that lacks something", Matched(), (r, now) => MergeReferrals.Keep(r, Given.Another(The.Submitted with { Missing = ["reason"] }), now)),
        new(Refusal.MoreWasSaid, "end what says more than the other was told", Matched(), (r, now) => MergeReferrals.End(Given.Another(The.Submitted), r, now)),
        new(Refusal.Merged, "withdraw what was merged", Given.Facts(The.Submitted, The.Merged), (r, now) => WithdrawReferral.Decide(r, WithdrawReason.MadeInError, null, now)),
        new(Refusal.Merged, "take what was merged", Given.Facts(The.Submitted, The.Merged), (r, now) => AssignReferral.Decide(r, Nadia, now)),
        new(Refusal.NothingToOwn, "take what is closed", Ended, (r, now) => AssignReferral.Decide(r, Nadia, now)),
        new(Refusal.Withdrawn, "take what was withdrawn", TakenBack, (r, now) => AssignReferral.Decide(r, Nadia, now)),
        new(Refusal.StillOpen, "erase who an open referral is about", Given.Facts(The.Submitted, The.Triaged), (r, now) => ErasePerson.Decide(r, ErasedBecause.Asked, now)),
        new(Refusal.OwnedByAnother, "take what another has taken since", Given.Facts(The.Submitted, The.Triaged, The.Assigned), (r, now) => AssignReferral.Decide(r, new("kit-walker", "Kit Walker"), null, now)),
        new(Refusal.NothingLate, "acknowledge what is in time", Taken, (r, now) => AcknowledgeBreach.Decide(r, The.EastTeam, false, The.Town, now)),
        new(Refusal.NothingLate, "acknowledge what was late and is over", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.ClockBreached, The.Visited), (r, now) => AcknowledgeBreach.Decide(r, The.EastTeam, false, The.Town, now)),
        new(Refusal.NothingLate, "acknowledge what another service has now", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Declined, The.Offered with { Service = "rapid-response-west", Provider = The.WestTeam }, The.ClockBreached), (r, now) => AcknowledgeBreach.Decide(r, The.EastTeam, false, The.Town, now)),
        new(Refusal.NothingLate, "explain what is in time", Taken, (r, now) => ExplainBreach.Decide(r, "two-hours", 1, null, LateBecause.Travel, null, The.EastTeam, false, now)),
        new(Refusal.NothingLate, "acknowledge for another", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.ClockBreached), (r, now) => AcknowledgeBreach.Decide(r, The.WestTeam, false, The.Town, now)),
        new(Refusal.NotOfferedToYou, "explain for another", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.ClockBreached), (r, now) => ExplainBreach.Decide(r, "two-hours", 1, null, LateBecause.Travel, null, The.WestTeam, false, now)),
        new(Refusal.AlreadyExplained, "explain again, otherwise", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.ClockBreached, The.BreachExplained), (r, now) => ExplainBreach.Decide(r, "two-hours", 1, null, LateBecause.Other, null, The.EastTeam, false, now)),
        new(Refusal.WrongOutcome, "hub closes with an outcome of support", WithHub, Close(Outcome.ReducedSupport, "SPR01", isHub: true)),
        new(Refusal.WrongOutcome, "rapid response ends with advice", Seen, Close(Outcome.AdviceGiven)),
        new(Refusal.EndBeforeStart, "an end before the visit", Seen, End(new(Outcome.Died, Ended: The.Start.AddMinutes(3)))),
        new(Refusal.EndBeforeStart, "an end before anybody accepted", Taken, End(new(Outcome.Died, Ended: The.Start.AddMinutes(1)))),
        new(Refusal.BeforeTheReferral, "an end before the referral", Seen, End(new(Outcome.Died, Ended: The.Start.AddDays(-1)))),
        new(Refusal.InTheFuture, "an end tomorrow", Seen, End(new(Outcome.Died, Ended: The.Start.AddDays(1)))),
        new(Refusal.WrongArrival, "to be there in no time", Taken, (r, now) => ExpectVisit.Decide(r, 1, The.EastTeam, now, now)),
        new(Refusal.WrongArrival, "to be there in more than twelve hours", Taken, (r, now) => ExpectVisit.Decide(r, 1, The.EastTeam, now.AddMinutes(721), now)),
        new(Refusal.AlreadyVisited, "to say when to be there after the visit", Seen, (r, now) => ExpectVisit.Decide(r, 1, The.EastTeam, now.AddMinutes(10), now)),
        new(Refusal.WrongHours, "more hours than a week has", Seen, End(new(Outcome.SameSupport, HoursBefore: 168.1m))),
        new(Refusal.WrongHours, "hours less than none", Seen, End(new(Outcome.SameSupport, HoursAfter: -1))),
        new(Refusal.WrongHours, "hours to the hundredth", Seen, End(new(Outcome.SameSupport, HoursAfter: 3.25m))),
        new(Refusal.WrongInstruments, "a score beyond its instrument", Seen, End(new(Outcome.SameSupport, Instruments: [new("barthel", 21)]))),
        new(Refusal.WrongInstruments, "an instrument that nobody uses here", Seen, End(new(Outcome.SameSupport, Instruments: [new("other", 1)]))),
        new(Refusal.WrongInstruments, "one instrument twice", Seen, End(new(Outcome.SameSupport, Instruments: [new("barthel", 1), new("barthel", 2)]))),
        new(Refusal.WrongInstruments, "agree goals with a score below its instrument", Taken, (r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, [new("To cook again")], [new("barthel", -1)], Scored, now)),
        new(Refusal.ReasonMissing, "go on without a reason", Seen, End(new(Outcome.SameSupport, Onward: new(Pathway.Reablement, Urgency.Routine, " ")))),
        new(Refusal.AlreadyWanted, "go on to what is open", Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered, The.Accepted), End(new(Outcome.SameSupport, Onward: new(Pathway.VoluntarySector, Urgency.Routine, "Company")))),
        new(Refusal.NotSeenYet, "extend before the person was seen", Taken, Extend(50)),
        new(Refusal.NotOfferedToYou, "a stranger extends", Seen, (r, now) => ExtendSupport.Decide(r, 1, The.WestTeam, new(2026, 4, 20), "Slower", "Sam Approver", "Jo", The.Town, now)),
        new(Refusal.ReasonMissing, "extend without a reason", Seen, Extend(50, reason: " ")),
        new(Refusal.ApproverMissing, "extend without an approver", Seen, Extend(50, approvedBy: " ")),
        new(Refusal.ApprovedByYourself, "approve one's own extension", Seen, Extend(50, approvedBy: " jo BELL ")),
        new(Refusal.NotLonger, "extend to the day on which it ends", Seen, Extend(42)),
        new(Refusal.NotLonger, "extend to a day that is past", Seen with { Now = The.Start.AddDays(60) }, Extend(50)),
        new(Refusal.TooLong, "extend by more than six weeks", Seen, Extend(85)),
        new(Refusal.NoSuchFollowUp, "answer what is not asked", Ended, FollowUp(The.EastTeam)),
        new(Refusal.NotYourFollowUp, "a stranger follows up", FollowedLater, FollowUp(The.WestTeam)),
        new(Refusal.AlreadyFollowedUp, "another result later", Given.Facts([.. Later, The.FollowedUp]), FollowUp(The.EastTeam, FollowUpResult.InHospital)),
        new(Refusal.FollowUpsStopped, "follow up who objects by now", Given.Facts([.. Later, The.FollowUpOpened with { FollowUp = "six-weeks" }, new FollowedUp(1, "six-weeks", FollowUpResult.Objected)]), FollowUp(The.EastTeam)),
        new(Refusal.FollowUpsStopped, "follow up who is supported again", Given.Facts([.. Later, The.StrandAdded]), FollowUp(The.EastTeam)),
        new(Refusal.ObjectsToSharing, "add for whom objects", Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Accepted, The.SharingObjected),
            (r, now) => AddStrand.Decide(r, Pathway.Reablement, Urgency.TwoDays, "To walk again", The.EastTeam, isHub: false, now)),
        new(Refusal.FollowUpsStopped, "follow up who objects to sharing", Given.Facts([.. Later, The.FollowUpOpened with { FollowUp = "six-weeks" }, The.SharingObjected]), FollowUp(The.EastTeam)),
        new(Refusal.NoSuchBrokenGlass, "review glass that nobody broke", Seen, (r, now) => ReviewGlass.Decide(r, 1, isJustified: true, null, now)),
        new(Refusal.AlreadyReviewed, "review it otherwise than before", Given.Facts(The.Submitted, The.GlassBroken, The.GlassReviewed), (r, now) => ReviewGlass.Decide(r, 2, isJustified: false, null, now)),
        new(Refusal.Merged, "follow up what was merged", Given.Facts([.. Later, The.Merged]), FollowUp(The.EastTeam)),
    ];

    public static TheoryData<int, string> Tried()
    {
        var tried = new TheoryData<int, string>();
        for (var i = 0; i < All.Length; i++)
            tried.Add(i, All[i].Tried);
        return tried;
    }

    [Theory]
    [MemberData(nameof(Tried))]
    public void It_is_refused(int number, string tried)
    {
        Assert.Equal(tried, All[number].Tried);
        All[number].Given.When(All[number].Decide).ThenRefused(All[number].Refusal);
    }

    [Fact]
    public void Every_refusal_has_a_case() =>
        Assert.Empty(Enum.GetValues<Refusal>().Except(All.Select(c => c.Refusal)));

    [Fact]
    public void Every_refusal_has_a_whole_sentence_of_its_own()
    {
        var sentences = Enum.GetValues<Refusal>().Select(r => r.Sentence()).ToList();
        Assert.All(sentences, s => Assert.Matches("^[A-Z].*[.]$", s));
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    private static Func<Referral, DateTimeOffset, Decision> Accept(int strand = 1) => (r, now) => AcceptOffer.Decide(r, strand, The.EastTeam, now);

    private static Func<Referral, DateTimeOffset, Decision> Decline(string by = "RRT01") =>
        (r, now) => DeclineOffer.Decide(r, 1, The.Read<Domain.Values.OdsCode>(by), DeclineReason.Other, null, now);

    private static Given Matched(params Fact[] then) => Given.Facts([The.Submitted, The.Triaged, The.MatchFound, The.MatchDecided, .. then]);

    private static Func<Referral, DateTimeOffset, Decision> Write(string text, int? to = null) =>
        (r, now) => SendMessage.Decide(r, text, answerWanted: false, to, The.EastTeam, now);

    private static Func<Referral, DateTimeOffset, Decision> Visit(TimeSpan fromNow = default) =>
        (r, now) => RecordVisit.Decide(r, 1, The.EastTeam, now + fromNow, null, now);

    private static Func<Referral, DateTimeOffset, Decision> Attempt(string by = "RRT01", TimeSpan fromNow = default) =>
        (r, now) => AttemptVisit.Decide(r, 1, The.Read<Domain.Values.OdsCode>(by), NoAccess.NobodyAnswered, now + fromNow, null, now);

    private static Func<Referral, DateTimeOffset, Decision> Agree(params string[] goals) =>
        (r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, [.. goals.Select(g => new Goal(g))], null, The.Town, now);

    private static Func<Referral, DateTimeOffset, Decision> Review(string note, params int?[] scores) =>
        (r, now) => ReviewSupport.Decide(r, 1, The.EastTeam, note, scores.Length == 0 ? null : scores, now);

    private static Func<Referral, DateTimeOffset, Decision> Close(
        Outcome outcome = Outcome.NoOngoingSupport, string by = "RRT01", bool isHub = false) =>
        (r, now) => CloseStrand.Decide(r, 1, The.Read<Domain.Values.OdsCode>(by), isHub, new(outcome), The.Town, now);

    private static Func<Referral, DateTimeOffset, Decision> End(Ending ending) => (r, now) => CloseStrand.Decide(r, 1, The.EastTeam, isHub: false, ending, Scored, now);

    private static Func<Referral, DateTimeOffset, Decision> Extend(int days, string reason = "Slower than hoped", string approvedBy = "Sam Approver") =>
        (r, now) => ExtendSupport.Decide(r, 1, The.EastTeam, new DateOnly(2026, 3, 3).AddDays(days), reason, approvedBy, "Jo Bell", The.Town, now);

    private static Func<Referral, DateTimeOffset, Decision> FollowUp(Domain.Values.OdsCode by, FollowUpResult result = FollowUpResult.AtHome) =>
        (r, now) => FollowUpPerson.Decide(r, "91-days", by, isHub: false, result, null, now);

    private static Func<Referral, DateTimeOffset, Decision> Offer(string service = "rapid-response-east", string reason = "Nearest") =>
        (r, now) => OfferByHand.Decide(r, 1, service, reason, The.Town, now);

    private static Func<Referral, DateTimeOffset, Decision> Override(string reason = "Frailer than it looks") =>
        (r, now) => OverrideTriage.Decide(r, 1, Pathway.IntermediateCare, Urgency.TwoDays, reason, now);

    private static Func<Referral, DateTimeOffset, Decision> Add(Pathway pathway = Pathway.Reablement, string by = "SPR01", string reason = "To walk again") =>
        (r, now) => AddStrand.Decide(r, pathway, Urgency.TwoDays, reason, The.Read<Domain.Values.OdsCode>(by), by == "SPR01", now);

    private static Func<Referral, DateTimeOffset, Decision> Correct(string field, string? text) =>
        (r, now) => CorrectReferral.Decide(r, new Dictionary<string, string?> { [field] = text }, "Misheard", The.Town, new DateOnly(2026, 3, 3), now).Decision!;
}
