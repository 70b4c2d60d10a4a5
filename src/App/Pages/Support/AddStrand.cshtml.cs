using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>The hub or a provider of it asks for one more kind of support.</summary>
public sealed class AddStrandPage(TimeProvider clock) : ChangePage
{
    public override string Title => "Add another kind of support";

    /// <summary>The kinds that are not open already.</summary>
    public IEnumerable<Choice> Pathways => Choice.Of<Pathway>(Plain.Of)
        .Where(c => Code.TryRead(c.Code, out Pathway pathway) && Try(pathway).Refused is not Refusal.AlreadyWanted);

    public IActionResult OnGet() => Ask(Enum.GetValues<Pathway>().Select(Try).MinBy(d => d.Refused is Refusal.AlreadyWanted)!);

    public async Task<IActionResult> OnPost()
    {
        var (pathway, urgency) = (Chosen<Pathway>("pathway"), Chosen<Urgency>("urgency"));
        List<Problem> problems =
        [
            .. Unchosen(pathway, "pathway", "Select what else the person needs"),
            .. Unchosen(urgency, "urgency", "Select how soon they must be seen"),
            .. string.IsNullOrWhiteSpace(Form["reason"]) ? [new Problem("reason", "Enter why the person needs it")] : ProblemsWithNote("reason"),
        ];
        return problems.Count > 0
            ? Again(problems)
            : await Change("reason", (referral, who, now) => Decide(referral, who, pathway!.Value, urgency!.Value, Form["reason"], now));
    }

    private Decision Try(Pathway pathway) => Decide(Referral, HttpContext.Principal(), pathway, Urgency.Routine, "trial", clock.GetUtcNow());

    private static Decision Decide(Referral referral, Principal who, Pathway pathway, Urgency urgency, string? reason, DateTimeOffset now) =>
        AddStrand.Decide(referral, pathway, urgency, reason, who.Organisation, who.Is(Role.Hub), now);
}
