using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Lines of the hub's board.</summary>
public sealed record Board(string Caption, IReadOnlyList<Line> Lines);

/// <summary>Everything that is open, what is due soonest first.</summary>
public sealed class HubPage(Lists lists, FailedMessages failed, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public int Late { get; private set; }

    public int Failed { get; private set; }

    public async Task OnGet(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Lines = await lists.Read(Lists.Hub, cancel);
        Late = Lines.Count(l => l.Due < now);
        Failed = (await failed.List(cancel)).Count;
    }
}
