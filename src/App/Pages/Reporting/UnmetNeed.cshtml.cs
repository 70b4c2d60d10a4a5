using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Pages.Reporting;

/// <summary>How often in a month a service was needed and had no place.</summary>
public sealed class UnmetNeedPage(UnmetNeeds needs, Locality town, TimeProvider clock) : FormPage
{
    /// <summary>The numbers; null when the month cannot be read.</summary>
    public UnmetNeedView? Numbers { get; private set; }

    /// <summary>A day of the month that they are of.</summary>
    public DateOnly Month { get; private set; }

    public async Task<IActionResult> OnGet(string? month, CancellationToken cancel)
    {
        Form = new Form(new Dictionary<string, string?> { ["month"] = month });
        if (UnmetNeedApi.ReadMonth(month, clock) is not { } read)
            return Again("month", UnmetNeedApi.AskMonth);
        Month = read;
        Numbers = UnmetNeedView.Of(read, await needs.In(read, cancel), town, HttpContext.Principal());
        Form = new Form(new Dictionary<string, string?> { ["month"] = Numbers.Month });
        return Page();
    }
}
