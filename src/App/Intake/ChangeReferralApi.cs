using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Intake;

/// <param name="Reason">no-longer-needed, admitted-to-hospital, person-objects, made-in-error, already-referred or other.</param>
public sealed record WithdrawRequest(string? Reason = null, string? Note = null);

/// <param name="ReasonForChange">Why, in words.</param>
/// <param name="Changes">New texts by the name of the field, as in the referral form.</param>
public sealed record CorrectRequest(string? ReasonForChange = null, Dictionary<string, string?>? Changes = null);

/// <summary>What a referrer does with a referral that they made: read, withdraw, correct.</summary>
public static class ChangeReferralApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/referrals/{reference}", (HttpContext http) => Api.Reply(http, http.Stored()))
            .WithSummary("Read a referral").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/withdraw", (Delegate)Withdraw)
            .WithSummary("Take a referral back").Accepts<WithdrawRequest>("application/json").Produces<ReferralView>();
        routes.MapPost("/api/referrals/{reference}/correct", (Delegate)Correct)
            .WithSummary("Correct any field, with a reason").Accepts<CorrectRequest>("application/json").Produces<ReferralView>();
    }

    private static async Task<IResult> Withdraw(HttpContext http)
    {
        var (request, problem) = await Body.Read<WithdrawRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<WithdrawReason>("reason", request.Reason, out var reason) is { } wrong)
            return wrong;
        if (Choices.TooLong("note", request.Note) is { } tooLong)
            return tooLong;
        return await Api.Change(http, (r, _, now) => WithdrawReferral.Decide(r, reason, request.Note, now));
    }

    private static async Task<IResult> Correct(HttpContext http)
    {
        var (request, problem) = await Body.Read<CorrectRequest>(http);
        if (request is null)
            return problem!;
        if (Api.Outdated(http, http.Stored()) is { } outdated)
            return outdated;
        var (stored, decision, problems) = await Correction.Run(http, http.Stored(), request.Changes ?? [], request.ReasonForChange);
        return problems.Count > 0 ? Problems.Of(problems)
            : await Api.Reply(http, stored, decision!);
    }
}

/// <summary>Corrects a referral: the same for the page and the API.</summary>
public static class Correction
{
    public static async Task<(Stored Stored, Decision? Decision, IReadOnlyList<Problem> Problems)> Run(
        HttpContext http, Stored stored, IReadOnlyDictionary<string, string?> changes, string? reason)
    {
        var today = http.RequestServices.GetRequiredService<TimeProvider>().Today();
        var town = http.RequestServices.GetRequiredService<LocalityInForce>().Now;
        IReadOnlyList<Problem> problems = [];
        var (now, decision) = await Api.Change(http, stored, (referral, _, at) =>
        {
            (var made, problems) = CorrectReferral.Decide(referral, changes, reason, town, today, at);
            return made ?? Decision.Nothing;
        });
        return (now, problems.Count > 0 ? null : decision, problems);
    }
}
