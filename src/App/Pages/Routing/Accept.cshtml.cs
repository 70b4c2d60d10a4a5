using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>A provider takes what is on offer to it, with one click.</summary>
public sealed class AcceptPage : StrandPage
{
    public override string Title => "Accept";

    public Task<IActionResult> OnPost() => Change("", (referral, who, now) => AcceptOffer.Decide(referral, Number, who.Organisation, now, Version));
}
