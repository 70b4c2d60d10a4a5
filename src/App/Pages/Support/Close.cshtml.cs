using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A strand ends with an outcome.</summary>
public sealed class ClosePage(TimeProvider clock) : StrandPage
{
    public override string Title => "Close this part of the referral";

    /// <summary>The outcomes that this person may close it with.</summary>
    public IEnumerable<Choice> Outcomes => Choice.Of<Outcome>(Plain.Of)
        .Where(c => Code.TryRead(c.Code, out Outcome outcome) && Try(outcome).Refused is not Refusal.WrongOutcome);

    public IActionResult OnGet() => Ask(Try(Outcome.BackToGp));

    public async Task<IActionResult> OnPost()
    {
        var outcome = Chosen<Outcome>("outcome");
        List<Problem> problems = [.. Unchosen(outcome, "outcome", "Select what came of it"), .. ScoreBoxes.Problems(Form, Goal.Most), .. ProblemsWithNote()];
        return problems.Count > 0 ? Again(problems) : await Change("outcome", (referral, who, now) => Decide(referral, who, outcome!.Value, now));
    }

    private Decision Try(Outcome outcome) => Decide(Referral, HttpContext.Principal(), outcome, clock.GetUtcNow());

    private Decision Decide(Referral referral, Principal who, Outcome outcome, DateTimeOffset now) =>
        CloseStrand.Decide(referral, Number, who.Organisation, who.Is(Role.Hub), outcome, Form["note"], now,
            ScoreBoxes.Read(Form, referral.Strand(Number)?.Agreed?.Goals.Count ?? 0), Version);
}
