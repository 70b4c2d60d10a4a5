using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Intake;

/// <param name="Same">Whether the two are of the same person.</param>
public sealed record MatchRequest(bool? Same = null);

/// <summary>The hub says whether two referrals are of the same person.</summary>
public static class DecideMatchApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals/{reference}/matches/{other}", (Delegate)Run)
            .WithSummary("Say whether another open referral is of the same person").Accepts<MatchRequest>("application/json").Produces<ReferralView>();

    private static async Task<IResult> Run(HttpContext http, string other)
    {
        var (request, problem) = await Body.Read<MatchRequest>(http);
        if (request is null)
            return problem!;
        if (request.Same is not { } same)
            return Problems.Of([new Problem("same", "Say true or false: whether they are of the same person")]);
        return Reference.Read(other).Value is { } reference
            ? await Api.Change(http, (r, _, now) => DecideMatch.Decide(r, reference, same, now))
            : Problems.Of(Refusal.NoSuchMatch);
    }
}
