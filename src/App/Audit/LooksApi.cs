using System.Globalization;
using System.Text;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Audit;

/// <summary>Who has looked at what: of a referral for those who look after it, of a person for the governance lead.</summary>
public static class LooksApi
{
    /// <summary>What is told of a referral where no days are asked for.</summary>
    public const int UsualOfReferral = 28;

    /// <summary>The same of a person, and of what is rare.</summary>
    public const int UsualOfPerson = 7;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Told(routes.MapGet("/api/referrals/{reference}/looked", (HttpContext http, Looks looks, TimeProvider clock, string? from, string? to) =>
            Answer(from, to, clock, UsualOfReferral, async days => TypedResults.Ok(await AtReferral(http, looks, days)))))
            .WithSummary("Who has looked at a referral from one day to another, without its content");
        Csv(routes.MapGet("/api/referrals/{reference}/looked.csv", (HttpContext http, Looks looks, TimeProvider clock, string? from, string? to) =>
            Answer(from, to, clock, UsualOfReferral, async days => File(await AtReferral(http, looks, days), http.Stored().Reference.Text))));
        Told(routes.MapGet("/api/governance/people/{person}/looked", (HttpContext http, Looks looks, TimeProvider clock, string person, string? from, string? to) =>
            Answer(from, to, clock, UsualOfPerson, async days => TypedResults.Ok(await looks.By(person, days, http.RequestAborted)))))
            .WithSummary("What somebody has looked at, searched for and been refused from one day to another");
        Csv(routes.MapGet("/api/governance/people/{person}/looked.csv", (HttpContext http, Looks looks, TimeProvider clock, string person, string? from, string? to) =>
            Answer(from, to, clock, UsualOfPerson, async days => File(await looks.By(person, days, http.RequestAborted), "person"))));
        Told(routes.MapGet("/api/governance/acts", (HttpContext http, Looks looks, TimeProvider clock, string? from, string? to) =>
            Answer(from, to, clock, UsualOfPerson, async days => TypedResults.Ok(await looks.Rare(days, http.RequestAborted)))))
            .WithSummary("Refusals, searches, exports, broken glass and changes from one day to another");
    }

    /// <summary>The network address tells where somebody works from, and is for the governance lead alone.</summary>
    public static Task<LooksView> AtReferral(HttpContext http, Looks looks, DaysAsked days) =>
        looks.At(http.Stored().Reference, days, withAddress: http.Principal().Is(Role.GovernanceLead), http.RequestAborted);

    private static RouteHandlerBuilder Told(RouteHandlerBuilder route) => route.Produces<LooksView>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static void Csv(RouteHandlerBuilder route) => route.WithSummary("The same as comma-separated values")
        .Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Answer(string? from, string? to, TimeProvider clock, int usual, Func<DaysAsked, Task<IResult>> answer)
    {
        var (days, problems) = DaysAsked.Read(from, to, clock.Today(), usual);
        return days is null ? Problems.Of(problems) : await answer(days);
    }

    private static IResult File(LooksView view, string of) => TypedResults.File(
        Encoding.UTF8.GetBytes(LooksCsv.Of(view)), "text/csv; charset=utf-8",
        string.Create(CultureInfo.InvariantCulture, $"looked-{of}-{view.From:yyyy-MM-dd}-{view.To:yyyy-MM-dd}.csv"));
}
