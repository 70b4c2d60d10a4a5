using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Intake;

/// <param name="Into">The reference of the referral that is kept.</param>
public sealed record MergeRequest(string? Into = null);

/// <summary>The hub ends a duplicate, and what it said goes on in another referral.</summary>
public static class MergeApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals/{reference}/merge", (Delegate)Run)
            .WithSummary("Merge a duplicate into another referral of the same person")
            .WithDescription("What the duplicate said is added to the other, its referrer follows that one from now on, and the duplicate ends. The answer is the duplicate.")
            .Accepts<MergeRequest>("application/json").Produces<ReferralView>();

    private static async Task<IResult> Run(HttpContext http, Merging merging)
    {
        var (request, problem) = await Body.Read<MergeRequest>(http);
        if (request is null)
            return problem!;
        if (Api.Outdated(http, http.Stored()) is { } outdated)
            return outdated;
        if (await merging.Find(http, request.Into ?? "") is not { } kept)
            return Problems.Of(Refusal.NotTheSamePerson);
        var (_, duplicate, decision) = await merging.Run(http, kept, http.Stored());
        return await Api.Reply(http, duplicate, decision);
    }
}

/// <summary>
/// Merges two referrals, the same for the page and the API: first what the duplicate said is added to the one that is kept, then the
/// duplicate ends. Each is a change of its own; where only the first was done, doing it again does the second.
/// </summary>
public sealed class Merging(ReferralJournal journal)
{
    /// <summary>The other referral, of which somebody is about to be told something.</summary>
    public async Task<Stored?> Find(HttpContext http, string reference)
    {
        if (Reference.Read(reference).Value is not { } other || await journal.Load(other, http.RequestAborted) is not { } found)
            return null;
        await http.RequestServices.GetRequiredService<Views>().Record(http, other);
        return found;
    }

    public async Task<(Stored Kept, Stored Duplicate, Decision Decision)> Run(HttpContext http, Stored kept, Stored duplicate)
    {
        var (keptNow, added) = await Api.Change(http, kept, (referral, _, now) => MergeReferrals.Keep(referral, duplicate.Referral, now));
        if (added.Refused is not null)
            return (keptNow, duplicate, added);
        var (ended, decision) = await Api.Change(http, duplicate, (referral, _, now) => MergeReferrals.End(keptNow.Referral, referral, now));
        return (keptNow, ended, decision);
    }
}
