using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>
/// A call that reads out what a text could not tell, and takes the answer to an offer. Whoever answers at a service's telephone answers
/// for the service. That a key was pressed is how we know that somebody, and no machine, has heard it.
/// </summary>
public sealed partial class CallWebhooks(HttpContext http, Stored stored, Dispatch text, int attempt)
{
    private const int MostSilences = 3;
    private const string Goodbye = "Goodbye.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/voice/message/{key}/{attempt:int}", (HttpContext http, string key, int attempt) => On(http, key, attempt, c => c.Answered())).ExcludeFromDescription();
        routes.MapPost("/voice/message/{key}/{attempt:int}/keys", (HttpContext http, string key, int attempt) => On(http, key, attempt, c => c.Keys())).ExcludeFromDescription();
        routes.MapPost("/voice/message/{key}/{attempt:int}/reason", (HttpContext http, string key, int attempt) => On(http, key, attempt, c => c.Reason())).ExcludeFromDescription();
    }

    private static async Task<IResult> On(HttpContext http, string key, int attempt, Func<CallWebhooks, Task<IReadOnlyList<Verb>>> answer)
    {
        try
        {
            return TwiML.Answer(await Verbs(http, key, attempt, answer));
        }
        catch (Exception e) when (e is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(http.RequestServices.GetRequiredService<ILogger<CallWebhooks>>(), e.GetType().Name, LastResort.Where(e));
            return TwiML.Answer(Trouble(http, key, attempt));
        }
    }

    private static async Task<IReadOnlyList<Verb>> Verbs(HttpContext http, string key, int attempt, Func<CallWebhooks, Task<IReadOnlyList<Verb>>> answer) =>
        TextRows.ReferenceOf(key) is { } reference && await http.RequestServices.GetRequiredService<ReferralJournal>().Load(reference, http.RequestAborted) is { } stored
            && TextRows.Of(stored).FirstOrDefault(t => t.Dispatch.Key == key)?.Dispatch is { } text
                ? await answer(new(http, stored, text, attempt)) : End("There is no message.");

    /// <summary>What fails is said, and can be tried again as often as silence is borne.</summary>
    private static IReadOnlyList<Verb> Trouble(HttpContext http, string key, int attempt)
    {
        const string sorry = "That could not be recorded just now.";
        var times = Silences(http) + 1;
        return times >= MostSilences ? End($"{sorry} Please telephone the hub on {Words.Of(http.RequestServices.GetRequiredService<LocalityInForce>().Now.Hub.Phone)}.")
            : [new Gather($"/voice/message/{key}/{attempt}/keys?silent={times}", [new Say($"{sorry} Press 9 to hear the message and answer again.")], Digits: 1, FinishOn: "", Timeout: 8)];
    }

    /// <summary>That the network asks what to say is how we know that it has a call of which its answer told nothing.</summary>
    private async Task<IReadOnlyList<Verb>> Answered()
    {
        if (text.Attempts.ElementAtOrDefault(attempt - 1) is { Id: null } && http.Request.HasFormContentType && http.Request.Form["CallSid"].ToString() is { Length: > 0 } id)
            await Tell(d => d.WasReported(attempt, id, "in-progress", null, Now));
        return Message();
    }

    private IReadOnlyList<Verb> Message(string before = "") => IsOver
        ? End($"Referral {Spoken.Of(stored.Reference)} is no longer on offer to you. There is nothing more to do.")
        : [Ask("keys", [.. before.Length > 0 ? new Verb[] { new Say(before) } : [], new Say(Told), new Say(IsOffer
            ? "Press 1 to accept. Press 2 if your service cannot take it. Press 9 to hear this again."
            : "Press 1 to say that you have heard this. Press 9 to hear it again.")])];

    private async Task<IReadOnlyList<Verb>> Keys()
    {
        if (await Pressed() is not { Length: > 0 } digits)
            return Silence(Message);
        return (digits, IsOffer) switch
        {
            ("1", true) => await Accept(),
            ("1", false) => End("Thank you."),
            ("2", true) => AskReason(),
            ("9", _) => Message(),
            _ => Message("That key does nothing here."),
        };
    }

    private async Task<IReadOnlyList<Verb>> Reason()
    {
        if (await Pressed() is not { Length: > 0 } digits)
            return Silence(AskReason);
        if (digits == "9")
            return Message();
        if (!int.TryParse(digits, out var key) || DeclineKeys.Of(key) is not { } reason)
            return AskReason("That key does nothing here.");
        if (Answering() is not { } strand)
            return Message();
        var (_, decision) = await Api.Change(http, stored, (r, who, now) => DeclineOffer.Decide(r, strand, who.Organisation, reason, null, now, seen: text.Offer));
        return End(decision.Refused is { } refusal ? Refusals.Sentence(refusal) : $"Thank you. Referral {Spoken.Of(stored.Reference)} goes to another service or to the hub.");
    }

    private async Task<IReadOnlyList<Verb>> Accept()
    {
        if (Answering() is not { } strand)
            return Message();
        var (_, decision) = await http.RequestServices.GetRequiredService<Acceptance>().Accept(http, stored, strand, seen: text.Offer);
        return End(decision.Refused is { } refusal ? Refusals.Sentence(refusal) : $"Thank you. You have accepted referral {Spoken.Of(stored.Reference)}. Sign in to see it, or ring the hub.");
    }

    private IReadOnlyList<Verb> AskReason(string before = "") => IsOver ? Message() :
    [
        Ask("reason",
        [
            .. before.Length > 0 ? new Verb[] { new Say(before) } : [], new Say("Say why."),
            .. DeclineKeys.All.Select(d => new Say($"Press {d.Key} for: {Plain.Of(d.Reason)}.")), new Say("Press 9 to go back."),
        ]),
    ];

    private IReadOnlyList<Verb> Silence(Func<string, IReadOnlyList<Verb>> again)
    {
        var times = Silences(http) + 1;
        if (times >= MostSilences)
            return End("");
        return [.. again("").Select(v => v is Gather g ? g with { Action = $"{g.Action}?silent={times}" } : v)];
    }

    private static int Silences(HttpContext http) => int.TryParse(http.Request.Query["silent"], out var before) ? before : 0;

    /// <summary>What was pressed; that anything was is recorded first.</summary>
    private async Task<string> Pressed()
    {
        var digits = (await http.Request.ReadFormAsync(http.RequestAborted))["Digits"].ToString();
        if (digits.Length > 0)
            await Tell(d => d.WasHeard(attempt, Now));
        return digits;
    }

    private Task Tell(Func<Dispatch, Dispatch> told) =>
        http.RequestServices.GetRequiredService<Texting>().Change(stored.Reference, text.Key, told, http.RequestAborted);

    private DateTimeOffset Now => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>From here on the service asks; null where it has nothing to answer any more.</summary>
    private int? Answering()
    {
        if (IsOver || Service is not { } service)
            return null;
        http.AsksByTelephone(DutyPhone.Of(service), http.Request.Form["CallSid"].ToString());
        return stored.Referral.Strands.First(s => s.Current?.FactNumber == text.Offer).Number;
    }

    private Service? Service => text.Service is { } id ? http.RequestServices.GetRequiredService<LocalityInForce>().Now.Service(id) : null;

    private bool IsOffer => text.Offer is not null;

    /// <summary>The service has it no more; of what it has accepted by an earlier press of the same key, that is told again.</summary>
    private bool IsOver => IsOffer && (stored.Referral.IsWithdrawn || !stored.Referral.Strands.Exists(s => s.Current?.FactNumber == text.Offer));

    private string Told => (text.Said ?? text.Body).Replace(stored.Reference.Spaced, Spoken.Of(stored.Reference), StringComparison.Ordinal);

    private Gather Ask(string where, IReadOnlyList<Verb> says) => new($"/voice/message/{text.Key}/{attempt}/{where}", says, Digits: 1, FinishOn: "", Timeout: 8);

    private static IReadOnlyList<Verb> End(string words) => [.. words.Length > 0 ? new Verb[] { new Say(words) } : [], new Say(Goodbye), new Hangup()];

    [LoggerMessage(Level = LogLevel.Error, Message = "A call about a text could not be gone on with: {Kind} {Where}")]
    private static partial void LogFailed(ILogger log, string kind, string where);
}
