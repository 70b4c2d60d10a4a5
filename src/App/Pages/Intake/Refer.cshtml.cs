using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>The form by which a person is referred.</summary>
public sealed class ReferPage(Submit submit) : FormPage
{
    /// <summary>Made with the form and kept with it, so that sending it twice makes one referral.</summary>
    public string Key => field ??= Guid.TryParse(Form["key"], out var key) ? $"{key:N}" : $"{Guid.NewGuid():N}";

    /// <summary>The referral that this form made before, when it said something else.</summary>
    public Reference? SentAs { get; private set; }

    public void OnGet() => Form = new Form(new Dictionary<string, string?> { ["purpose"] = "prevent-admission" });

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var (submission, problems) = await submit.Run(DetailsForm.Read(Form), Key, HttpContext.Principal(), cancel);
        if (submission is null)
            return Again(problems);
        if (!submission.IsAnotherRequest)
            return Redirect($"/referrals/{submission.Reference.Text}?submitted=1");
        SentAs = submission.Reference;
        return Again([new("", $"This form was sent before, and made referral {SentAs.Spaced}. What you have changed since was not recorded.")], StatusCodes.Status409Conflict);
    }
}
