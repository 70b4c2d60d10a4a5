using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>A provider takes what is on offer to it, with one click.</summary>
public sealed class AcceptPage(Acceptance acceptance) : StrandPage
{
    public override string Title => "Accept";

    public async Task<IActionResult> OnPost()
    {
        var (now, decision) = await acceptance.Accept(HttpContext, HttpContext.Stored(), Number, Version);
        return await Shown("", now, decision);
    }
}
