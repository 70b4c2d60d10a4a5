using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>The referral's form again, filled in, to change what is wrong in it.</summary>
public sealed class CorrectPage(LocalityInForce locality) : ChangePage
{
    public override string Title => Referral.Missing.IsEmpty ? "Correct this referral" : "Complete this referral";

    public IActionResult OnGet()
    {
        Form = new Form(new Dictionary<string, string?>(DetailsForm.Of(Referral, locality.Now)) { ["reasonForChange"] = Referral.Missing.IsEmpty ? null : "Rang back" });
        return CorrectReferral.WhyNot(Referral) is { } refusal ? Ask(refusal) : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        var changes = DetailsForm.Changes(Form, AsShown(), locality.Now);
        var (now, decision, problems) = await Correction.Run(HttpContext, Stored, changes, Form["reasonForChange"]);
        return problems.Count > 0 ? Again(problems) : Answer("", now, decision!);
    }

    /// <summary>The referral as the form showed it: what others have corrected since stays as they have it.</summary>
    private Referral AsShown() => Referral.From(Referral.Reference, Stored.Facts.Where(f => f.Number <= Math.Max(Version, 1)));
}
