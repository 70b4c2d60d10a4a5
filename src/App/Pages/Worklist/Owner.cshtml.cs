using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Somebody at the hub hands a referral to a colleague, or back to the team.</summary>
public sealed class OwnerPage(HubPeople people) : ChangePage
{
    private IReadOnlyList<HubPerson> atWork = [];

    public override string Title => "Hand over this referral";

    /// <summary>Who owned it when the form was made; empty for the team.</summary>
    public string Seen => Form["from"] ?? Referral.HubOwner?.Id ?? "";

    public IEnumerable<Choice> Choices => ChoicesOf(atWork.Where(p => p.Id != Referral.HubOwner?.Id), HttpContext.Principal(), Referral.HubOwner is not null);

    /// <summary>People at work, oneself marked, and the team.</summary>
    public static IEnumerable<Choice> ChoicesOf(IEnumerable<HubPerson> people, Principal who, bool hasTeam = true) =>
    [
        .. people.Select(p => new Choice(p.Id, p.Id == who.Actor.Id ? $"Me, {p.Name}" : p.Name)),
        .. hasTeam ? [new Choice(OwnerApi.Team, "The hub team", "Nobody in particular, until somebody takes it")] : Array.Empty<Choice>(),
    ];

    /// <summary>The id of whoever owned a referral in an earlier version of it; null for the team.</summary>
    public static string? OwnerAt(Stored stored, int version) =>
        stored.Facts.Where(f => f.Number <= version).Select(f => f.Fact).OfType<Assigned>().LastOrDefault()?.PersonId;

    public async Task<IActionResult> OnGet()
    {
        await Refill();
        return Referral.IsOpen ? Page() : Answer("", Stored, AssignReferral.Decide(Referral, HubPeople.Of(HttpContext.Principal()), Referral.Received));
    }

    protected override async Task Refill() => atWork = await people.AtWork(HttpContext.Principal(), HttpContext.RequestAborted);

    public async Task<IActionResult> OnPost()
    {
        await Refill();
        return OwnerApi.TryFind(Form["person"], atWork, out var person)
            ? await Change("person", (referral, _, now) => AssignReferral.Decide(referral, person, Seen.Length > 0 ? Seen : null, now))
            : Again("person", "Select who has it from now on");
    }
}
