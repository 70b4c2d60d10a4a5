using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Support;

/// <param name="Instrument">The id of one of the locality's instruments.</param>
public sealed record InstrumentRequest(string? Instrument = null, int? Score = null)
{
    /// <summary>Scores as the domain has them; one that is left out is no score of any instrument, and refused.</summary>
    public static IReadOnlyList<InstrumentScore>? Read(IReadOnlyList<InstrumentRequest>? requests) =>
        requests is null ? null : [.. requests.Select(r => new InstrumentScore(r?.Score is null ? "" : r.Instrument ?? "", r?.Score ?? 0))];
}

/// <param name="Pathway">rapid-response, reablement, intermediate-care, voluntary-sector or advice.</param>
/// <param name="Urgency">two-hours, two-days or routine.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record OnwardRequest(string? Pathway = null, string? Urgency = null, string? Reason = null);

/// <param name="Outcome">One of the outcomes that this kind of support can have, like no-ongoing-support.</param>
/// <param name="Scores">Where the person stands with each goal at the end, from 1 to 10, in the order of the goals; null for one without.</param>
/// <param name="Ended">When the support ended, with its offset or in UTC; now when left out.</param>
/// <param name="AdmissionAvoided">Whether the person would have been admitted to hospital without it; left out where that cannot be said.</param>
/// <param name="HoursBefore">Hours of support a week before, from 0 to 168, with one decimal at most.</param>
/// <param name="HoursAfter">The same after it.</param>
/// <param name="Instruments">Where the person stands by the locality's instruments.</param>
/// <param name="Onward">What the person needs next: one more strand.</param>
public sealed record CloseRequest(
    string? Outcome = null, string? Note = null, IReadOnlyList<int?>? Scores = null, DateTimeOffset? Ended = null, bool? AdmissionAvoided = null,
    decimal? HoursBefore = null, decimal? HoursAfter = null, IReadOnlyList<InstrumentRequest>? Instruments = null, OnwardRequest? Onward = null);

/// <param name="Until">The last day of the support, like 2026-05-12.</param>
/// <param name="Reason">Why it goes on for longer.</param>
/// <param name="ApprovedBy">The name of who approved it: somebody else than who records it.</param>
public sealed record ExtensionRequest(DateOnly? Until = null, string? Reason = null, string? ApprovedBy = null);

/// <summary>How support is extended, and how it ends.</summary>
public static class EpisodeApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/extension", Extend)
            .WithSummary("Extend the support, with a reason and who approved it").Accepts<ExtensionRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/close", Close)
            .WithSummary("Close a strand with its outcome").Accepts<CloseRequest>("application/json").Produces<ReferralView>();
    }

    private static async Task<IResult> Extend(HttpContext http, int strand, LocalityInForce town)
    {
        var (request, problem) = await Body.Read<ExtensionRequest>(http);
        if (request is null)
            return problem!;
        if (request.Until is not { } until)
            return Problems.Of([new Domain.Intake.Problem("until", "Enter the last day of the support, like 2026-05-12")]);
        if ((Choices.TooLong("reason", request.Reason) ?? Choices.TooLong("approvedBy", request.ApprovedBy)) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) =>
            ExtendSupport.Decide(r, strand, who.Organisation, until, request.Reason, request.ApprovedBy, who.Actor.Name, town.Now, now));
    }

    private static async Task<IResult> Close(HttpContext http, int strand, LocalityInForce town)
    {
        var (request, problem) = await Body.Read<CloseRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<Outcome>("outcome", request.Outcome, out var outcome) is { } wrong)
            return wrong;
        if (ReadOnward(request.Onward, out var onward) is { } wrongOnward)
            return wrongOnward;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        var ending = new Ending(
            outcome, request.Note, request.Scores, request.Ended?.ToUniversalTime(), request.AdmissionAvoided, request.HoursBefore, request.HoursAfter,
            InstrumentRequest.Read(request.Instruments), onward);
        return await Api.Change(http, (r, who, now) => CloseStrand.Decide(r, strand, who.Organisation, who.Is(Role.Hub), ending, town.Now, now));
    }

    private static IResult? ReadOnward(OnwardRequest? request, out Onward? onward)
    {
        onward = null;
        if (request is null)
            return null;
        if (Choices.Read<Pathway>("onward.pathway", request.Pathway, out var pathway) is { } noPathway)
            return noPathway;
        if (Choices.Read<Urgency>("onward.urgency", request.Urgency, out var urgency) is { } noUrgency)
            return noUrgency;
        onward = new(pathway, urgency, request.Reason);
        return Choices.TooLong("onward.reason", request.Reason);
    }
}
