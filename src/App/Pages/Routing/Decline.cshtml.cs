using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>A provider does not take what is on offer to it, and says why.</summary>
public sealed class DeclinePage(TimeProvider clock) : StrandPage
{
    public override string Title => "Decline this referral";

    public IActionResult OnGet() => Ask(Decide(Referral, HttpContext.Principal(), DeclineReason.Other, clock.GetUtcNow()));

    public async Task<IActionResult> OnPost()
    {
        var reason = Chosen<DeclineReason>("reason");
        List<Problem> problems = [.. Unchosen(reason, "reason", "Select why the service cannot take it"), .. ProblemsWithNote()];
        return problems.Count > 0 ? Again(problems) : await Change("reason", (referral, who, now) => Decide(referral, who, reason!.Value, now));
    }

    private Decision Decide(Referral referral, Principal who, DeclineReason reason, DateTimeOffset now) =>
        DeclineOffer.Decide(referral, Number, who.Organisation, reason, Form["note"], now, Version);
}
