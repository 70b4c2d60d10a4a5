namespace SinglePointOfReferral.App.Telephone;

/// <summary>The calls that were put through to the hub.</summary>
public static class HubCallsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/hub/calls", (HttpContext http, HubCalls calls) => calls.Read(http.RequestAborted))
            .WithSummary("The calls that were put through to the hub and that nobody has dealt with, the latest first, with what was keyed on them");
        routes.MapPost("/api/hub/calls/{call}/done", Done)
            .WithSummary("Take a call off the board: it was dealt with").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Done(HttpContext http, HubCalls calls, string call)
    {
        await calls.TakeOff(call, http.RequestAborted);
        return TypedResults.NoContent();
    }
}
