using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A provider, or the hub for it, says where the person is some weeks after.</summary>
public sealed class FollowUpPage(Locality town) : ChangePage
{
    /// <summary>The id of the locality's follow-up, from the address.</summary>
    [FromRoute(Name = "followUp")]
    public string Id { get; set; } = "";

    public override string Title => town.FollowUps.FirstOrDefault(f => f.Id == Id)?.Name ?? "Follow-up";

    public Asked? Asked => Referral.FollowUps.Find(f => f.FollowUp == Id);

    public static IReadOnlyList<Choice> Results { get; } =
    [
        .. Choice.Of<FollowUpResult>(Plain.Of)
            .Select(c => c.Code == Code.Of(FollowUpResult.CouldNotContact) ? c with { Hint = "Counts as not at home. Try more than once before you choose this." } : c),
    ];

    public IActionResult OnGet() => Ask(FollowUpPerson.WhyNot(Referral, Id, HttpContext.Principal().Organisation, HttpContext.Principal().Is(Role.Hub)));

    public async Task<IActionResult> OnPost()
    {
        var result = Chosen<FollowUpResult>("result");
        List<Problem> problems = [.. Unchosen(result, "result", "Select where the person is now"), .. ProblemsWithNote()];
        return problems.Count > 0 ? Again(problems) : await Change("result", (referral, who, now) => FollowUpPerson.Decide(
            referral, Id, who.Organisation, who.Is(Role.Hub), result!.Value, Form["note"], now));
    }
}
