using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Local;

namespace SinglePointOfReferral.App.Pages.Local;

public sealed class SignOutPage : PageModel
{
    public IActionResult OnPost()
    {
        DemonstrationSignIn.SignOut(HttpContext);
        return Redirect("/");
    }
}
