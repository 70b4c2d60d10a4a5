using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>The referral's form again, filled in, to change what is wrong in it.</summary>
public sealed class CorrectPage : ChangePage
{
    public override string Title => "Correct this referral";

    public IActionResult OnGet()
    {
        Form = new Form(DetailsForm.Of(Referral.Details));
        return CorrectReferral.WhyNot(Referral) is { } refusal ? Ask(refusal) : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        var changes = DetailsForm.Changes(Form, AsShown().Details);
        var (now, decision, problems) = await Correction.Run(HttpContext, Stored, changes, Form["reasonForChange"]);
        return problems.Count > 0 ? Again(problems) : Answer("", now, decision!);
    }

    /// <summary>The referral as the form showed it: what others have corrected since stays as they have it.</summary>
    private Referral AsShown() => Referral.From(Referral.Reference, Stored.Facts.Where(f => f.Number <= Math.Max(Version, 1)));
}
