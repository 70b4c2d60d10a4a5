using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>The texts that come in ("Messaging webhooks", Twilio docs): only signed requests reach it.</summary>
public static class SmsIn
{
    public const string Address = "/sms/in";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Address, Hear).ExcludeFromDescription();

    /// <summary>
    /// The network itself answers whoever wants no more texts, or wants them again; that is noted, and nothing more is said. YES is one of its
    /// words for wanting them again, and with us accepts an offer: it is noted and done.
    /// </summary>
    private static async Task<IResult> Hear(
        HttpContext http, LocalityInForce town, HeardTexts heard, AnswerText answers, Strangers strangers, OptOuts optOuts)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var (from, message, optOut, cancel) = (form["From"].ToString(), form["MessageSid"].ToString(), form["OptOutType"].ToString().ToUpperInvariant(), http.RequestAborted);
        var said = ReplyText.Read(form["Body"].ToString());
        var number = PhoneNumber.Read(from).Value;
        if (number is not null && (optOut is "STOP" or "START" || said.Word is ReplyWord.Stop or ReplyWord.Start))
            await optOuts.Record(number, optOut is "STOP" || said.Word is ReplyWord.Stop, cancel);
        if (optOut is "STOP" or "HELP" || said.Word is ReplyWord.Stop or ReplyWord.Start)
            return TwiML.Answer();
        if (number is null || town.Now.WithDutyPhone(number).ToList() is not { Count: > 0 } services)
            return await strangers.MayAnswer(from, cancel) ? TwiML.Answer(new Reply(new ReplyAnswers(Words.Of(town.Now.Hub.Phone)).Stranger)) : TwiML.Answer();
        var text = await heard.Of(message.Length > 0 ? message : Guid.NewGuid().ToString("N"), cancel);
        if (text.Answer is { } before)
            return TwiML.Answer(new Reply(before));
        var answer = await answers.Answer(http, text, said, services);
        await heard.Answered(text, answer, cancel);
        return TwiML.Answer(new Reply(answer));
    }
}
