using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <param name="Until">From when the service takes referrals again, with its offset or in UTC.</param>
/// <param name="Reason">full, staff-ill, short-of-staff, infection, bad-weather, systems-down or other.</param>
public sealed record CloseServiceRequest(DateTimeOffset? Until = null, string? Reason = null);

/// <summary>A service that is closed to new referrals now.</summary>
/// <param name="Until">From when it takes them again, in UTC.</param>
/// <param name="Since">When it was closed, in UTC.</param>
/// <param name="By">The organisation that closed it.</param>
public sealed record ClosureView(string Service, string Name, DateTimeOffset Until, ClosedBecause Reason, DateTimeOffset Since, string By);

/// <summary>How a provider, or the hub, closes a service to new referrals and opens it again.</summary>
public static class ClosureApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/closures", All)
            .WithSummary("Those of my organisation's services that are closed to new referrals; of every service for the hub").Produces<IReadOnlyList<ClosureView>>();
        routes.MapPost("/api/services/{service}/close", Close)
            .WithSummary("Close a service to new referrals until a time").Accepts<CloseServiceRequest>("application/json").Produces(StatusCodes.Status204NoContent);
        routes.MapPost("/api/services/{service}/open", Open)
            .WithSummary("Open a service to new referrals again").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> All(HttpContext http, Closures closures, LocalityInForce inForce)
    {
        var closed = await closures.Now(http.RequestAborted);
        return TypedResults.Ok(closures.Of(http.Principal()).Where(s => closed.ContainsKey(s.Id)).Select(s => closed[s.Id] is var of
            ? new ClosureView(s.Id, s.Name, of.Closure.Until, of.Closure.Because, of.At, of.By is { } by ? inForce.Now.NameOf(by) : "") : null).ToList());
    }

    private static async Task<IResult> Close(HttpContext http, Closures closures, LocalityInForce inForce, TimeProvider clock, string service)
    {
        var (request, problem) = await Body.Read<CloseServiceRequest>(http);
        if (request is null)
            return problem!;
        if (WhyNot(http, inForce, service, out var found) is { } refused)
            return refused;
        if (Choices.Read<ClosedBecause>("reason", request.Reason, out var because) is { } wrong)
            return wrong;
        if (request.Until?.ToUniversalTime() is not { } until)
            return Problems.Of([new Problem("until", "Enter until when the service is closed")]);
        if (CloseService.Problem(until, clock.GetUtcNow()) is { } sentence)
            return Problems.Of([new Problem("until", sentence)]);
        await closures.Close(http, found, new(until, because));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Open(HttpContext http, Closures closures, LocalityInForce inForce, string service)
    {
        if (WhyNot(http, inForce, service, out var found) is { } refused)
            return refused;
        await closures.Open(http, found);
        return TypedResults.NoContent();
    }

    private static IResult? WhyNot(HttpContext http, LocalityInForce inForce, string service, out Service found)
    {
        found = inForce.Now.Service(service)!;
        return found is null ? Problems.Of(StatusCodes.Status404NotFound, "The directory has no service of that name.")
            : SetCapacity.Answers(http.Principal(), found) ? null
            : Problems.Of(StatusCodes.Status403Forbidden, "That is not a service of your organisation.");
    }
}
