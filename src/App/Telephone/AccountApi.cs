using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>What is left out stays as it is.</summary>
/// <param name="Pin">The new PIN: four to eight digits.</param>
/// <param name="Texts">What they want to be texted about: any of accepted, visited, moved-on and closed. Only whoever refers is texted.</param>
public sealed record AccountRequest(string? Pin = null, IReadOnlyList<string>? Texts = null);

/// <summary>What everybody sets for themselves.</summary>
public static class AccountApi
{
    private const string Address = "/api/account/telephone";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Read).WithSummary("Your staff number and which texts you get").Produces<AccountView>();
        routes.MapPost(Address, Set).WithSummary("Set your PIN, or choose which texts you get").Accepts<AccountRequest>("application/json").Produces<AccountView>();
    }

    private static async Task<IResult> Read(HttpContext http, TelephoneAccount account) => TypedResults.Ok(await account.Of(http.Principal(), http.RequestAborted));

    private static async Task<IResult> Set(HttpContext http, TelephoneAccount account)
    {
        var (request, unread) = await Body.Read<AccountRequest>(http);
        if (request is null)
            return unread!;
        var (who, cancel) = (http.Principal(), http.RequestAborted);
        var wanted = request.Texts?.Select(t => Code.TryRead(t, out ReferrerText text) ? text : (ReferrerText?)null).ToList();
        List<Problem> problems =
        [
            .. request.Pin is { } pin && await account.ProblemWith(pin, who, cancel) is { } wrong ? [new Problem("pin", wrong)] : Array.Empty<Problem>(),
            .. wanted?.Contains(null) == true ? [new Problem("texts", $"Choose any of: {string.Join(", ", Code.All<ReferrerText>())}")] : Array.Empty<Problem>(),
            .. wanted is not null && !TelephoneAccount.IsTexted(who) ? [new Problem("texts", "Only whoever refers is texted: the texts of a service go to its duty phone")] : Array.Empty<Problem>(),
        ];
        if (problems.Count > 0)
            return Problems.Of(problems);
        if (request.Pin is { } set)
            await account.SetPin(who, set, cancel);
        if (wanted is not null)
            await account.Choose(who, [.. wanted.OfType<ReferrerText>().Distinct()], cancel);
        return TypedResults.Ok(await account.Of(who, cancel));
    }
}
