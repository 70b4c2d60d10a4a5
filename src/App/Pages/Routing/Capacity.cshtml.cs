using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>The places of the services that somebody answers for, and how many there are.</summary>
public sealed class CapacityPage(SetCapacity capacity) : FormPage
{
    public IReadOnlyList<CapacityView> Services { get; private set; } = [];

    /// <summary>The box of a service's number.</summary>
    public static string Box(string service) => $"number-{service}";

    public async Task OnGet(CancellationToken cancel) => Services = await capacity.All(HttpContext.Principal(), cancel);

    protected override Task Refill() => OnGet(HttpContext.RequestAborted);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var who = HttpContext.Principal();
        if (capacity.Of(who).FirstOrDefault(s => s.Id == Form["service"]) is not { } service)
        {
            await OnGet(cancel);
            return Again([new("", "That is not a service of your organisation, or it does not count its places any more.")], StatusCodes.Status409Conflict);
        }
        if (SetCapacity.Read(Form[Box(service.Id)]) is not { } number)
        {
            await OnGet(cancel);
            return Again(Box(service.Id), SetCapacity.AskNumber);
        }
        await capacity.Set(service, number, who, cancel);
        return Redirect($"/capacity?done={service.Id}");
    }
}
