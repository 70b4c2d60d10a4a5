using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Some cards of the worklist under a heading.</summary>
/// <param name="Card">The name of the partial view that shows a line.</param>
public sealed record Cards(string Heading, string WhenEmpty, string Card, IReadOnlyList<Line> Lines);

/// <summary>What a provider has to do, the most pressing first.</summary>
public sealed class WorklistPage(Lists lists, TimeProvider clock) : PageModel
{
    private ILookup<Todo, Line> lines = Array.Empty<Line>().ToLookup(l => l.Todo);

    public IReadOnlyList<Line> Offers => [.. lines[Todo.AnswerOffer]];

    /// <summary>Those to be seen today, or late.</summary>
    public IReadOnlyList<Line> Today => [.. lines[Todo.Visit].Where(IsToday)];

    public IReadOnlyList<Line> LaterDays => [.. lines[Todo.Visit].Where(l => !IsToday(l))];

    public IReadOnlyList<Line> InSupport => [.. lines[Todo.Review].Concat(lines[Todo.Close]).OrderBy(l => l.Due)];

    public IReadOnlyList<Line> FollowUps => [.. lines[Todo.FollowUp]];

    /// <summary>How many are late.</summary>
    public int Late => lines.Sum(todo => todo.Count(l => l.Due < clock.GetUtcNow()));

    public async Task OnGet(CancellationToken cancel) =>
        lines = (await lists.Read(Lists.Worklist(HttpContext.Principal().Organisation), cancel)).ToLookup(l => l.Todo);

    private bool IsToday(Line line) => DateOnly.FromDateTime(Plain.InLondon(line.Due).DateTime) <= clock.Today();
}
