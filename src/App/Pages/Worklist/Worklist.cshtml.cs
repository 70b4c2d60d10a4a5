using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>What a provider has accepted and what is next to be done with it.</summary>
/// <param name="Action">The last part of the address of the next step.</param>
public sealed record AcceptedLines(string Heading, string WhenEmpty, string Due, string Action, string ActionName, IReadOnlyList<Line> Lines);

/// <summary>What a provider has to do, the most pressing first.</summary>
public sealed class WorklistPage(Lists lists) : PageModel
{
    private ILookup<Todo, Line> lines = Array.Empty<Line>().ToLookup(l => l.Todo);

    public IReadOnlyList<Line> Offers => [.. lines[Todo.AnswerOffer]];

    public IReadOnlyList<Line> ToVisit => [.. lines[Todo.Visit]];

    public IReadOnlyList<Line> InSupport => [.. lines[Todo.Close]];

    public async Task OnGet(CancellationToken cancel) =>
        lines = (await lists.Read(Lists.Worklist(HttpContext.Principal().Organisation), cancel)).ToLookup(l => l.Todo);
}
