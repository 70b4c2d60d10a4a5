using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>The hub telephones the service that has it on offer, and records what it is told.</summary>
public sealed class AnswerPage(Acceptance acceptance, Locality locality, TimeProvider clock) : StrandPage
{
    public override string Title => "Record a telephone answer";

    /// <summary>The id of the service that is telephoned: the one that had it on offer when the form was made.</summary>
    public string ServiceId => Form["service"] ?? Strand?.Current?.Service ?? "";

    public Service? Service => locality.Service(ServiceId);

    public IActionResult OnGet() => Ask(RecordAnswer.Accepts(Referral, Number, ServiceId, "trial", clock.GetUtcNow()));

    public async Task<IActionResult> OnPost()
    {
        var (answer, reason, toldBy) = (Chosen<OfferAnswer>("answer"), Chosen<DeclineReason>("reason"), Form["toldBy"]);
        List<Problem> problems =
        [
            .. string.IsNullOrWhiteSpace(toldBy) ? [new Problem("toldBy", Refusal.ToldByMissing.Sentence())] : ProblemsWithNote("toldBy"),
            .. Unchosen(answer, "answer", "Select what the service answers"),
            .. answer is OfferAnswer.Declined ? Unchosen(reason, "reason", "Select why it is declined") : [],
            .. ProblemsWithNote(),
        ];
        if (problems.Count > 0)
            return Again(problems);
        if (answer is OfferAnswer.Declined)
            return await Change("reason", (referral, _, now) => RecordAnswer.Declines(referral, Number, ServiceId, toldBy, reason!.Value, Form["note"], now));
        var (after, decision) = await acceptance.AcceptFor(HttpContext, HttpContext.Stored(), Number, ServiceId, toldBy);
        return await Shown("answer", after, decision);
    }
}
