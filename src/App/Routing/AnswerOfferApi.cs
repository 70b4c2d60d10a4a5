using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <param name="Reason">no-capacity, outside-catchment, not-eligible, needs-hospital, already-known or other.</param>
public sealed record DeclineRequest(string? Reason = null, string? Note = null);

/// <param name="Service">The id of the service that was telephoned.</param>
/// <param name="Answer">accepted or declined.</param>
/// <param name="ToldBy">The name of who answered for the service.</param>
/// <param name="Reason">Where it is declined: no-capacity, outside-catchment, not-eligible, needs-hospital, already-known or other.</param>
public sealed record TelephoneAnswerRequest(string? Service = null, string? Answer = null, string? ToldBy = null, string? Reason = null, string? Note = null);

/// <summary>What a service can answer.</summary>
public enum OfferAnswer { Accepted, Declined }

/// <param name="Service">The id of the service in the directory.</param>
public sealed record OfferRequest(string? Service = null, string? Reason = null);

/// <summary>How providers answer offers, and how the hub makes one by hand.</summary>
public static class AnswerOfferApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/accept", Accept)
            .WithSummary("Accept an offer").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/decline", Decline)
            .WithSummary("Decline an offer, with a reason").Accepts<DeclineRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/answer", Answer)
            .WithSummary("Record what a service answered by telephone").Accepts<TelephoneAnswerRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/offer", Offer)
            .WithSummary("Offer to a service of the hub's choice").Accepts<OfferRequest>("application/json").Produces<ReferralView>();
    }

    private static async Task<IResult> Accept(HttpContext http, int strand, Acceptance acceptance)
    {
        var stored = http.Stored();
        if (Api.Outdated(http, stored) is { } outdated)
            return outdated;
        var (now, decision) = await acceptance.Accept(http, stored, strand);
        return await Api.Reply(http, now, decision);
    }

    private static async Task<IResult> Decline(HttpContext http, int strand)
    {
        var (request, problem) = await Body.Read<DeclineRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<DeclineReason>("reason", request.Reason, out var reason) is { } wrong)
            return wrong;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) => DeclineOffer.Decide(r, strand, who.Organisation, reason, request.Note, now));
    }

    private static async Task<IResult> Answer(HttpContext http, int strand, Acceptance acceptance)
    {
        var (request, problem) = await Body.Read<TelephoneAnswerRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<OfferAnswer>("answer", request.Answer, out var answer) is { } wrong)
            return wrong;
        if ((Choices.TooLong("note", request.Note) ?? Choices.TooLong("toldBy", request.ToldBy)) is { } tooLong)
            return tooLong;
        var (service, stored) = (request.Service ?? "", http.Stored());
        if (answer is OfferAnswer.Declined)
        {
            return Choices.Read<DeclineReason>("reason", request.Reason, out var reason)
                ?? await Api.Change(http, (r, _, now) => RecordAnswer.Declines(r, strand, service, request.ToldBy, reason, request.Note, now));
        }
        if (Api.Outdated(http, stored) is { } outdated)
            return outdated;
        var (after, decision) = await acceptance.AcceptFor(http, stored, strand, service, request.ToldBy);
        return await Api.Reply(http, after, decision);
    }

    private static async Task<IResult> Offer(HttpContext http, int strand, Locality locality)
    {
        var (request, problem) = await Body.Read<OfferRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.TooLong("reason", request.Reason) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, _, now) => OfferByHand.Decide(r, strand, request.Service ?? "", request.Reason ?? "", locality, now));
    }
}
