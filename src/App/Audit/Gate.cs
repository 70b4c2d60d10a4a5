using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <summary>
/// The one gate: every request passes the permission table. What it had to read to decide, the principal and the referral, is
/// handed on, so that nothing is read twice; each view is recorded before anything is shown.
/// </summary>
public sealed class Gate(RequestDelegate next, ReferralJournal journal, AuditLog audit, Callers callers, Webhooks webhooks, RunMode mode)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }
        var permission = Permissions.For(http.Request.Method, endpoint.RoutePattern.RawText ?? "");
        var (principal, unlisted) = permission is null ? Caller.Nobody : await CallerOf(http, permission, endpoint);
        if (principal is not null)
            http.Features.Set(principal with { Actor = principal.Actor with { From = CameFrom.Of(http, mode) } });
        if (permission is null)
            await Forbid(http, "Nobody may use this address in this way.");
        else if (unlisted is not null)
            await unlisted.Answer(http, mode);
        else if (permission.IsForHost ? !FunctionsHost.CameThroughProxy(http.Request) : permission.IsPublic)
            await next(http);
        else if (permission.IsSigned && await webhooks.IsSigned(http))
            await next(http);
        else if (permission.IsSigned)
            await Refuse(http, StatusCodes.Status403Forbidden, "Only the telephone network may use this address.");
        else if (permission.IsForHost)
            await Refuse(http, StatusCodes.Status404NotFound, "There is nothing at this address.");
        else if (IsForged(http.Request))
            await Forbid(http, "This request was made by a page of another site.");
        else if (principal is null)
            await AskToSignIn(http, endpoint);
        else
            await Pass(http, permission, principal);
    }

    /// <summary>Who is asking, where that matters: a public page shows who is there if that can be told, and to somebody who is not on the list
    /// the start page says so.</summary>
    private async Task<Caller> CallerOf(HttpContext http, Permission permission, RouteEndpoint endpoint)
    {
        if (permission.IsForHost || permission.IsSigned || (permission.IsPublic && endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null))
            return Caller.Nobody;
        try
        {
            var caller = await callers.Of(http);
            return permission.IsPublic && permission.Route != "/" ? caller with { Unlisted = null } : caller;
        }
        catch (StorageUnavailableException) when (permission.IsPublic)
        {
            return Caller.Nobody;
        }
    }

    private async Task Pass(HttpContext http, Permission permission, Principal principal)
    {
        if (!permission.Allows(principal))
        {
            await Forbid(http, "Your role does not include this.");
            return;
        }
        if (http.Request.RouteValues.TryGetValue("reference", out var text))
        {
            var reading = Reference.Read(text as string ?? "");
            var stored = reading.IsRead ? await journal.Load(reading.Value, http.RequestAborted) : null;
            if (stored is null)
            {
                await Refuse(http, StatusCodes.Status404NotFound, reading.Problem is { } problem ? problem.TrimEnd('.') + "." : "There is no referral of that reference. Check the number.");
                return;
            }
            if (!permission.Allows(principal, stored.Referral))
            {
                await Forbid(http, "Your organisation has no part in this referral.", stored.Reference.Text);
                return;
            }
            if (stored.Referral.ErasedAt is { } erased)
            {
                await Refuse(http, StatusCodes.Status410Gone, $"Who this referral was about was erased on {Domain.Worklist.Plain.Date(erased)}. Nothing more is known of it here.");
                return;
            }
            http.Features.Set(stored);
        }
        if (permission.Records is { } act && HttpMethods.IsGet(http.Request.Method))
            await audit.Record(http, act, AboutOf(http));
        await next(http);
    }

    /// <summary>What the address names: a referral, or a person of the staff.</summary>
    private static string? AboutOf(HttpContext http) => http.Features.Get<Stored>() is { } stored ? stored.Reference.Text
        : http.Request.RouteValues.TryGetValue("person", out var id) && AuditIndex.Person($"{id}") is var person && StorageLimits.IsKey(person) ? person : null;

    private Task AskToSignIn(HttpContext http, RouteEndpoint endpoint)
    {
        if (Problems.WantsJson(http))
            return Refuse(http, StatusCodes.Status401Unauthorized, "Sign in first.");
        var canComeBack = Permissions.For(HttpMethods.Get, endpoint.RoutePattern.RawText ?? "") is not null;
        if (http.Request.HasFormContentType)
            return Refuse(http, StatusCodes.Status401Unauthorized, "You were signed out meanwhile, and nothing was recorded. Sign in again, then send it from here.");
        http.Response.Redirect(mode.SignInAddress(canComeBack ? http.Request.Path + http.Request.QueryString : "/"));
        return Task.CompletedTask;
    }

    /// <summary>A browser says when a page of another site makes it send something; pages have a token against that, the API has this. One too
    /// old to say so tells from where at least, and nothing of ours sends to the API.</summary>
    private static bool IsForged(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "cross-site" or "same-site" => true,
        "" => request.Path.StartsWithSegments("/api") && request.Headers.Origin is [{ } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value),
        _ => false,
    };

    /// <summary>Refuses somebody who is signed in, which is recorded; nobody is there to be named of others.</summary>
    private async Task Forbid(HttpContext http, string sentence, string? about = null)
    {
        if (http.PrincipalOrNull() is not null)
            await audit.Record(http, Act.Refused, about);
        await Refuse(http, StatusCodes.Status403Forbidden, sentence);
    }

    private static Task Refuse(HttpContext http, int status, string sentence) => Problems.Write(http, status, sentence);
}

/// <summary>What the gate found out about a request.</summary>
public static class Gated
{
    /// <summary>Who is asking. Only behind the gate on a route that is not public.</summary>
    public static Principal Principal(this HttpContext http) => http.Features.Get<Principal>() ?? throw new InvalidOperationException("This route does not ask who is there.");

    /// <summary>Whoever a telephone is believed to be asks from here on, and what they ask for is done once however often it arrives.</summary>
    /// <param name="requestId">The network's id of what was said.</param>
    public static void AsksByTelephone(this HttpContext http, Principal principal, string requestId)
    {
        http.Features.Set(principal with { Actor = principal.Actor with { From = CameFrom.Of(http, http.RequestServices.GetRequiredService<RunMode>()) } });
        http.Request.Headers["Idempotency-Key"] = requestId;
    }

    public static Principal? PrincipalOrNull(this HttpContext http) => http.Features.Get<Principal>();

    /// <summary>The referral that the address names. Only behind the gate on a route with a reference.</summary>
    public static Stored Stored(this HttpContext http) => http.Features.Get<Stored>() ?? throw new InvalidOperationException("This route names no referral.");
}
