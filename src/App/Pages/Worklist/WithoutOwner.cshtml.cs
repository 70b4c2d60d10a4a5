using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>What should never be: open and without an owner, a next action or a due time.</summary>
public sealed class WithoutOwnerPage(Lists lists, Locality town, TimeProvider clock) : PageModel
{
    public int Open { get; private set; }

    public IReadOnlyList<DeadEnd> Found { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        var rows = await lists.Rows(Lists.Hub, cancel);
        (Open, Found) = (rows.Count, DeadEnds.Among(rows, town, clock.GetUtcNow()));
    }
}
