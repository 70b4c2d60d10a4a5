using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Audit;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Audit;

/// <summary>The governance lead looks into a glass that was broken. Shows nothing of the referral but its reference.</summary>
public sealed class ReviewGlassPage(Looks looks) : FormPage
{
    public static readonly IReadOnlyList<Choice> Answers = [new("yes", "Yes, it was justified"), new("no", "No, it was not")];

    /// <summary>Null where there is none of that number.</summary>
    public BrokenGlass? Broken { get; private set; }

    public IReadOnlyList<Look> During { get; private set; } = [];

    public Task<IActionResult> OnGet(int glass) => Show(glass);

    public async Task<IActionResult> OnPost(int glass)
    {
        var problems = new List<Problem>();
        if (Form["justified"] is not ("yes" or "no"))
            problems.Add(new("justified", "Select whether they were right to look"));
        if (Form["words"] is { Length: > Choices.LongestNote } words)
            problems.Add(new("words", Choices.TooLongSentence(words.Length)));
        if (problems.Count == 0)
        {
            var (_, decision) = await Api.Change(HttpContext, HttpContext.Stored(), (r, _, now) => ReviewGlass.Decide(r, glass, Form["justified"] == "yes", Form["words"], now));
            if (decision.Refused is not { } refusal)
                return Redirect("/governance?reviewed=1");
            problems.Add(new("justified", refusal.Sentence()));
        }
        await Show(glass);
        return Again(problems);
    }

    protected override Task Refill() => Show(int.TryParse($"{RouteData.Values["glass"]}", out var glass) ? glass : 0);

    private async Task<IActionResult> Show(int glass)
    {
        Broken = GlassApi.Find(HttpContext.Stored(), glass);
        if (Broken is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        else
            During = await looks.During(Broken.By.Id, Broken.At, Broken.Until, HttpContext.RequestAborted);
        return Page();
    }
}
