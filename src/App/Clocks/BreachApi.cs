using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Clocks;

/// <param name="Clock">The id of the clock's rule, like two-hours.</param>
/// <param name="Strand">The strand; left out where the clock is about the referral as a whole.</param>
/// <param name="Since">When the clock started, where it ran out more than once; the latest when left out.</param>
/// <param name="Reason">not-enough-staff, travel, more-urgent-calls, no-access, waited-for-information, address-wrong, referred-late,
/// offered-late, recorded-late or other.</param>
public sealed record LateRequest(string? Clock = null, int? Strand = null, DateTimeOffset? Since = null, string? Reason = null, string? Note = null);

/// <summary>What is said of a clock that has run out.</summary>
public static class BreachApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/referrals/{reference}/late/acknowledge", (Delegate)Acknowledge)
            .WithSummary("Say that one sees to what is late: nobody more is told").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/late", (Delegate)Explain)
            .WithSummary("Say why a clock ran out").Accepts<LateRequest>("application/json").Produces<ReferralView>();
    }

    private static Task<IResult> Acknowledge(HttpContext http, Locality town) =>
        Api.Change(http, (r, who, now) => AcknowledgeBreach.Decide(r, who.Organisation, who.Is(Role.Hub), town, now));

    private static async Task<IResult> Explain(HttpContext http)
    {
        var (request, problem) = await Body.Read<LateRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<LateBecause>("reason", request.Reason, out var reason) is { } wrong)
            return wrong;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) =>
            ExplainBreach.Decide(r, request.Clock ?? "", request.Strand, request.Since, reason, request.Note, who.Organisation, who.Is(Role.Hub), now));
    }
}
