using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Pages.Local;

/// <summary>Anybody may be any of the demonstration's people.</summary>
public sealed class SignInPage(IReadOnlyList<DemonstrationPerson> people) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public void OnGet()
    {
        // Shows everybody.
    }

    public IActionResult OnPost(string? person)
    {
        if (people.FirstOrDefault(p => p.Id == person) is not { } found)
            return Page();
        DemonstrationSignIn.SignIn(HttpContext, found);
        return LocalRedirect(Next is not null and not "/" && Url.IsLocalUrl(Next) ? Next : Doors.StartOf(found.ToPrincipal()));
    }
}
