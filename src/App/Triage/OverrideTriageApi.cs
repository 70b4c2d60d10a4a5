using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Triage;

/// <param name="Pathway">rapid-response, reablement, intermediate-care, voluntary-sector or advice.</param>
/// <param name="Urgency">two-hours, two-days or routine.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record OverrideRequest(string? Pathway = null, string? Urgency = null, string? Reason = null);

/// <summary>A clinician at the hub decides otherwise than the rules.</summary>
public static class OverrideTriageApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/override", Override)
            .WithSummary("Decide pathway and urgency otherwise than the rules, with a reason").Accepts<OverrideRequest>("application/json").Produces<ReferralView>();

    private static async Task<IResult> Override(HttpContext http, int strand)
    {
        var (request, problem) = await Body.Read<OverrideRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<Pathway>("pathway", request.Pathway, out var pathway) is { } noPathway)
            return noPathway;
        if (Choices.Read<Urgency>("urgency", request.Urgency, out var urgency) is { } noUrgency)
            return noUrgency;
        if (Choices.TooLong("reason", request.Reason) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, _, now) => OverrideTriage.Decide(r, strand, pathway, urgency, request.Reason, now));
    }
}
