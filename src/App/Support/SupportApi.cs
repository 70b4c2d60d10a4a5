using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Support;

/// <param name="Happened">When the person was seen, with its offset or in UTC; now when left out.</param>
public sealed record VisitRequest(DateTimeOffset? Happened = null, string? Note = null);

/// <param name="Reason">nobody-answered, person-out, person-refused, not-safe-for-staff, wrong-address or other.</param>
/// <param name="Happened">When somebody was there, with its offset or in UTC; now when left out.</param>
public sealed record AttemptRequest(string? Reason = null, DateTimeOffset? Happened = null, string? Note = null);

/// <param name="Words">What the person wants to reach, in their own words.</param>
/// <param name="Score">How near they are to it now, from 1 to 10.</param>
public sealed record GoalRequest(string? Words = null, int? Score = null);

/// <param name="Goals">One to five.</param>
/// <param name="Instruments">Where the person stands by the locality's instruments.</param>
public sealed record GoalsRequest(IReadOnlyList<GoalRequest>? Goals = null, IReadOnlyList<InstrumentRequest>? Instruments = null);

/// <param name="Note">How it goes.</param>
/// <param name="Scores">Where the person stands with each goal now, from 1 to 10, in the order of the goals; null for one without.</param>
public sealed record ReviewRequest(string? Note = null, IReadOnlyList<int?>? Scores = null);

/// <param name="Pathway">rapid-response, reablement, intermediate-care, voluntary-sector or advice.</param>
/// <param name="Urgency">two-hours, two-days or routine.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record StrandRequest(string? Pathway = null, string? Urgency = null, string? Reason = null);

/// <summary>What a provider records: the visit, goals and reviews; and what else is wanted.</summary>
public static class SupportApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/visit", Visit)
            .WithSummary("Record the first contact face to face").Accepts<VisitRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/attempts", Attempt)
            .WithSummary("Record that somebody went and did not see the person").Accepts<AttemptRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/goals", Agree)
            .WithSummary("Record the goals agreed with the person").Accepts<GoalsRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/reviews", Review)
            .WithSummary("Record a review of the support").Accepts<ReviewRequest>("application/json").Produces<ReferralView>();
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

    private static async Task<IResult> Attempt(HttpContext http, int strand)
    {
        var (request, problem) = await Body.Read<AttemptRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<NoAccess>("reason", request.Reason, out var reason) is { } wrong)
            return wrong;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) =>
            AttemptVisit.Decide(r, strand, who.Organisation, reason, request.Happened?.ToUniversalTime() ?? now, request.Note, now));
    }

    private static async Task<IResult> Agree(HttpContext http, int strand, LocalityInForce town)
    {
        var (request, problem) = await Body.Read<GoalsRequest>(http);
        if (request is null)
            return problem!;
        // A list may have nothing in it, whatever its type says.
        List<Goal> goals = [.. (request.Goals ?? []).Select(g => new Goal(g?.Words ?? "", g?.Score))];
        if (goals.FindIndex(g => g.Words.Length > Goal.LongestWords) is var at and >= 0)
            return Problems.Of([new Problem($"goals[{at}].words", Choices.TooLongSentence(goals[at].Words.Length, Goal.LongestWords))]);
        return await Api.Change(http, (r, who, now) => AgreeGoals.Decide(
            r, strand, who.Organisation, goals, InstrumentRequest.Read(request.Instruments), town.Now, now));
    }

    private static async Task<IResult> Review(HttpContext http, int strand)
    {
        var (request, problem) = await Body.Read<ReviewRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) => ReviewSupport.Decide(r, strand, who.Organisation, request.Note, request.Scores, now));
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
