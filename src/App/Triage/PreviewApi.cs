using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Triage;

/// <summary>What would happen, before anything is sent.</summary>
public static class PreviewApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/triage/preview", Preview)
            .WithSummary("See what would happen to a referral")
            .WithDescription("Takes the form as far as it is filled in: reason, howSoon and postcode are enough. "
                + "Nothing is stored, except that somebody looked a person up by NHS number.")
            .Accepts<ReferralForm>("application/json").Produces<PreviewView>();

    private static async Task<IResult> Preview(HttpContext http, LookAhead ahead, AlreadyKnown known)
    {
        var (form, problem) = await Body.Read<ReferralForm>(http);
        if (form is null)
            return problem!;
        var (preview, number, problems) = await ahead.From(form, http.Principal().Organisation, http.RequestAborted);
        return preview is null ? Problems.Of(problems, emergency: Emergency.Of(form)) : TypedResults.Ok(preview with { AlreadyKnown = await known.Find(http, number) });
    }
}
