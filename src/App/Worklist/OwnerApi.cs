using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Worklist;

/// <param name="Person">The id of somebody who has used the board in the last 24 hours, or team.</param>
public sealed record OwnerRequest(string? Person = null);

/// <summary>Who at the hub owns what.</summary>
public static class OwnerApi
{
    /// <summary>Stands for nobody in particular at the hub.</summary>
    public const string Team = "team";

    public const string Ask = "Select who has it from now on: somebody who has used the board in the last 24 hours, or the team";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/referrals/{reference}/owner", Assign)
            .WithSummary("Take a referral, hand it to somebody at the hub, or give it back to the team").Accepts<OwnerRequest>("application/json").Produces<ReferralView>();
        routes.MapGet("/api/hub/people", (HttpContext http, HubPeople people) => people.AtWork(http.Principal(), http.RequestAborted))
            .WithSummary("Who has used the hub's board in the last 24 hours");
        routes.MapPost("/api/hub/handover", HandAllOver)
            .WithSummary("Hand over every referral that I own").Accepts<OwnerRequest>("application/json").Produces<HandedOver>();
        routes.MapGet("/api/hub/without-owner", async (HttpContext http, Lists lists, Locality town, TimeProvider clock) =>
            Of(DeadEnds.Among(await lists.Rows(Lists.Hub, http.RequestAborted), town, clock.GetUtcNow())))
            .WithSummary("Open referrals without an owner, next action or due time: always none");
    }

    /// <summary>Who is meant by an id: null for the team.</summary>
    /// <returns>False when nobody at work has that id.</returns>
    public static bool TryFind(string? id, IEnumerable<HubPerson> people, out HubPerson? person)
    {
        person = people.FirstOrDefault(p => p.Id == id);
        return person is not null || id == Team;
    }

    private static DeadEndsView Of(IReadOnlyList<DeadEnd> found) => new(found.Count, found);

    private static async Task<IResult> Assign(HttpContext http, HubPeople people)
    {
        var (request, problem) = await Body.Read<OwnerRequest>(http);
        if (request is null)
            return problem!;
        return TryFind(request.Person, await people.AtWork(http.Principal(), http.RequestAborted), out var person)
            ? await Api.Change(http, (r, _, now) => AssignReferral.Decide(r, person, now))
            : Problems.Of([new Problem("person", Ask)]);
    }

    private static async Task<IResult> HandAllOver(HttpContext http, HubPeople people, HandOver handOver)
    {
        var (request, problem) = await Body.Read<OwnerRequest>(http);
        if (request is null)
            return problem!;
        return TryFind(request.Person, await people.AtWork(http.Principal(), http.RequestAborted), out var person)
            ? TypedResults.Ok(await handOver.Run(http.Principal(), person, http.RequestAborted))
            : Problems.Of([new Problem("person", Ask)]);
    }
}
