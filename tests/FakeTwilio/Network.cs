using System.Collections.Concurrent;

namespace SinglePointOfReferral.FakeTwilio;

/// <summary>A text that a handset has shown.</summary>
public sealed record Shown(string Sid, string To, string Body, string StatusCallback);

/// <summary>A call that was made: what was heard on it and with whom it was put through.</summary>
public sealed record Heard(string Sid, string To, string From, bool IsAnswered, IReadOnlyList<string> Said, IReadOnlyList<string> Dialled);

/// <summary>What became of everything that the app asked for.</summary>
public sealed class Network(string account, Caller caller, Dice dice)
{
    private readonly ConcurrentDictionary<string, Resource> resources = [];
    private readonly ConcurrentQueue<Shown> handsets = [];
    private readonly ConcurrentQueue<Heard> calls = [];
    private readonly ConcurrentDictionary<string, string> keys = [];
    private readonly ConcurrentDictionary<string, bool> silenced = [];
    private int underWay;

    /// <summary>Null for that of this machine.</summary>
    public DateTimeOffset? Clock { get; set; }

    public bool IsIdle => Volatile.Read(ref underWay) == 0;

    public IReadOnlyCollection<Shown> Handsets => handsets;

    public IReadOnlyCollection<Heard> Calls => calls;

    public IEnumerable<Resource> Made => resources.Values;

    private DateTimeOffset Now => Clock ?? TimeProvider.System.GetUtcNow();

    public bool IsSilenced(string to) => silenced.ContainsKey(to);

    /// <summary>From now on whoever has a number answers it, and presses these keys one after the other; a comma ends what answers one question.</summary>
    public void Answers(string number, string pressed) => keys[number] = pressed;

    public Resource Make(string kind, IFormCollection form)
    {
        var now = Now;
        var made = new Resource
        {
            Sid = NewSid(kind), To = form["To"]!, From = form["From"].ToString(), Body = form["Body"].ToString(), Url = form["Url"].ToString(),
            StatusCallback = form["StatusCallback"].ToString(), Direction = "outbound-api", ValidityPeriod = int.TryParse(form["ValidityPeriod"], out var seconds) ? seconds : null, MadeAt = now, ListedFrom = dice.Falls(f => f.ListedLate) ? now + dice.Faults.ListLag : now,
        };
        return resources[made.Sid] = made;
    }

    public Resource? Find(string sid) => resources.GetValueOrDefault(sid);

    /// <summary>Texts, the latest first, as far as they are listed by now.</summary>
    public IReadOnlyList<Resource> List(string to) =>
        [.. resources.Values.Where(r => !r.IsCall && r.To == to && r.ListedFrom <= Now).OrderByDescending(r => r.MadeAt).ThenBy(r => r.Sid, StringComparer.Ordinal)];

    /// <summary>Passes a text on, or rings, and reports how that goes.</summary>
    public async Task Run(Resource made)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await Task.Yield();
            await (made.IsCall ? Ring(made) : PassOn(made));
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    /// <summary>Somebody texts the app, perhaps more than once the same text, as a network does that got no answer.</summary>
    public async Task<IReadOnlyList<Called>> TextIn(string from, string to, string body, int times, string? sid)
    {
        var id = sid ?? NewSid("SM");
        var word = body.Trim().ToUpperInvariant();
        if (word is "STOP" or "STOPALL" or "UNSUBSCRIBE" or "CANCEL" or "END" or "QUIT" or "REVOKE" or "OPTOUT")
            silenced[from] = true;
        if (word is "START" or "YES" or "UNSTOP")
            silenced.TryRemove(from, out _);
        var answers = new List<Called>();
        for (var time = 0; time < times; time++)
        {
            answers.Add(await caller.Post("/sms/in",
                ("MessageSid", id), ("SmsSid", id), ("SmsMessageSid", id), ("AccountSid", account), ("From", from), ("To", to), ("Body", body), ("NumMedia", "0"), ("NumSegments", "1")));
        }
        foreach (var reply in answers.Take(1).SelectMany(a => Twiml.Messages(a.Body)))
            handsets.Enqueue(new(NewSid("SM"), from, reply, ""));
        return answers;
    }

    /// <summary>Somebody calls the app.</summary>
    public Task<Heard> Dial(string from, string to, string path, string pressed) =>
        Play(new Resource { Sid = NewSid("CA"), To = to, From = from, Url = path, Direction = "inbound", MadeAt = Now }, pressed);

    private async Task PassOn(Resource text)
    {
        var code = dice.Code();
        var reports = new List<(string Status, int? Code)> { ("sent", null), code is null ? ("delivered", null) : ("undelivered", code) };
        if (code is null)
            handsets.Enqueue(new(text.Sid, text.To, text.Body, text.StatusCallback));
        (text.Status, text.ErrorCode) = reports[^1];
        if (dice.Falls(f => f.CallbacksReversed))
            reports.Reverse();
        foreach (var (status, why) in reports)
            await Report(text, [("MessageSid", text.Sid), ("SmsSid", text.Sid), ("MessageStatus", status), ("SmsStatus", status), .. Coded(why)]);
    }

    private async Task Ring(Resource call)
    {
        if (keys.TryGetValue(call.To, out var pressed))
        {
            call.Status = "in-progress";
            await Play(call, pressed);
            call.Status = "completed";
        }
        else
        {
            calls.Enqueue(new(call.Sid, call.To, call.From, IsAnswered: false, [], []));
            call.Status = "no-answer";
        }
        await Report(call, [("CallSid", call.Sid), ("CallStatus", call.Status), ("CallDuration", "9"), ("Direction", call.Direction)]);
    }

    private async Task<Heard> Play(Resource call, string pressed)
    {
        var player = new Player(caller, [
            ("CallSid", call.Sid), ("AccountSid", account), ("From", call.From), ("To", call.To), ("CallStatus", "in-progress"), ("Direction", call.Direction), ("ApiVersion", "2010-04-01"),
        ]);
        await player.Play(call.Url, pressed);
        var heard = new Heard(call.Sid, call.To, call.From, IsAnswered: true, player.Said, player.Dialled);
        calls.Enqueue(heard);
        return heard;
    }

    private async Task Report(Resource of, IEnumerable<(string, string)> form)
    {
        if (of.StatusCallback.Length == 0 || dice.Falls(f => f.CallbackLost))
            return;
        List<(string, string)> all = [.. form, ("AccountSid", account), ("From", of.From), ("To", of.To), ("ApiVersion", "2010-04-01")];
        await caller.Post(of.StatusCallback, all);
        if (dice.Falls(f => f.CallbackTwice))
            await caller.Post(of.StatusCallback, all);
    }

    private static IEnumerable<(string, string)> Coded(int? code) => code is { } known ? [("ErrorCode", $"{known}")] : [];

    private static string NewSid(string kind) => kind + Guid.NewGuid().ToString("N");
}
