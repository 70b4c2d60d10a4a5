using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>The messages that could not be worked on, and why.</summary>
public sealed class FailedPage(FailedMessages failed) : FormPage
{
    public IReadOnlyList<FailedMessage> Messages { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel) => Messages = await failed.List(cancel);

    protected override Task Refill() => OnGet(HttpContext.RequestAborted);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await failed.Replay(Form["message"] ?? "", cancel))
            return Redirect("/hub/failed");
        await OnGet(cancel);
        return Again([new("", "That message is not on the list any more, or is still being tried.")], StatusCodes.Status409Conflict);
    }
}
