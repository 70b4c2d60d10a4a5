using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>What to find a referral by: one of the three.</summary>
/// <param name="Name">Whole words of the person's name, in any order.</param>
public sealed record FindRequest(string? NhsNumber = null, string? Reference = null, string? Name = null);

/// <summary>The lists, and what failed on its way to them.</summary>
public static class ListsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/referrals", (HttpContext http, Lists lists) => lists.Read(Lists.Of(http.Principal().Organisation), http.RequestAborted))
            .WithSummary("My organisation's open referrals");
        routes.MapGet("/api/worklist", (HttpContext http, Lists lists) => lists.Read(Lists.Worklist(http.Principal().Organisation), http.RequestAborted))
            .WithSummary("What is on offer to my organisation or in its hands");
        routes.MapGet("/api/hub/referrals", (HttpContext http, Lists lists) => lists.Read(Lists.Hub, http.RequestAborted))
            .WithSummary("Everything open, the one due soonest first");
        routes.MapPost("/api/hub/find", Find)
            .WithSummary("Open referrals by NHS number or name, or one by reference").Accepts<FindRequest>("application/json").Produces<IReadOnlyList<Reference>>();
        routes.MapGet("/api/hub/failed-messages", (HttpContext http, FailedMessages failed) => failed.List(http.RequestAborted))
            .WithSummary("Messages that could not be worked on, and why");
        routes.MapPost("/api/hub/failed-messages/{key}/replay", Replay)
            .WithSummary("Try a failed message again").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Find(HttpContext http, PersonIndex index, Lists lists, AuditLog audit)
    {
        var (request, problem) = await Body.Read<FindRequest>(http);
        if (request is null)
            return problem!;
        if (!string.IsNullOrWhiteSpace(request.NhsNumber))
        {
            var number = NhsNumber.Read(request.NhsNumber);
            if (!number.IsRead)
                return Problems.Of([new Problem("nhsNumber", number.Problem)]);
            await audit.RecordSearch(http, number.Value);
            return TypedResults.Ok(await index.Find(number.Value, http.RequestAborted));
        }
        if (!string.IsNullOrWhiteSpace(request.Name))
        {
            var words = NameWords.Of(request.Name);
            if (words.All(w => w.Length < 2))
                return Problems.Of([new Problem("name", "Enter at least one whole word of the name")]);
            await audit.RecordSearch(http, words);
            return TypedResults.Ok<IReadOnlyList<Reference>>([.. (await lists.Find(words, http.RequestAborted)).Select(l => l.Reference)]);
        }
        var reference = Reference.Read(request.Reference ?? "");
        return reference.IsRead ? TypedResults.Ok<IReadOnlyList<Reference>>([reference.Value]) : Problems.Of([new Problem("reference", reference.Problem)]);
    }

    private static async Task<IResult> Replay(HttpContext http, FailedMessages failed, string key) =>
        await failed.Replay(key, http.RequestAborted)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "That message is not on the list, or is still being tried. Look at the list again.");
}
