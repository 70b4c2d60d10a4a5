using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>A call that was put through was dealt with, and leaves the board.</summary>
public sealed class CallDonePage(HubCalls calls) : FormPage
{
    /// <summary>The call's id, from the address.</summary>
    [FromRoute]
    public string Call { get; set; } = "";

    public async Task<IActionResult> OnPost()
    {
        await calls.TakeOff(HttpContext, Call);
        return Redirect(("/hub?" + BoardFilter.Of(new QueryCollection(QueryHelpers.ParseQuery(Form["back"] ?? ""))).Query).TrimEnd('?'));
    }
}
