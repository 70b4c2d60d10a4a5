using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>What the network tells by itself of texts and calls that it was asked for: at any time, in any order, and more than once.</summary>
public static class TextWebhooks
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sms/status/{key}/{attempt:int}", (HttpContext http, string key, int attempt, Texting texting, TimeProvider clock) =>
            Tell(http, key, attempt, "MessageSid", "MessageStatus", texting, clock)).ExcludeFromDescription();
        routes.MapPost("/voice/status/{key}/{attempt:int}", (HttpContext http, string key, int attempt, Texting texting, TimeProvider clock) =>
            Tell(http, key, attempt, "CallSid", "CallStatus", texting, clock)).ExcludeFromDescription();
    }

    private static async Task<IResult> Tell(HttpContext http, string key, int attempt, string id, string status, Texting texting, TimeProvider clock)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (TextRows.ReferenceOf(key) is { } reference && form[id].ToString() is { Length: > 0 } its && form[status].ToString() is { Length: > 0 } told)
        {
            int? code = int.TryParse(form["ErrorCode"], out var number) && number > 0 ? number : null;
            await texting.Change(reference, key, d => d.WasReported(attempt, its, told, code, clock.GetUtcNow()), http.RequestAborted);
        }
        return TypedResults.NoContent();
    }
}
