using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>A referral is taken back as a whole.</summary>
public sealed class WithdrawPage(TimeProvider clock) : ChangePage
{
    public override string Title => "Withdraw this referral";

    public IActionResult OnGet() => Ask(WithdrawReferral.Decide(Referral, WithdrawReason.Other, null, clock.GetUtcNow()));

    public async Task<IActionResult> OnPost()
    {
        var reason = Chosen<WithdrawReason>("reason");
        List<Problem> problems = [.. Unchosen(reason, "reason", "Select why it is withdrawn"), .. ProblemsWithNote()];
        return problems.Count > 0
            ? Again(problems)
            : await Change("reason", (referral, _, now) => WithdrawReferral.Decide(referral, reason!.Value, Form["note"], now));
    }
}
