using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;

namespace SinglePointOfReferral.App.Pages.Identity;

/// <summary>The administrator puts a system on the list that uses the API by itself.</summary>
public sealed class AddSystemPage(ChangePeople change, LocalityInForce town) : FormPage
{
    public IEnumerable<Choice> Choices => PersonPage.Organisations(town, null);

    public void OnGet()
    {
        // Shows the form.
    }

    public async Task<IActionResult> OnPost()
    {
        var outcome = await change.AddSystem(HttpContext, new(
            Form["client"], Form["tenant"], Form["name"], Form["organisation"], (Form["roles"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)));
        return outcome.Person is { } added ? Redirect($"/people/{added.Id}?done=1") : Again(outcome.Problems, outcome.Status);
    }
}
