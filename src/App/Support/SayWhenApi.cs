using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Support;

/// <param name="Minutes">In how many minutes somebody will be with the person: from 1 to 720.</param>
public sealed record EtaRequest(int? Minutes = null);

/// <summary>A provider says when it comes.</summary>
public static class SayWhenApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/referrals/{reference}/strands/{strand:int}/eta", SayWhen)
        .WithSummary("Say when somebody will be with the person").Accepts<EtaRequest>("application/json").Produces<ReferralView>();

    private static async Task<IResult> SayWhen(HttpContext http, int strand)
    {
        var (request, problem) = await Body.Read<EtaRequest>(http);
        return problem ?? await Api.Change(http, (r, who, now) => ExpectVisit.In(r, strand, who.Organisation, request!.Minutes ?? 0, now));
    }
}
