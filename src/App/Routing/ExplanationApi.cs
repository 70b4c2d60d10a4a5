using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.App.Routing;

/// <summary>Why a referral stands where it does.</summary>
public static class ExplanationApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/referrals/{reference}/explanation", (HttpContext http, Locality locality) =>
                Explanation.Of(http.Stored().Referral, http.Stored().Facts, locality))
            .WithSummary("Why this service: the rules, the comparison and who decided, for each strand");
}
