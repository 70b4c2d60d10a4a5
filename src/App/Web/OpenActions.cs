using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Web;

/// <summary>Something that somebody may do with a referral now.</summary>
/// <param name="IsAtOnce">A click does it; otherwise the address asks more.</param>
public sealed record OpenAction(string Label, string Address, bool IsAtOnce = false);

/// <summary>
/// What somebody may do with a referral now. The permission table says what they may ever do; whether it can be done now is
/// found by asking the decision itself, so that no rule is written twice.
/// </summary>
public sealed class OpenActions(LocalityInForce inForce, TimeProvider clock)
{
    private const string ReferralRoute = "/referrals/{reference}";
    private const string StrandRoute = ReferralRoute + "/{strand:int}";

    public IEnumerable<OpenAction> OnStrand(Referral referral, Strand strand, Principal who)
    {
        var (now, organisation, n) = (clock.GetUtcNow(), who.Organisation, strand.Number);
        var address = $"/referrals/{referral.Reference.Text}/{n}";
        if (Can("/accept", AcceptOffer.Decide(referral, n, organisation, now)))
            yield return new("Accept", $"{address}/accept", IsAtOnce: true);
        if (Can("/decline", DeclineOffer.Decide(referral, n, organisation, DeclineReason.Other, null, now)))
            yield return new("Decline", $"{address}/decline");
        if (Can("/visit", RecordVisit.Decide(referral, n, organisation, now, null, now)))
            yield return new("Record the visit", $"{address}/visit");
        if (Can("/eta", ExpectVisit.Decide(referral, n, organisation, now + ExpectVisit.Longest, now)))
            yield return new(strand.ExpectedAt is null ? "Say when you will be there" : "Say another time", $"{address}/eta");
        if (CanIf("/review", ReviewSupport.WhyNot(referral, n, organisation)))
            yield return new("Review the support", $"{address}/review");
        if (CanIf("/goals", AgreeGoals.WhyNot(referral, n, organisation)))
            yield return new(strand.Agreed is null ? "Agree goals" : "Change the goals", $"{address}/goals");
        if (CanIf("/extend", ExtendSupport.WhyNot(referral, n, organisation)))
            yield return new("Extend the support", $"{address}/extend");
        if (strand.Current is { } offer && Can("/answer", RecordAnswer.Accepts(referral, n, offer.Service, "trial", now)))
            yield return new("Record a telephone answer", $"{address}/answer");
        var canDecide = Enum.GetValues<Pathway>().Any(p => Can("/override", OverrideTriage.Decide(referral, n, p, strand.Urgency, "trial", now)));
        if (canDecide && strand.AskClinician)
            yield return new("Decide what is needed", $"{address}/override");
        if (May(StrandRoute + "/offer", referral, who) && inForce.Now.Services.FirstOrDefault(s => s.Id != strand.Current?.Service) is { } other
            && Can("/offer", OfferByHand.Decide(referral, n, other.Id, "trial", inForce.Now, now)))
            yield return new(strand.Current is null ? "Offer to a service" : "Offer to another service", $"{address}/offer");
        if (canDecide && !strand.AskClinician)
            yield return new("Decide otherwise", $"{address}/override");
        if (Can("/close", CloseStrand.Decide(referral, n, organisation, who.Is(Role.Hub), new(Outcome.Died), inForce.Now, now)))
            yield return new("Close", $"{address}/close");

        bool Can(string action, Decision trial) => Leads(StrandRoute + action, trial, referral, who);

        bool CanIf(string action, Refusal? whyNot) => whyNot is null && May(StrandRoute + action, referral, who);
    }

    public IEnumerable<OpenAction> OnReferral(Referral referral, Principal who)
    {
        var (now, address) = (clock.GetUtcNow(), $"/referrals/{referral.Reference.Text}");
        foreach (var asked in referral.FollowUps.Where(f => FollowUpPerson.WhyNot(referral, f.FollowUp, who.Organisation, who.Is(Role.Hub)) is null && May(ReferralRoute + "/follow-up/{followUp}", referral, who)))
            yield return new($"Record: {inForce.Now.FollowUps.FirstOrDefault(f => f.Id == asked.FollowUp)?.Name ?? "follow-up"}", $"{address}/follow-up/{asked.FollowUp}");
        if (Leads(ReferralRoute + "/take", AssignReferral.Decide(referral, new(who.Actor.Id, who.Actor.Name), now), referral, who))
            yield return new(referral.HubOwner is { } owner ? $"Take over from {owner.Name}" : "Take", $"{address}/take", IsAtOnce: true);
        else if (referral.HubOwner is not null && Leads(ReferralRoute + "/owner", AssignReferral.Decide(referral, null, now), referral, who))
            yield return new("Hand over", $"{address}/owner");
        if (Leads(ReferralRoute + "/late/acknowledge", AcknowledgeBreach.Decide(referral, who.Organisation, who.Is(Role.Hub), inForce.Now, now), referral, who))
            yield return new("I see to what is late", $"{address}/late/acknowledge", IsAtOnce: true);
        if (Breaches.Of(referral).Any(b => b.Explained is null && Breaches.MaySpeakFor(referral, b.Clock, who.Organisation, who.Is(Role.Hub))) && May(ReferralRoute + "/late", referral, who))
            yield return new("Say why it was late", $"{address}/late");
        if (CorrectReferral.WhyNot(referral) is null && May(ReferralRoute + "/correct", referral, who))
            yield return new(referral.Missing.IsEmpty ? "Correct or add something" : "Complete it", $"{address}/correct");
        if (Enum.GetValues<Pathway>().Any(p => Leads(ReferralRoute + "/strand", AddStrand.Decide(referral, p, Urgency.Routine, "trial", who.Organisation, who.Is(Role.Hub), now), referral, who)))
            yield return new("Add another kind of support", $"{address}/strand");
        if (Leads(ReferralRoute + "/withdraw", WithdrawReferral.Decide(referral, WithdrawReason.Other, null, now), referral, who))
            yield return new("Withdraw", $"{address}/withdraw");
    }

    /// <summary>Whether somebody may send messages about it.</summary>
    public bool CanWrite(Referral referral, Principal who) =>
        SendMessage.WhyNot(referral) is null && May(ReferralRoute + "/message", referral, who);

    private bool Leads(string route, Decision trial, Referral referral, Principal who) =>
        trial.Facts.Count > 0 && May(route, referral, who);

    private bool May(string route, Referral referral, Principal who) =>
        Permissions.For(HttpMethods.Post, route) is { } permission && permission.Allows(who, referral, clock.GetUtcNow());
}
