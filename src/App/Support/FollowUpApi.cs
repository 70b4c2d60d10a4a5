using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Support;

/// <param name="Result">at-home, in-hospital, in-care-home, died, could-not-contact or objected.</param>
public sealed record FollowUpRequest(string? Result = null, string? Note = null);

/// <summary>Where the person is some weeks after the support began.</summary>
public static class FollowUpApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals/{reference}/follow-ups/{followUp}", Answer)
            .WithSummary("Record where the person is, as a follow-up asks").Accepts<FollowUpRequest>("application/json").Produces<ReferralView>();

    private static async Task<IResult> Answer(HttpContext http, string followUp)
    {
        var (request, problem) = await Body.Read<FollowUpRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<FollowUpResult>("result", request.Result, out var result) is { } wrong)
            return wrong;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, who, now) =>
            FollowUpPerson.Decide(r, followUp, who.Organisation, who.Is(Role.Hub), result, request.Note, now));
    }
}
