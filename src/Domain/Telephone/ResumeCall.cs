using System.Collections.Immutable;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Takes what came of something that a call asked for: the step that it leads to.</summary>
public static class ResumeCall
{
    /// <returns>The call, and that the hub is to be told where it goes there.</returns>
    public static (Call Call, Ask? Ask) With(Call call, Found found) => found switch
    {
        Found.Done => (call.Step is Step.Hub ? call with { OnBoardAs = call.MatterId } : call, null),
        Found.PinRight right => (SignedIn(call, right), null),
        Found.PinWrong => WrongPin(call),
        Found.PinLocked => (Ivr.Go(call with { Misses = 0 }, Step.Locked), null),
        Found.CallerRefused => Ivr.ToHub(call, "Too many wrong PINs came from this telephone within the hour."),
        Found.PersonFound person => (Ivr.Go(
            call with { Misses = 0, Draft = call.Draft! with { Known = person.Known, Open = person.Open } }, person.Known is null ? Step.ConfirmNumber : Step.KnownPerson), null),
        Found.Referred referred => (Ivr.Go(call with { Misses = 0, Reference = referred.Reference, Told = Told(referred) }, Step.Referred), null),
        Found.ReferredBefore before => (call with
        {
            Reference = before.Reference, Draft = call.Draft! with { Id = ReferringMenus.NewId(call) },
            Before = [$"This person was referred before as {Spoken.Of(before.Reference)}. What follows is another referral."],
        }, null),
        Found.ReferredAsKeyed keyed => (call with { Reference = keyed.Reference, Draft = null, Trail = [], Told = Told(keyed) }, null),
        Found.NumberLeft => (call with { Step = Step.HubBusy, Misses = 0, Told = [] }, Ivr.LeaveToHub(call)),
        Found.NotTaken not => Ivr.ToHub(call, not.Sentence),
        Found.ReferralFound referral => (Ivr.Go(call with { Misses = 0, Reference = referral.Reference, Told = referral.Says, Visiting = referral.Visiting }, Step.Followed), null),
        Found.NoReferral => Ivr.Miss(call with { Reference = null }, Menus.Of(call.Step), "There is no referral of that reference that you may follow."),
        Found.OffersFound { Offers.IsEmpty: true } => (Ivr.Go(call with { Misses = 0, Before = ["Nothing is on offer to you."] }, Step.Main), null),
        Found.OffersFound offers => (Ivr.Go(call with { Misses = 0, Offers = offers.Offers, Before = [.. Others(offers)] }, Step.Offer), null),
        Found.OfferAnswered answered => (Answered(call, answered.Sentence), null),
        Found.OfferAccepted accepted => (Ivr.Go(
            call with { Misses = 0, Offers = call.Offers.RemoveAt(0), Reference = accepted.Reference, Visiting = accepted.Strand, Told = accepted.Says }, Step.Accepted), null),
        Found.VisitTold told => (Told(call, told), null),
        _ => throw new InvalidOperationException($"No step follows {found.GetType().Name}."),
    };

    /// <summary>A telephone that is believed without a PIN.</summary>
    public static Call Believed(Call call, string staffNumber, Found.PinRight right) =>
        SignedIn(call with { StaffNumber = staffNumber }, right) with { IsJustBelieved = true };

    private static Call SignedIn(Call call, Found.PinRight right) =>
        Ivr.Go(call with { Caller = right.Caller, Left = right.Left, Misses = 0 }, right.Left is null ? Step.Main : Step.CutOff);

    private static (Call Call, Ask? Ask) WrongPin(Call call)
    {
        var wrong = call with { WrongPins = call.WrongPins + 1, StaffNumber = "" };
        return wrong.WrongPins >= Ivr.MostMisses ? Ivr.ToHub(wrong, "That staff number or PIN is not right.")
            : (Ivr.Go(wrong, Step.StaffNumber) with { Before = ["That staff number or PIN is not right."] }, null);
    }

    private static ImmutableList<string> Told(Found.Referred referred) =>
    [
        .. referred.Advice,
        $"Referred. Reference {Spoken.Of(referred.Reference)}. Again, {Spoken.Of(referred.Reference)}.",
        referred.IsIncomplete ? "The hub rings you back within 15 minutes for the rest." : referred.Advice.IsEmpty ? "That is all." : "The hub has it.",
    ];

    private static ImmutableList<string> Told(Found.ReferredAsKeyed keyed) =>
    [
        .. keyed.Advice,
        $"What you keyed is referral {Spoken.Of(keyed.Reference)}. Again, {Spoken.Of(keyed.Reference)}.",
        "The hub rings you back within 15 minutes.",
    ];

    private static IEnumerable<string> Others(Found.OffersFound found) =>
        found.InAll is { } all ? [$"There are {all} offers. The first {found.Offers.Count} are here, the others on your worklist."] : [];

    /// <summary>From the minutes it goes back to where they were asked for.</summary>
    private static Call Told(Call call, Found.VisitTold told)
    {
        var at = call.Step is Step.Eta ? call with { Step = call.Trail[^1], Trail = call.Trail.RemoveAt(call.Trail.Count - 1) } : call;
        return at with { Misses = 0, Before = [told.Sentence], Told = told.IsOver ? [] : call.Told, Visiting = told.IsOver ? null : call.Visiting };
    }

    private static Call Answered(Call call, string sentence)
    {
        var others = call.Offers.RemoveAt(0);
        return Ivr.Go(call with { Step = Step.Main, Trail = [], Misses = 0, Offers = others, Declining = null, Before = [sentence] }, others.IsEmpty ? Step.Main : Step.Offer);
    }
}
