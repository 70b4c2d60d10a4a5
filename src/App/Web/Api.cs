using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Web;

/// <summary>What the API's endpoints have in common.</summary>
public static class Api
{
    /// <summary>
    /// Decides about the referral that the address names and records what comes of it. Where the caller says in If-Match which
    /// version it has seen, nothing is changed if there is a later one.
    /// </summary>
    public static async Task<IResult> Change(HttpContext http, Func<Referral, Principal, DateTimeOffset, Decision> decide)
    {
        var stored = http.Stored();
        if (Outdated(http, stored) is { } outdated)
            return outdated;
        var (now, decision) = await Change(http, stored, decide);
        return await Reply(http, now, decision);
    }

    /// <summary>That there is a later version than the caller has seen; null where there is not.</summary>
    public static IResult? Outdated(HttpContext http, Stored stored) => http.Request.Headers.IfMatch is [{ } wanted] && wanted != "*" && wanted != ETag(stored)
        ? Problems.Of(StatusCodes.Status409Conflict, "The referral has changed since you read it. Read it again, then decide.") : null;

    /// <summary>The same for pages.</summary>
    public static Task<(Stored Stored, Decision Decision)> Change(
        HttpContext http, Stored stored, Func<Referral, Principal, DateTimeOffset, Decision> decide, Hold? hold = null)
    {
        var principal = http.Principal();
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        return http.RequestServices.GetRequiredService<ReferralJournal>()
            .Change(stored, r => decide(r, principal, clock.GetUtcNow()), principal.Actor, IdempotencyKey(http), http.RequestAborted, hold);
    }

    /// <summary>What came of a decision. Where no fact tells that somebody was here, that they are shown the referral is recorded.</summary>
    public static async Task<IResult> Reply(HttpContext http, Stored now, Decision decision)
    {
        if (decision.Refused is { } refusal)
            return Problems.Of(refusal);
        if (decision.Facts.Count == 0)
            await http.RequestServices.GetRequiredService<AuditLog>().Record(http, now.Reference);
        return Reply(http, now);
    }

    /// <summary>A referral with its version as the ETag.</summary>
    public static IResult Reply(HttpContext http, Stored stored)
    {
        http.Response.Headers.ETag = ETag(stored);
        return TypedResults.Ok(http.RequestServices.GetRequiredService<ReferralViews>().Of(stored, http.Principal()));
    }

    /// <summary>The caller's name for this request at this address.</summary>
    public static string? IdempotencyKey(HttpContext http) =>
        http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? $"{http.Request.Path}\n{key}" : null;

    private static string ETag(Stored stored) => $"\"{stored.Referral.Version}\"";
}
