using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Identity;

/// <summary>Somebody who is on the list or waits to be: the administrator says for which organisation they are and what they may do.</summary>
public sealed class PersonPage(People people, Waiting waiting, ChangePeople change, LocalityInForce town) : FormPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    /// <summary>As the list has them; null for whoever was never on it.</summary>
    public StaffPerson? Person { get; private set; }

    public WaitingPerson? Waits { get; private set; }

    public IReadOnlyList<PersonChange> History { get; private set; } = [];

    public string Name => Person?.Name ?? Waits?.Name ?? "";

    public PersonKind Kind => Person?.Kind ?? Waits?.Kind ?? PersonKind.Person;

    /// <summary>The organisations of the directory by name, and whichever somebody is of.</summary>
    public static IEnumerable<Choice> Organisations(LocalityInForce town, OdsCode? own) =>
        town.Now.Organisations.Values.Select(o => o.Code).Append(town.Now.Hub.Organisation).Append(own).OfType<OdsCode>().Distinct()
            .Select(o => new Choice(o.Text, $"{town.Now.NameOf(o)} ({o.Text})")).OrderBy(c => c.Label, StringComparer.OrdinalIgnoreCase)
            .Prepend(new Choice("", "Select an organisation"));

    public IEnumerable<Choice> Choices => Organisations(town, Person?.Organisation);

    public async Task<IActionResult> OnGet()
    {
        await Refill();
        if (Person is null && Waits is null)
            return NotFound();
        Form = new Form(new Dictionary<string, string?>
        {
            ["name"] = Name, ["organisation"] = Person?.Organisation.Text, ["roles"] = string.Join(',', (Person?.Roles ?? new HashSet<App.Audit.Role>()).Select(Code.Of)),
        });
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        var act = Form["do"];
        var outcome = act switch
        {
            "leave" => await change.SetLeft(HttpContext, Id, true),
            "return" => await change.SetLeft(HttpContext, Id, false),
            "turn-down" => await change.TurnDown(HttpContext, Id),
            _ => await change.Set(HttpContext, Id, new(Form["name"], Form["organisation"], (Form["roles"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))),
        };
        if (outcome.Status is StatusCodes.Status404NotFound)
            return NotFound();
        if (outcome.Problems.Count == 0)
            return Redirect($"/people/{Uri.EscapeDataString(Id)}?done=1");
        await Refill();
        return Again(outcome.Problems, outcome.Status);
    }

    protected override async Task Refill()
    {
        var cancel = HttpContext.RequestAborted;
        var (person, waits, history) = (people.Read(Id, cancel), waiting.Find(Id, cancel), people.History(Id, cancel));
        (Person, Waits, History) = (await person, await waits, await history);
    }
}
