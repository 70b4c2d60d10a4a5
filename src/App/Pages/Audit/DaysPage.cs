using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;

namespace SinglePointOfReferral.App.Pages.Audit;

/// <summary>A page of the log that shows some days.</summary>
public abstract class DaysPage(TimeProvider clock) : FormPage
{
    /// <summary>Null when the days cannot be read.</summary>
    public LooksView? View { get; private set; }

    /// <summary>Reads which days are asked for, and what was done in them.</summary>
    protected async Task<IActionResult> Show(string? from, string? to, int usual, Func<DaysAsked, Task<LooksView>> read)
    {
        var (days, problems) = DaysAsked.Read(from, to, clock.Today(), usual);
        Form = new Form(new Dictionary<string, string?> { ["from"] = days?.From.ToString(DaysAsked.Format) ?? from, ["to"] = days?.To.ToString(DaysAsked.Format) ?? to });
        if (days is null)
            return Again(problems);
        View = await read(days);
        return Page();
    }
}

/// <summary>Entries of the log as a table.</summary>
/// <param name="LinksToPeople">Whoever did it leads to what else they did.</param>
public sealed record LooksTable(LooksView View, bool ShowsWho, bool ShowsAbout, bool LinksToPeople);
