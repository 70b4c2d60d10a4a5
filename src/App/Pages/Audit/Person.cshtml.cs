using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.App.Pages.Audit;

/// <summary>What somebody has looked at.</summary>
public sealed class PersonPage(Looks looks, AuditNames names, TimeProvider clock) : DaysPage(clock)
{
    private string id = "";

    public string Name { get; private set; } = "";

    public string FileAddress => $"/api/governance/people/{Uri.EscapeDataString(id)}/looked.csv";

    public async Task<IActionResult> OnGet(string person, string? from, string? to)
    {
        id = person;
        Name = (await names.Of([person], HttpContext.RequestAborted)).GetValueOrDefault(person, person);
        return await Show(from, to, LooksApi.UsualOfPerson, days => looks.By(person, days, HttpContext.RequestAborted));
    }
}
