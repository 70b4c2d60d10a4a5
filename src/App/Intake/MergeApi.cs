using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Intake;

/// <param name="Into">The reference of the referral that is kept.</param>
public sealed record MergeRequest(string? Into = null);

/// <summary>The hub ends a duplicate, and what it said goes on in another referral.</summary>
public static class MergeApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals/{reference}/merge", (Delegate)Run)
            .WithSummary("Merge a duplicate into another referral of the same person")
            .WithDescription("What the duplicate said is added to the other, its referrer follows that one from now on, and the duplicate ends. The answer is the duplicate.")
            .Accepts<MergeRequest>("application/json").Produces<ReferralView>();

    private static async Task<IResult> Run(HttpContext http, Merging merging)
    {
        var (request, problem) = await Body.Read<MergeRequest>(http);
        if (request is null)
            return problem!;
        if (Api.Outdated(http, http.Stored()) is { } outdated)
            return outdated;
        if (await merging.Find(http, request.Into ?? "") is not { } kept)
            return Problems.Of(Refusal.NotTheSamePerson);
        var (_, duplicate, decision) = await merging.Run(http, kept, http.Stored());
        return await Api.Reply(http, duplicate, decision);
    }
}
