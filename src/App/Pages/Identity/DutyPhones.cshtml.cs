using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Identity;

/// <summary>Where the offers of each service are texted to.</summary>
public sealed class DutyPhonesPage(ChangeDutyPhones change) : FormPage
{
    public IReadOnlyList<DutyPhonesView> Services { get; private set; } = [];

    public IEnumerable<Choice> Choices => Services.Select(s => new Choice(s.Service, s.Name)).Prepend(new Choice("", "Select a service"));

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost()
    {
        var service = change.Service(Form["service"] ?? "");
        var isDirectory = Form["do"] == "directory";
        var numbers = ChangeDutyPhones.Read((Form["numbers"] ?? "").Split('\n', ',', ';'));
        List<Problem> problems =
        [
            .. service is null ? [new Problem("service", "Select a service of the directory")] : Array.Empty<Problem>(),
            .. numbers is null && !isDirectory ? [new Problem("numbers", ChangeDutyPhones.AskNumbers)] : Array.Empty<Problem>(),
        ];
        if (problems.Count == 0)
        {
            await change.Set(HttpContext, service!, isDirectory ? null : numbers);
            return Redirect($"/duty-phones?done={service!.Id}");
        }
        await Refill();
        return Again(problems);
    }

    protected override async Task Refill() => Services = await change.All(HttpContext.RequestAborted);
}
