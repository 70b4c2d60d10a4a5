using System.Text.RegularExpressions;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>
/// What the telephone network tells of calls that come in ("Voice webhooks" and "TwiML Gather", Twilio docs). The answer is always a
/// document that can be spoken, whatever was sent and whatever fails.
/// </summary>
public static partial class IncomingCalls
{
    private const int LongestKeys = 32;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/voice/call", (HttpContext http, CallDesk desk) => Speak(http, desk, turn: null)).ExcludeFromDescription();
        routes.MapPost("/voice/call/{turn:int}", (HttpContext http, CallDesk desk, int turn) => Speak(http, desk, turn)).ExcludeFromDescription();
        routes.MapPost("/voice/ended", Ended).ExcludeFromDescription();
    }

    private static async Task<IResult> Speak(HttpContext http, CallDesk desk, int? turn)
    {
        var form = await Form(http);
        if (CallId(form) is not { } id)
            return TwiML.Answer(CallDocument.NoCall);
        return TwiML.Answer(await desk.Answer(http, new(id, From(form), turn, Keys(form), form["DialCallStatus"].ToString())));
    }

    private static async Task<IResult> Ended(HttpContext http, LiveCalls live)
    {
        if (CallId(await Form(http)) is { } id)
            await live.End(id, http.RequestAborted);
        return TwiML.Answer();
    }

    private static async Task<IFormCollection> Form(HttpContext http) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;

    private static string? CallId(IFormCollection form) => form["CallSid"].ToString() is var id && IsId().IsMatch(id) ? id : null;

    /// <summary>Null where it is withheld: anonymous, or some number abroad.</summary>
    private static PhoneNumber? From(IFormCollection form) => form["From"].ToString() is { Length: <= LongestKeys } from ? PhoneNumber.Read(from).Value : null;

    /// <summary>A # alone ends digits before there are any, and is told apart from silence only by its own name.</summary>
    private static string Keys(IFormCollection form) => form["Digits"].ToString() switch
    {
        "" when form["FinishedOnKey"] == "#" => "#",
        { Length: > LongestKeys } tooLong => tooLong[..LongestKeys],
        var keys => keys,
    };

    [GeneratedRegex("^[A-Za-z0-9]{1,64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsId();
}

/// <summary>What came from the telephone network.</summary>
/// <param name="Turn">Which turn it answers; null for a call that comes in.</param>
/// <param name="Keys">Empty for silence.</param>
/// <param name="HubRang">How the call to the hub ended; empty where none did.</param>
public sealed record Keyed(string CallId, PhoneNumber? From, int? Turn, string Keys, string HubRang);

/// <summary>
/// Answers what is keyed. A turn that was taken already is answered with where the call stands and nothing is done; of two that come at
/// once one is taken.
/// </summary>
public sealed partial class CallDesk(LiveCalls live, SignInByPhone signIn, CallAsks asks, HubCalls calls, LocalityInForce locality, TimeProvider clock, ILogger<CallDesk> log)
{
    public async Task<IReadOnlyList<Verb>> Answer(HttpContext http, Keyed keyed)
    {
        var hub = locality.Now.Hub;
        try
        {
            return CallDocument.Of(await Take(http, keyed), hub);
        }
        catch (Exception e) when (e is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(e.GetType().Name, LastResort.Where(e));
            return CallDocument.Trouble(hub);
        }
    }

    private async Task<Call> Take(HttpContext http, Keyed keyed)
    {
        if (await live.Find(keyed.CallId, http.RequestAborted) is not { } found)
            return await Begin(keyed, http.RequestAborted);
        if (keyed.Turn != found.Call.Turn)
            return found.Call;
        var (call, who) = await Next(http, found, keyed);
        return await live.Save(new(call, who, found.ETag) { SettlesLeft = found.Call.Left is not null }, http.RequestAborted) ? call
            : (await live.Find(keyed.CallId, http.RequestAborted))?.Call ?? call;
    }

    /// <summary>A call that is not known comes in, or was forgotten because nothing was keyed for long.</summary>
    private async Task<Call> Begin(Keyed keyed, CancellationToken cancel)
    {
        var call = new Call(keyed.CallId, keyed.From);
        if (keyed.HubRang.Length > 0)
            return call with { Step = Step.Ended };
        var begun = await signIn.Begin(call, cancel);
        return await live.Save(begun, cancel) ? begun.Call : (await live.Find(keyed.CallId, cancel))?.Call ?? begun.Call;
    }

    private async Task<(Call Call, Principal? Who)> Next(HttpContext http, LiveCall found, Keyed keyed)
    {
        var wasAnswered = keyed.HubRang is "completed" or "answered";
        if (keyed.HubRang.Length > 0 && found.Call.Step is Step.Hub)
            await calls.Tell(found.Call.MatterId, found.Call.From ?? found.Call.RingBackOn, wasAnswered, http.RequestAborted);
        var (call, ask) = keyed.HubRang.Length > 0 ? Ivr.HubRang(found.Call, wasAnswered) : Ivr.Take(found.Call, keyed.Keys, clock.Today());
        var who = found.Who;
        while (ask is { } asked)
        {
            (var came, who) = await asks.Do(http, asked, call, who, keyed.Keys);
            (call, ask) = ResumeCall.With(call, came);
        }
        return (call, who);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A call could not be gone on with: {Kind} {Where}")]
    private partial void LogFailed(string kind, string where);
}
