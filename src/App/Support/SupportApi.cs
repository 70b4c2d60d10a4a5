using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Support;

/// <param name="Happened">When the person was seen, with its offset or in UTC; now when left out.</param>
public sealed record VisitRequest(DateTimeOffset? Happened = null, string? Note = null);

/// <param name="Outcome">One of the closed list of outcomes, like no-ongoing-support.</param>
public sealed record CloseRequest(string? Outcome = null, string? Note = null);

/// <param name="Pathway">rapid-response, reablement, intermediate-care, voluntary-sector or advice.</param>
/// <param name="Urgency">two-hours, two-days or routine.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record StrandRequest(string? Pathway = null, string? Urgency = null, string? Reason = null);

/// <summary>What a provider records: the visit and the outcome; and what else is wanted.</summary>
public static class SupportApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/visit", Visit)
            .WithSummary("Record the first contact face to face").Accepts<VisitRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/close", Close)
            .WithSummary("Close a strand with its outcome").Accepts<CloseRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands", (Delegate)Add)
            .WithSummary("Add another kind of support, with a reason").Accepts<StrandRequest>("application/json").Produces<ReferralView>();
    }

    private static async Task<IResult> Visit(HttpContext http, int strand)
    {
        var (request, problem) = await Body.Read<VisitRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) =>
            RecordVisit.Decide(r, strand, who.Organisation, request.Happened?.ToUniversalTime() ?? r.Strand(strand)?.VisitedAt ?? now, request.Note, now));
    }

    private static async Task<IResult> Close(HttpContext http, int strand)
    {
        var (request, problem) = await Body.Read<CloseRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<Outcome>("outcome", request.Outcome, out var outcome) is { } wrong)
            return wrong;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) =>
            CloseStrand.Decide(r, strand, who.Organisation, who.Is(Role.Hub), outcome, request.Note, now));
    }

    private static async Task<IResult> Add(HttpContext http)
    {
        var (request, problem) = await Body.Read<StrandRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<Pathway>("pathway", request.Pathway, out var pathway) is { } noPathway)
            return noPathway;
        if (Choices.Read<Urgency>("urgency", request.Urgency, out var urgency) is { } noUrgency)
            return noUrgency;
        if (Choices.TooLong("reason", request.Reason) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) =>
            AddStrand.Decide(r, pathway, urgency, request.Reason, who.Organisation, who.Is(Role.Hub), now));
    }
}
