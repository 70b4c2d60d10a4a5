using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Audit;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <param name="Reason">immediate-danger, person-is-with-me, asked-by-hub, safeguarding or other.</param>
/// <param name="Words">Why, in words; always needed.</param>
public sealed record BreakGlassRequest(string? Reason = null, string? Words = null);

/// <param name="Justified">Whether they were right to look.</param>
public sealed record ReviewGlassRequest(bool? Justified = null, string? Words = null);

/// <summary>Somebody with no part in a referral looked at it, as the governance lead sees it: nothing of what the referral says.</summary>
/// <param name="Looks">What they looked at while they might.</param>
public sealed record GlassView(
    Reference Reference, int Number, string By, string Name, string Organisation, GlassReason Reason, string Words, DateTimeOffset At, DateTimeOffset Until,
    bool? Justified, string? ReviewWords, string? ReviewedBy, DateTimeOffset? ReviewedAt, IReadOnlyList<Look> Looks);

/// <summary>Breaks the glass, and has it reviewed.</summary>
public static class GlassApi
{
    /// <summary>The page on which the glass is broken.</summary>
    public const string Route = "/referrals/{reference}/break-glass";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api" + Route, (Delegate)Ask)
            .WithSummary("See a referral in which my organisation has no part, for an hour; the governance lead is told at once")
            .Accepts<BreakGlassRequest>("application/json").Produces<ReferralView>();
        routes.MapGet("/api" + Route + "/{glass:int}", async (HttpContext http, Looks looks, int glass) =>
            Find(http.Stored(), glass) is { } broken ? (IResult)TypedResults.Ok(await View(http, http.Stored(), broken, looks)) : Problems.Of(Refusal.NoSuchBrokenGlass))
            .WithSummary("Who broke the glass, why, and what they looked at").Produces<GlassView>();
        routes.MapPost("/api" + Route + "/{glass:int}", (Delegate)Review)
            .WithSummary("Say whether somebody was right to break the glass").Accepts<ReviewGlassRequest>("application/json").Produces<GlassView>();
        routes.MapGet("/api/governance/broken-glass", (HttpContext http, GlassList list) => list.Read(http.RequestAborted))
            .WithSummary("Broken glass that nobody has reviewed yet");
    }

    public static BrokenGlass? Find(Stored stored, int number) => stored.Referral.Broken.Find(g => g.Number == number);

    /// <summary>Breaks it for whoever asks; recorded in the log first.</summary>
    public static async Task<(Stored Stored, Decision Decision)> Break(HttpContext http, GlassReason reason, string words)
    {
        var (actor, clock) = (http.Principal().Actor, http.RequestServices.GetRequiredService<TimeProvider>());
        if (!http.Stored().Referral.Broken.Exists(g => g.Opens(actor, clock.GetUtcNow())))
            await http.RequestServices.GetRequiredService<AuditLog>().Record(http, http.Stored().Reference, Act.BrokeGlass, Code.Of(reason));
        return await Api.Change(http, http.Stored(), (r, who, now) => BreakGlass.Decide(r, who.Actor, reason, words, now));
    }

    /// <summary>Whether somebody may see it without.</summary>
    public static bool NeedsNone(HttpContext http) => Permissions.For(HttpMethods.Get, "/referrals/{reference}")!.Allows(
        http.Principal(), http.Stored().Referral, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    public static async Task<GlassView> View(HttpContext http, Stored stored, BrokenGlass broken, Looks looks) => new(
        stored.Reference, broken.Number, broken.By.Id, broken.By.Name, broken.By.Organisation?.Text ?? "", broken.Reason, broken.Words, broken.At, broken.Until,
        broken.Review?.IsJustified, broken.Review?.Words, broken.Review?.By.Name, broken.Review?.At,
        await looks.During(broken.By.Id, broken.At, broken.Until, http.RequestAborted));

    private static async Task<IResult> Ask(HttpContext http)
    {
        var (request, problem) = await Body.Read<BreakGlassRequest>(http);
        if (request is null)
            return problem!;
        if (Choices.Read<GlassReason>("reason", request.Reason, out var reason) is { } wrong)
            return wrong;
        if (string.IsNullOrWhiteSpace(request.Words))
            return Problems.Of([new("words", "Say in a few words why you must see it")]);
        if (Choices.TooLong("words", request.Words) is { } tooLong)
            return tooLong;
        if (NeedsNone(http))
        {
            await http.RequestServices.GetRequiredService<AuditLog>().Record(http, http.Stored().Reference);
            return Api.Reply(http, http.Stored());
        }
        var (stored, decision) = await Break(http, reason, request.Words);
        return await Api.Reply(http, stored, decision);
    }

    private static async Task<IResult> Review(HttpContext http, Looks looks, int glass)
    {
        var (request, problem) = await Body.Read<ReviewGlassRequest>(http);
        if (request is null)
            return problem!;
        if (request.Justified is not { } justified)
            return Problems.Of([new("justified", "Say whether it was justified: true or false")]);
        if (Choices.TooLong("words", request.Words) is { } tooLong)
            return tooLong;
        var (stored, decision) = await Api.Change(http, http.Stored(), (r, _, now) => ReviewGlass.Decide(r, glass, justified, request.Words, now));
        return decision.Refused is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(await View(http, stored, Find(stored, glass)!, looks));
    }
}
