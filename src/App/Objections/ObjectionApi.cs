using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Objections;

/// <param name="Wish">objects, or takes-back.</param>
/// <param name="Why">What the person said, in words.</param>
/// <param name="TakenBy">The name of who heard it; without it whoever sends this.</param>
public sealed record ObjectionRequest(string? NhsNumber = null, string? Wish = null, string? Why = null, string? TakenBy = null);

/// <summary>What holds of one person.</summary>
/// <param name="NhsNumber">Masked but for its last three digits.</param>
/// <param name="Wish">objects, or takes-back.</param>
/// <param name="At">When it was recorded, in UTC.</param>
/// <param name="By">The name of who recorded it.</param>
public sealed record ObjectionView(string NhsNumber, WishOf Wish, DateTimeOffset At, string Why, string TakenBy, string By)
{
    internal static ObjectionView Of(RecordedWish recorded) => new(
        recorded.Wish.Number.ToString(), recorded.Wish.Objects ? WishOf.Objects : WishOf.TakesBack, recorded.At, recorded.Wish.Why, recorded.Wish.TakenBy, recorded.By.Name);
}

/// <summary>Who objects to their information being shared further.</summary>
public static class ObjectionApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/objections", All).WithSummary("Who objects to sharing, and who took that back, without saying who it is").Produces<IReadOnlyList<ObjectionView>>();
        routes.MapPost("/api/objections", Post)
            .WithSummary("Record that a person objects to sharing, or takes that back")
            .WithDescription("It reaches every referral of the NHS number, open or not, and those that are made later.")
            .Accepts<ObjectionRequest>("application/json").Produces(StatusCodes.Status204NoContent).Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> All(HttpContext http, ObjectionList objections, AuditLog audit)
    {
        await audit.Record(http, Act.Viewed, ObjectionList.Table);
        return TypedResults.Ok((await objections.All(http.RequestAborted)).Select(ObjectionView.Of).ToList());
    }

    private static async Task<IResult> Post(HttpContext http, ObjectionList objections, AuditLog audit)
    {
        var (request, problem) = await Body.Read<ObjectionRequest>(http);
        if (request is null)
            return problem!;
        var by = http.Principal().Actor;
        var (wish, problems) = ReadWish.From(
            request.NhsNumber, Domain.Code.TryRead(request.Wish, out WishOf chosen) ? chosen : null, request.Why, request.TakenBy, by);
        if (wish is null)
            return Problems.Of(problems);
        await audit.Record(http, Act.Changed, objections.About(wish.Number), Domain.Code.Of(chosen));
        return await objections.Record(wish, by, http.RequestAborted) ? TypedResults.NoContent() : TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }
}
