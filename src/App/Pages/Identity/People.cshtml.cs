using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Pages.Identity;

/// <summary>Everybody who may use the service, who waits to be let in, and who has left. Somebody is found by a form: names stand in no address.</summary>
public sealed class PeoplePage(People people, Waiting waiting, LocalityInForce town) : FormPage
{
    public IReadOnlyList<WaitingPerson> Waiting { get; private set; } = [];

    public IReadOnlyList<WaitingPerson> TurnedDown { get; private set; } = [];

    public IReadOnlyList<StaffPerson> Listed { get; private set; } = [];

    public IReadOnlyList<StaffPerson> HaveLeft { get; private set; } = [];

    public string Find => (Form["find"] ?? "").Trim();

    public Task OnGet() => Refill();

    public async Task<PageResult> OnPost()
    {
        await Refill();
        return Find.Length > 0 ? Page() : Again("find", "Enter a part of a name, or of an organisation's");
    }

    protected override async Task Refill()
    {
        var (all, waits) = (people.All(HttpContext.RequestAborted), waiting.All(HttpContext.RequestAborted));
        var found = (await all).Where(IsFound).ToLookup(p => p.Left is null);
        var asked = (await waits).ToLookup(w => w.IsTurnedDown);
        (Waiting, TurnedDown, Listed, HaveLeft) = ([.. asked[false]], [.. asked[true]], [.. found[true]], [.. found[false]]);
    }

    private bool IsFound(StaffPerson person) => new[] { person.Name, person.Organisation.Text, town.Now.NameOf(person.Organisation) }
        .Any(t => t.Contains(Find, StringComparison.OrdinalIgnoreCase));
}
