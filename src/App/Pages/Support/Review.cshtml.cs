using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A provider looks at how the support goes.</summary>
public sealed class ReviewPage(Locality town, TimeProvider clock) : StrandPage
{
    public override string Title => "Review the support";

    /// <summary>The week that the support is in; null before the person was seen.</summary>
    public SupportWeek? Week => Strand?.VisitedAt is { } seen && ReferralClocks.SupportUntil(Strand, town) is { } until ? SupportWeek.At(clock.GetUtcNow(), seen, until) : null;

    public IActionResult OnGet() => Ask(ReviewSupport.WhyNot(Referral, Number, HttpContext.Principal().Organisation));

    public async Task<IActionResult> OnPost()
    {
        List<Problem> problems =
        [
            .. ScoreBoxes.Problems(Form, Goal.Most), .. ProblemsWithNote(),
            .. string.IsNullOrWhiteSpace(Form["note"]) ? [new Problem("note", "Enter how it goes")] : Array.Empty<Problem>(),
        ];
        return problems.Count > 0 ? Again(problems) : await Change("note", (referral, who, now) => ReviewSupport.Decide(
            referral, Number, who.Organisation, Form["note"], ScoreBoxes.Read(Form, referral.Strand(Number)?.Agreed?.Goals.Count ?? 0), now, Version));
    }
}
