using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.App.Pages.Audit;

/// <summary>Who has looked at a referral. It shows nothing of the referral but its reference.</summary>
public sealed class LookedPage(Looks looks, TimeProvider clock) : DaysPage(clock)
{
    public Task<IActionResult> OnGet(string? from, string? to) =>
        Show(from, to, LooksApi.UsualOfReferral, days => LooksApi.AtReferral(HttpContext, looks, days));
}
