using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>What somebody's organisation has referred and is open.</summary>
public sealed class ReferralsPage(Lists lists) : PageModel
{
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel) => Lines = await lists.Read(Lists.Of(HttpContext.Principal().Organisation), cancel);
}
