using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Somebody at the hub takes a referral, with one click; from the board they are back there.</summary>
public sealed class TakePage : ChangePage
{
    public override string Title => "Take this referral";

    public async Task<IActionResult> OnPost()
    {
        var seen = Form["from"] is { } from ? from : OwnerPage.OwnerAt(Stored, Version);
        var done = await Change("", (referral, who, now) => AssignReferral.Decide(referral, HubPeople.Of(who), seen is { Length: > 0 } ? seen : null, now));
        return done is RedirectResult && Form["back"] is { } back
            ? Redirect($"/hub?{BoardFilter.Of(new QueryCollection(QueryHelpers.ParseQuery(back))).Query}&took={Referral.Reference.Text}".Replace("?&", "?", StringComparison.Ordinal))
            : done;
    }
}
