using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Identity;

/// <param name="Name">What they are called; left out, it stays.</param>
/// <param name="Organisation">The code of an organisation of the directory.</param>
/// <param name="Roles">One or more of referrer, provider, hub, commissioner, administrator and governance-lead.</param>
public sealed record PersonRequest(string? Name = null, string? Organisation = null, IReadOnlyList<string>? Roles = null);

/// <param name="Client">The application's client ID in Entra ID.</param>
/// <param name="Tenant">The ID of its tenant.</param>
/// <param name="Organisation">For which it acts.</param>
/// <param name="Roles">What it may do, if its token names the role as well: one or more of referrer, provider, hub and commissioner.</param>
public sealed record SystemRequest(string? Client = null, string? Tenant = null, string? Name = null, string? Organisation = null, IReadOnlyList<string>? Roles = null);

/// <summary>Somebody on the list.</summary>
/// <param name="Since">Since when, in UTC; left out for the demonstration's people.</param>
/// <param name="Left">Since when no longer, in UTC.</param>
public sealed record PersonView(string Id, PersonKind Kind, string Name, string? Email, string Organisation, IReadOnlyList<Role> Roles, DateTimeOffset? Since, DateTimeOffset? Left)
{
    /// <summary>What was changed, the latest first; left out in the list.</summary>
    public IReadOnlyList<PersonChange>? History { get; init; }

    public static PersonView Of(StaffPerson person) =>
        new(person.Id, person.Kind, person.Name, person.Email, person.Organisation.Text, [.. person.Roles.Order()], person.Since, person.Left);
}

/// <summary>Somebody who waits to be let in, or was turned down.</summary>
/// <param name="Since">When they first signed in, in UTC.</param>
public sealed record WaitingView(string Id, PersonKind Kind, string Name, string? Email, DateTimeOffset Since, bool IsTurnedDown);

/// <summary>Everybody whom the directory knows.</summary>
public sealed record PeopleView(IReadOnlyList<WaitingView> Waiting, IReadOnlyList<PersonView> People);

/// <summary>Who may use the service, for the administrator.</summary>
public static class PeopleApi
{
    private const string Address = "/api/people";
    private const string One = Address + "/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, List).WithSummary("Who is on the list, and who waits to be let in");
        routes.MapPost(Address, Add).WithSummary("Put a system on the list").Accepts<SystemRequest>("application/json").Produces<PersonView>(StatusCodes.Status201Created);
        routes.MapGet(One, Read).WithSummary("One of the list, and what was changed of them").Produces<PersonView>();
        routes.MapPost(One, Set).WithSummary("Let somebody in who waits, or change their organisation and roles").Accepts<PersonRequest>("application/json").Produces<PersonView>();
        routes.MapPost(One + "/leave", (HttpContext http, ChangePeople change, string id) => Reply(change.SetLeft(http, id, true))).WithSummary("Somebody has left, from now on").Produces<PersonView>();
        routes.MapPost(One + "/return", (HttpContext http, ChangePeople change, string id) => Reply(change.SetLeft(http, id, false))).WithSummary("Somebody has come back").Produces<PersonView>();
        routes.MapPost(One + "/turn-down", (HttpContext http, ChangePeople change, string id) => Reply(change.TurnDown(http, id))).WithSummary("Do not let somebody in who waits").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<PeopleView> List(HttpContext http, People people, Waiting waiting)
    {
        var (all, waits) = (people.All(http.RequestAborted), waiting.All(http.RequestAborted));
        return new([.. (await waits).Select(w => new WaitingView(w.Id, w.Kind, w.Name, w.Email, w.At, w.IsTurnedDown))], [.. (await all).Select(PersonView.Of)]);
    }

    private static async Task<IResult> Read(HttpContext http, People people, string id) => await people.Read(id, http.RequestAborted) is { } person
        ? TypedResults.Ok(PersonView.Of(person) with { History = await people.History(id, http.RequestAborted) })
        : Problems.Of(StatusCodes.Status404NotFound, ChangePeople.Nobody);

    private static async Task<IResult> Add(HttpContext http, ChangePeople change)
    {
        var (request, problem) = await Body.Read<SystemRequest>(http);
        if (request is null)
            return problem!;
        var outcome = await change.AddSystem(http, request);
        return outcome.Person is { } added ? TypedResults.Created($"{Address}/{added.Id}", PersonView.Of(added)) : Reply(outcome);
    }

    private static async Task<IResult> Set(HttpContext http, ChangePeople change, string id)
    {
        var (request, problem) = await Body.Read<PersonRequest>(http);
        return request is null ? problem! : Reply(await change.Set(http, id, request));
    }

    private static async Task<IResult> Reply(Task<PersonOutcome> outcome) => Reply(await outcome);

    private static IResult Reply(PersonOutcome outcome) =>
        outcome.Person is { } person ? TypedResults.Ok(PersonView.Of(person))
        : outcome.Problems.Count == 0 ? TypedResults.NoContent()
        : outcome.Status is StatusCodes.Status422UnprocessableEntity ? Problems.Of(outcome.Problems)
        : Problems.Of(outcome.Status, outcome.Problems[0].Sentence);
}
