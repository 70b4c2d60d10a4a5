using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A provider says when it will be with the person.</summary>
public sealed class EtaPage(TimeProvider clock) : StrandPage
{
    private const string Minutes = "minutes";

    public override string Title => "Say when you will be there";

    public IActionResult OnGet() => Ask(ExpectVisit.In(Referral, Number, HttpContext.Principal().Organisation, (int)ExpectVisit.Longest.TotalMinutes, clock.GetUtcNow()));

    public async Task<IActionResult> OnPost()
    {
        var isNumber = int.TryParse((Form[Minutes] ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes);
        return isNumber && ExpectVisit.IsWithin(TimeSpan.FromMinutes(minutes))
            ? await Change(Minutes, (referral, who, now) => ExpectVisit.In(referral, Number, who.Organisation, minutes, now))
            : Again(Minutes, $"Enter in how many minutes somebody will be there, from 1 to {ExpectVisit.Longest.TotalMinutes}");
    }
}
