using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Pages.Identity;

/// <summary>Where the offers of each service are texted to.</summary>
public sealed class DutyPhonesPage(ChangeDutyPhones change) : FormPage
{
    public IReadOnlyList<DutyPhonesView> Services { get; private set; } = [];

    /// <summary>The box of a service's numbers.</summary>
    public static string Box(string service) => $"numbers-{service}";

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost()
    {
        if (change.Service(Form["service"] ?? "") is not { } service)
            return await Again("", "The directory has that service no more.", StatusCodes.Status409Conflict);
        if (Form["do"] == "directory")
            await change.Set(HttpContext, service, null);
        else if (ChangeDutyPhones.Read((Form[Box(service.Id)] ?? "").Split('\n', ',', ';')) is { } numbers)
            await change.Set(HttpContext, service, numbers);
        else
            return await Again(Box(service.Id), ChangeDutyPhones.AskNumbers, StatusCodes.Status422UnprocessableEntity);
        return Redirect($"/duty-phones?done={service.Id}");
    }

    protected override async Task Refill() => Services = await change.All(HttpContext.RequestAborted);

    private async Task<IActionResult> Again(string field, string sentence, int status)
    {
        await Refill();
        return Again([new(field, sentence)], status);
    }
}
