using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Finds referrals by reference or NHS number, which is sent in the form and never stands in an address.</summary>
public sealed class FindPage(PersonIndex index, Lists lists, Views views) : FormPage
{
    private const string Field = "find";

    /// <summary>The open referrals of the person; null when nothing was looked for by NHS number.</summary>
    public IReadOnlyList<Line>? Found { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var typed = Form[Field] ?? "";
        var reference = Reference.Read(typed);
        if (reference.IsRead)
            return Redirect($"/referrals/{reference.Value.Text}");
        if (typed.Count(char.IsAsciiDigit) <= 8)
            return Again(Field, reference.Problem!);
        var number = NhsNumber.Read(typed);
        if (!number.IsRead)
            return Again(Field, number.Problem!);
        await views.RecordSearch(HttpContext, number.Value);
        var references = await index.Find(number.Value, cancel);
        if (references is [var only])
            return Redirect($"/referrals/{only.Text}");
        Found = await lists.Read(Lists.Hub, references.Select(r => r.Text), cancel);
        return Page();
    }
}
