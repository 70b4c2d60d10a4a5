using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Routing;

/// <param name="Number">How many places there are: a whole number from 0 to 999.</param>
public sealed record CapacityRequest(int? Number = null);

/// <summary>How many places services have, who has them, and how a provider says so.</summary>
public static class CapacityApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/capacity", (HttpContext http, SetCapacity capacity) => capacity.All(http.Principal(), http.RequestAborted))
            .WithSummary("The places of my organisation's services; of every service for the hub");
        routes.MapPost("/api/services/{service}/capacity", Set)
            .WithSummary("Say how many places a service has").Accepts<CapacityRequest>("application/json").Produces<CapacityView>();
    }

    private static async Task<IResult> Set(HttpContext http, SetCapacity capacity, Capacities capacities, string service)
    {
        var (request, problem) = await Body.Read<CapacityRequest>(http);
        if (request is null)
            return problem!;
        if (capacities.Counted(service) is not { } counted)
            return Problems.Of(StatusCodes.Status404NotFound, "No service of that name counts its places. GET /api/capacity lists those that do.");
        if (!SetCapacity.Answers(http.Principal(), counted))
            return Problems.Of(StatusCodes.Status403Forbidden, "That is not a service of your organisation.");
        return SetCapacity.Read(request.Number?.ToString()) is { } number
            ? TypedResults.Ok(await capacity.Set(http, counted, number))
            : Problems.Of([new Problem("number", SetCapacity.AskNumber)]);
    }
}
