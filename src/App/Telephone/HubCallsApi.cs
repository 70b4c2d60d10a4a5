using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>A call on the board: who rings and what for, not who it is about.</summary>
/// <param name="At">When it was put through, in UTC; the first time, where there were more.</param>
/// <param name="Times">How often somebody who has not signed in was put through from that number.</param>
/// <param name="Rang">ringing, answered or missed: whoever was missed waits to be rung back.</param>
/// <param name="MayRefer">False for whoever may not refer, such as a service's duty phone.</param>
/// <param name="Reference">The referral that it is about, or that was made of it; null for none.</param>
/// <param name="IsLate">It has waited for more than 15 minutes.</param>
public sealed record HubCallView(
    string Id, DateTimeOffset At, string? CallerName, OdsCode? Organisation, PhoneNumber? From, int Times, HubRang Rang, bool MayRefer, bool IsLate,
    string? Reason, string? HowSoon, string? SafeToWait, bool NhsNumberKeyed, Reference? Reference)
{
    public static HubCallView Of(HubCall call, DateTimeOffset now) => new(
        call.Id, call.At, call.CallerName, call.Organisation, call.From, call.Times, call.Rang, call.MayRefer, call.IsLateAt(now),
        call.Keyed?.Reason, call.Keyed?.HowSoon, call.Keyed?.SafeToWait, call.Keyed?.NhsNumber is not null, call.Reference);
}

/// <summary>The calls that were put through to the hub.</summary>
public static class HubCallsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/hub/calls", Calls)
            .WithSummary("The calls that were put through to the hub and that nobody has dealt with: whoever waits to be rung back first; of each, those who have signed in first, then the latest");
        routes.MapPost("/api/hub/calls/{call}/done", Done)
            .WithSummary("Take a call off the board: it was dealt with").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IReadOnlyList<HubCallView>> Calls(HttpContext http, HubCalls calls, TimeProvider clock) =>
        [.. (await calls.Read(http.RequestAborted)).Select(c => HubCallView.Of(c, clock.GetUtcNow()))];

    private static async Task<IResult> Done(HttpContext http, HubCalls calls, string call)
    {
        await calls.TakeOff(http, call);
        return TypedResults.NoContent();
    }
}
