using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Finds referrals by reference, NHS number or name, which is sent in the form and never stands in an address.</summary>
public sealed class FindPage(PersonIndex index, Lists lists, AuditLog audit) : FormPage
{
    private const string Field = "find";
    private static readonly BoardFilter Everything = new(null, null, null, null);

    /// <summary>The open referrals of the person; null when nothing was looked for.</summary>
    public IReadOnlyList<BoardRow>? Found { get; private set; }

    public bool IsByName { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var typed = Form[Field] ?? "";
        var reference = Reference.Read(typed);
        if (reference.IsRead)
            return Redirect($"/referrals/{reference.Value.Text}");
        IsByName = !typed.Any(char.IsAsciiDigit) && typed.Any(char.IsLetter);
        if (IsByName)
            return await ByName(NameWords.Of(typed), cancel);
        if (typed.Count(char.IsAsciiDigit) <= 8)
            return Again(Field, typed.Trim().Length == 0 ? "Enter a reference, an NHS number or a name" : reference.Problem!);
        var number = NhsNumber.Read(typed);
        if (!number.IsRead)
            return Again(Field, number.Problem!);
        await audit.RecordSearch(HttpContext, number.Value);
        var references = await index.Find(number.Value, cancel);
        if (references is [var only])
            return Redirect($"/referrals/{only.Text}");
        return Show(await lists.Read(Lists.Hub, references.Select(r => r.Text), cancel));
    }

    private async Task<IActionResult> ByName(IReadOnlyList<string> words, CancellationToken cancel)
    {
        if (words.All(w => w.Length < 2))
            return Again(Field, "Enter at least one whole word of the name");
        await audit.RecordSearch(HttpContext, words);
        return Show(await lists.Find(words, cancel));
    }

    private PageResult Show(IReadOnlyList<Line> lines)
    {
        Found = Everything.Rows(lines, HttpContext.Principal().Actor.Id);
        return Page();
    }
}
