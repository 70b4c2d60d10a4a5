using System.Globalization;
using System.Text;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.App.Reporting;

/// <summary>The measures, for the hub and for commissioners: numbers, and never a reference.</summary>
public static class MeasuresApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/measures", (HttpContext http, MeasureRows rows, Locality town, TimeProvider clock, string? from, string? to, string? by) =>
                Answer(http, rows, town, clock, (from, to, by), TypedResults.Ok))
            .WithSummary("What was measured of the referrals received from one day to another, by day, service, pathway, referrer or practice")
            .Produces<MeasuresView>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/api/measures.csv", (HttpContext http, MeasureRows rows, Locality town, TimeProvider clock, string? from, string? to, string? by) =>
                Answer(http, rows, town, clock, (from, to, by), view => TypedResults.File(
                    Encoding.UTF8.GetBytes(MeasuresCsv.Of(view)), "text/csv; charset=utf-8",
                    string.Create(CultureInfo.InvariantCulture, $"measures-{view.From:yyyy-MM-dd}-{view.To:yyyy-MM-dd}.csv"))))
            .WithSummary("The same as comma-separated values").Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Answer(
        HttpContext http, MeasureRows rows, Locality town, TimeProvider clock, (string? From, string? To, string? By) asked, Func<MeasuresView, IResult> answer)
    {
        var (query, problems) = MeasuresQuery.Read(asked.From, asked.To, asked.By);
        if (query is null)
            return Problems.Of(problems);
        var totals = new MeasureTotals(query.By, clock.GetUtcNow());
        await rows.AddTo(totals, query.From, query.To, http.RequestAborted);
        return answer(MeasuresView.Of(query, totals, town, http.Principal()));
    }
}
