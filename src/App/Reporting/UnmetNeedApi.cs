using System.Globalization;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Reporting;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Reporting;

/// <summary>How often something occurred.</summary>
/// <param name="Of">Its code; <c>all</c> for everything together.</param>
/// <param name="Count">As it is for the hub. For others rounded to the nearest five, so that what is hidden cannot be had by taking the
/// rest from the total, and null where it is so small that it might point to a person.</param>
public sealed record Tally(string Of, string Name, int? Count)
{
    private const int Small = 5;

    /// <summary>As it is to be shown.</summary>
    public string Shown => Count?.ToString(CultureInfo.InvariantCulture) ?? $"fewer than {Small}";

    public static Tally For(string of, string name, int count, bool isRounded) =>
        new(of, name, !isRounded ? count : count is > 0 and < Small ? null : (count + Small / 2) / Small * Small);
}

/// <summary>A month's unmet need in numbers: each time that a service had no place, or that none was left and the hub took it.</summary>
/// <param name="Month">Like 2026-11, by the clocks of England.</param>
/// <param name="ByService">Of those that a service declined.</param>
/// <param name="IsRounded">Every number is rounded to the nearest five, and those below five are hidden.</param>
public sealed record UnmetNeedView(
    string Month, Tally All, IReadOnlyList<Tally> ByPathway, IReadOnlyList<Tally> ByDistrict, IReadOnlyList<Tally> ByService, bool IsRounded)
{
    public static UnmetNeedView Of(DateOnly month, IReadOnlyList<UnmetNeed> unmet, Locality town, Principal who)
    {
        var isRounded = !who.Is(Role.Hub);
        return new(
            month.ToString(UnmetNeeds.MonthFormat, CultureInfo.InvariantCulture), Tally.For("all", "All", unmet.Count, isRounded),
            By(u => Code.Of(u.Pathway), u => Plain.Of(u.Pathway)), By(u => u.District, u => u.District),
            By(u => u.Service, u => town.Service(u.Service!)?.Name ?? u.Service!), isRounded);

        IReadOnlyList<Tally> By(Func<UnmetNeed, string?> of, Func<UnmetNeed, string> name) =>
        [
            .. unmet.Where(u => of(u) is not null).GroupBy(of).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Tally.For(g.Key!, name(g.First()), g.Count(), isRounded)),
        ];
    }
}

/// <summary>Unmet need, for the hub and for commissioners: numbers, and never a reference.</summary>
public static class UnmetNeedApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/unmet-need", async (HttpContext http, UnmetNeeds needs, Locality town, TimeProvider clock, string? month) =>
            ReadMonth(month, clock) is { } read
                ? (IResult)TypedResults.Ok(UnmetNeedView.Of(read, await needs.In(read, http.RequestAborted), town, http.Principal()))
                : Problems.Of([new Problem("month", AskMonth)]))
        .WithSummary("How often in a month a service was needed and had no place").Produces<UnmetNeedView>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    public const string AskMonth = "Enter a month as year and month, like 2026-11";

    /// <summary>The first day of a month; of this month where none is given, null where it cannot be read.</summary>
    public static DateOnly? ReadMonth(string? text, TimeProvider clock) => string.IsNullOrWhiteSpace(text) ? clock.Today()
        : DateOnly.TryParseExact(text.Trim(), UnmetNeeds.MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
