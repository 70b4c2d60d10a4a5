using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Messages;

namespace SinglePointOfReferral.App.Messages;

/// <param name="AnswerWanted">It is a question.</param>
/// <param name="InAnswerTo">The number of the message with the question that it answers.</param>
/// <param name="To">Whom the hub writes to: referrer, service or hub; the referrer when left out. A referrer always writes to the service that has
/// the referral, or to the hub when none has; a provider to the referrer; an answer goes to whoever asked.</param>
public sealed record MessageRequest(string? Text = null, bool AnswerWanted = false, int? InAnswerTo = null, string? To = null);

/// <summary>What the referrer, the providers and the hub write to each other about a referral.</summary>
public static class MessagesApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals/{reference}/messages", (Delegate)Post)
            .WithSummary("Send a message, ask for information, or answer").Accepts<MessageRequest>("application/json").Produces<ReferralView>();

    private static async Task<IResult> Post(HttpContext http)
    {
        var (request, problem) = await Body.Read<MessageRequest>(http);
        if (request is null)
            return problem!;
        Side? to = null;
        if (request.To is not null)
        {
            if (Choices.Read<Side>("to", request.To, out var side) is { } wrong)
                return wrong;
            to = side;
        }
        return Choices.TooLong("text", request.Text)
            ?? await Api.Change(http, (r, who, now) => SendMessage.Decide(r, request.Text, request.AnswerWanted, request.InAnswerTo, who.Organisation, now, to: to));
    }
}
