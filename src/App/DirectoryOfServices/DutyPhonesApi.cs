using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <param name="Numbers">One to five UK mobile numbers, the first of them first; none for those of the directory.</param>
public sealed record DutyPhonesRequest(IReadOnlyList<string>? Numbers = null);

/// <summary>The duty phones of every service, for the administrator.</summary>
public static class DutyPhonesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/duty-phones", (HttpContext http, ChangeDutyPhones change) => change.All(http.RequestAborted)).WithSummary("The duty phones in force, and those of the directory");
        routes.MapPost("/api/services/{service}/duty-phones", Set).WithSummary("Set the duty phones of a service, from now on").Accepts<DutyPhonesRequest>("application/json").Produces<DutyPhonesView>();
    }

    private static async Task<IResult> Set(HttpContext http, ChangeDutyPhones change, string service)
    {
        var (request, problem) = await Body.Read<DutyPhonesRequest>(http);
        if (request is null)
            return problem!;
        if (change.Service(service) is not { } found)
            return Problems.Of(StatusCodes.Status404NotFound, "The directory has no service of that name.");
        if (request.Numbers is { Count: 0 })
            return TypedResults.Ok(await change.Set(http, found, null));
        return ChangeDutyPhones.Read(request.Numbers ?? []) is { } numbers
            ? TypedResults.Ok(await change.Set(http, found, numbers))
            : Problems.Of([new Problem("numbers", ChangeDutyPhones.AskNumbers)]);
    }
}
