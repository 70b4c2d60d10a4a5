using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Audit;

/// <summary>Where the governance lead starts: looks up a person or a referral, and sees what is out of the common run.</summary>
public sealed class GovernancePage(Looks looks, AuditNames names, TimeProvider clock) : DaysPage(clock)
{
    public IReadOnlyList<Choice> People { get; private set; } = [];

    public async Task<IActionResult> OnGet(string? person, string? reference, string? from, string? to)
    {
        if (!string.IsNullOrWhiteSpace(person))
            return Redirect($"/governance/person/{Uri.EscapeDataString(person)}");
        var read = Reference.Read(reference ?? "");
        if (read.IsRead)
            return Redirect($"/referrals/{read.Value.Text}/looked");
        People = [new("", "Choose a person"), .. (await names.All(HttpContext.RequestAborted)).Select(p => new Choice(p.Id, p.Name))];
        var shown = await Show(from, to, LooksApi.UsualOfPerson, days => looks.Rare(days, HttpContext.RequestAborted));
        if (string.IsNullOrWhiteSpace(reference))
            return shown;
        var problems = Form.Problems;
        Form = new Form(new Dictionary<string, string?>(Form.Typed) { ["reference"] = reference });
        return Again([new("reference", read.Problem!), .. problems]);
    }
}
