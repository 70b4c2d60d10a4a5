using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>The texts that come in ("Messaging webhooks", Twilio docs): only signed requests reach it.</summary>
public static class SmsIn
{
    public const string Address = "/sms/in";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Address, Hear).ExcludeFromDescription();

    private static async Task<IResult> Hear(HttpContext http, TextDesk desk)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var text = new TextIn(
            form["MessageSid"].ToString() is { Length: > 0 } id ? id : Guid.NewGuid().ToString("N"), form["From"].ToString(), form["Body"].ToString(),
            form["OptOutType"].ToString().ToUpperInvariant());
        return TwiML.Answer(await desk.Answer(http, text) is { } answer ? [new Reply(answer)] : []);
    }
}

/// <summary>What came from the telephone network.</summary>
/// <param name="Id">The network's id of it.</param>
/// <param name="OptOut">STOP, START or HELP where the network took it for such and has answered it itself; empty otherwise.</param>
public sealed record TextIn(string Id, string From, string Body, string OptOut);

/// <summary>
/// Answers a text, or says nothing. Nobody sees that a text was not answered but whoever waits for it, so that a duty phone is told when
/// its answer may not have been recorded.
/// </summary>
public sealed partial class TextDesk(
    LocalityInForce locality, HeardTexts heard, AnswerText answers, Strangers strangers, RepeatedAnswers repeated, OptOuts optOuts, ILogger<TextDesk> log)
{
    public async Task<string?> Answer(HttpContext http, TextIn text)
    {
        var number = PhoneNumber.Read(text.From).Value;
        var services = number is null ? [] : locality.Now.WithDutyPhone(number).ToList();
        var says = new ReplyAnswers(Words.Of(locality.Now.Hub.Phone));
        try
        {
            var said = ReplyText.Read(text.Body);
            await NoteWhetherWanted(number, text, said, services.Count > 0, http.RequestAborted);
            if (text.OptOut is "STOP" or "HELP" || said.Word is ReplyWord.Stop or ReplyWord.Start)
                return null;
            if (number is null || services.Count == 0)
                return await strangers.MayAnswer(text.From, http.RequestAborted) ? says.Stranger : null;
            return await Answer(http, text, said, number, services);
        }
        catch (Exception e) when (e is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(e.GetType().Name, LastResort.Where(e));
            return number is not null && services.Count > 0 && repeated.MaySay(number, says.NotSure) ? says.NotSure : null;
        }
    }

    private async Task<string?> Answer(HttpContext http, TextIn text, ReplyText said, PhoneNumber number, IReadOnlyList<Service> services)
    {
        var before = await heard.Of(text.Id, http.RequestAborted);
        if (before.Answer is not null)
            return before.Answer;
        var answer = await answers.Answer(http, before, said, services);
        await KeepAnswer(before, answer, http.RequestAborted);
        return repeated.MaySay(number, answer) ? answer : null;
    }

    /// <summary>What was recorded is told, whether or not the answer can be kept: delivered again, the text finds what it has recorded.</summary>
    private async Task KeepAnswer(HeardText text, string answer, CancellationToken cancel)
    {
        try
        {
            await heard.Answered(text, answer, cancel);
        }
        catch (Ports.StorageUnavailableException e)
        {
            LogFailed(e.GetType().Name, LastResort.Where(e));
        }
    }

    /// <summary>
    /// The network itself keeps texts from whoever sent STOP, until they send a word that lets them in again. YES is one of those, and with us
    /// accepts an offer: it does both.
    /// </summary>
    private async Task NoteWhetherWanted(PhoneNumber? number, TextIn text, ReplyText said, bool isKnown, CancellationToken cancel)
    {
        bool? wanted = text.OptOut is "STOP" || said.Word is ReplyWord.Stop ? false : text.OptOut is "START" || said.Word is ReplyWord.Start || ReplyText.WantsTexts(text.Body) ? true : null;
        if (number is not null && wanted is { } isWanted && (isKnown || strangers.MayNote()))
            await optOuts.Record(number, optedOut: !isWanted, cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A text that came in could not be answered: {Kind} {Where}")]
    private partial void LogFailed(string kind, string where);
}
