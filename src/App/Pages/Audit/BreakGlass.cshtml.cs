using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Audit;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Audit;

/// <summary>Somebody with no part in a referral says why they must see it. Shows nothing of it but its reference.</summary>
public sealed class BreakGlassPage : FormPage
{
    private string Address => $"/referrals/{HttpContext.Stored().Reference.Text}";

    public IActionResult OnGet() => GlassApi.NeedsNone(HttpContext) ? Redirect(Address) : Page();

    public async Task<IActionResult> OnPost()
    {
        if (GlassApi.NeedsNone(HttpContext))
            return Redirect(Address);
        var problems = new List<Problem>();
        if (!Code.TryRead(Form["reason"], out GlassReason reason))
            problems.Add(new("reason", "Select why you must see it"));
        if (string.IsNullOrWhiteSpace(Form["words"]))
            problems.Add(new("words", "Say in a few words why you must see it"));
        else if (Form["words"] is { Length: > Choices.LongestNote } words)
            problems.Add(new("words", Choices.TooLongSentence(words.Length)));
        if (problems.Count > 0)
            return Again(problems);
        var (stored, decision) = await GlassApi.Break(HttpContext, reason, Form["words"]!);
        if (decision.Refused is { } refusal)
            return Again("words", refusal.Sentence());
        if (stored.Referral.Broken.FindLast(g => g.By.Id == HttpContext.Principal().Actor.Id) is { } broken)
            GlassBanner.Add(HttpContext, stored.Reference, broken.Until);
        return Redirect(Address);
    }
}
