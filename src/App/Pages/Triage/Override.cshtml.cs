using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Pages.Triage;

/// <summary>A clinician at the hub decides what is needed, and how soon, otherwise than the rules; or in their place.</summary>
public sealed class OverridePage(Locality locality, TimeProvider clock) : StrandPage
{
    public override string Title => Strand is { AskClinician: true } ? "Decide what is needed" : "Decide otherwise";

    /// <summary>What the rules said, and what came of it.</summary>
    public ExplainedStrand? Explained => Explanation.Of(Referral, Stored.Facts, locality).Strands.FirstOrDefault(s => s.Strand == Number);

    public string NameOf(string service) => locality.Service(service)?.Name ?? service;

    public IActionResult OnGet()
    {
        if (Strand is { } strand)
            Form = new(new Dictionary<string, string?> { ["pathway"] = Code.Of(strand.Pathway), ["urgency"] = Code.Of(strand.Urgency) });
        var other = Strand?.Pathway is Pathway.Advice ? Pathway.Reablement : Pathway.Advice;
        return Ask(OverrideTriage.Decide(Referral, Number, other, Urgency.Routine, "trial", clock.GetUtcNow()));
    }

    public async Task<IActionResult> OnPost()
    {
        var (pathway, urgency) = (Chosen<Pathway>("pathway"), Chosen<Urgency>("urgency"));
        List<Problem> problems =
        [
            .. Unchosen(pathway, "pathway", "Select what the person needs"),
            .. Unchosen(urgency, "urgency", "Select how soon they must be seen"),
            .. ProblemsWithNote("reason"),
        ];
        return problems.Count > 0
            ? Again(problems)
            : await Change("reason", (referral, _, now) => OverrideTriage.Decide(referral, Number, pathway!.Value, urgency!.Value, Form["reason"], now, Version));
    }
}
