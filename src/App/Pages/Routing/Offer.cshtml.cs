using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>The hub offers a strand to a service of its choice.</summary>
public sealed class OfferPage(Locality locality, TimeProvider clock) : StrandPage
{
    public override string Title => "Offer to a service";

    public IActionResult OnGet() => Ask(OfferByHand.Decide(Referral, Number, "", "trial", locality, clock.GetUtcNow()));

    public async Task<IActionResult> OnPost()
    {
        var (service, reason) = (Form["service"] ?? "", Form["reason"] ?? "");
        List<Problem> problems =
        [
            .. locality.Service(service) is null ? [new Problem("service", "Select a service")] : Array.Empty<Problem>(),
            .. string.IsNullOrWhiteSpace(reason) ? [new Problem("reason", Refusal.ReasonMissing.Sentence())] : Array.Empty<Problem>(),
            .. ProblemsWithNote("reason"),
        ];
        return problems.Count > 0
            ? Again(problems)
            : await Change("service", (referral, _, now) => OfferByHand.Decide(referral, Number, service, reason, locality, now));
    }
}
