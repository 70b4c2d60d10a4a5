using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Ends a shift: everything that somebody owns goes to one colleague, or back to the team.</summary>
public sealed class HandoverPage(Lists lists, HubPeople people, HandOver handOver) : FormPage
{
    private IReadOnlyList<HubPerson> atWork = [];

    public IReadOnlyList<BoardRow> Mine { get; private set; } = [];

    public IEnumerable<Choice> Choices => OwnerPage.ChoicesOf(atWork.Where(p => p.Id != Me.Id), HttpContext.Principal());

    /// <summary>What was handed over by this click; null before.</summary>
    public IReadOnlyList<Reference>? Handed { get; private set; }

    /// <summary>Who has them now.</summary>
    public string To { get; private set; } = "";

    private HubPerson Me => HubPeople.Of(HttpContext.Principal());

    public async Task OnGet(CancellationToken cancel)
    {
        var reading = lists.Read(Lists.Hub, cancel);
        atWork = await people.AtWork(HttpContext.Principal(), cancel);
        Mine = new BoardFilter(BoardFilter.Me, null, null, null).Rows(await reading, Me.Id);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await OnGet(cancel);
        if (!OwnerApi.TryFind(Form["person"], atWork.Where(p => p.Id != Me.Id), out var person))
            return Again("person", "Select who takes over");
        var result = await handOver.Run(HttpContext.Principal(), person, cancel);
        (Handed, To) = (result.Handed, person?.Name ?? "the hub team");
        // The list hears of it a moment later.
        Mine = [.. Mine.Where(r => result.Failed.Contains(r.Line.Reference))];
        return result.Failed.Count == 0 ? Page() : Again(
            [
                new Problem("", $"{Words.Count(result.Failed.Count, "referral")} could not be handed over and {(result.Failed.Count == 1 ? "is" : "are")} still yours: "
                    + $"{string.Join(", ", result.Failed.Select(r => r.Spaced))}. Press the button again in a minute"),
            ], StatusCodes.Status503ServiceUnavailable);
    }
}
