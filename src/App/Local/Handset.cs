using SinglePointOfReferral.App.Web.Components;

namespace SinglePointOfReferral.App.Local;

/// <summary>Whose a line of a call is.</summary>
public enum Speaker
{
    /// <summary>The service that was rung.</summary>
    Service,
    Caller,

    /// <summary>The line itself: it rings, it is over.</summary>
    Line,
}

/// <summary>A line of a call.</summary>
public sealed record Spoken(Speaker Speaker, string Words);

/// <summary>A telephone of the demonstration in a call, between two keys. It is carried to and fro in the form of its page.</summary>
/// <param name="Call">The network's id of the call.</param>
/// <param name="Person">The id of who rings; empty where it is rung.</param>
/// <param name="From">The number in E.164 form, or <see cref="Withheld"/>.</param>
/// <param name="Document">What was answered last.</param>
/// <param name="At">Which verb of it the telephone stands at.</param>
/// <param name="Keyed">The keys that were pressed since, and not yet posted.</param>
/// <param name="Lines">What was said and pressed so far.</param>
public sealed record Handset(string Call, string Person, string From, string Document, int At, string Keyed, IReadOnlyList<Spoken> Lines)
{
    /// <summary>How Twilio names a caller who withholds the number.</summary>
    public const string Withheld = "anonymous";

    /// <summary>The keys, as they stand on a telephone.</summary>
    public const string Keys = "123456789*0#";

    /// <summary>More than the longest call has; what was said before is forgotten.</summary>
    private const int MostLines = 500;

    private static readonly char[] Marks = ['<', '>', '='];

    /// <summary>Somebody has answered it: the service rings.</summary>
    public bool IsRung => Person.Length == 0;

    public LineState State => PlayTwiML.Of(Document, At).State;

    public Handset With(Speaker speaker, params IEnumerable<string> words) => this with { Lines = [.. Lines.Concat(words.Select(w => new Spoken(speaker, w))).TakeLast(MostLines)] };

    /// <summary>Hears a document from one of its verbs on.</summary>
    public Handset Hear(string document, int from = 0)
    {
        var played = PlayTwiML.Of(document, from);
        var heard = (this with { Document = document, At = played.At, Keyed = "" }).With(Speaker.Service, played.Heard.Count > 0 ? [string.Join(' ', played.Heard)] : []);
        return played.State is LineState.IsOver ? heard.With(Speaker.Line, "The service has hung up.") : heard;
    }

    /// <summary>The telephone with nothing more to hear.</summary>
    public Handset Over(string why) => (this with { Document = "", At = 0, Keyed = "" }).With(Speaker.Line, why);

    /// <summary>What the page hides in its form.</summary>
    public IReadOnlyDictionary<string, string> Fields => new Dictionary<string, string>
    {
        ["call"] = Call, ["who"] = Person, ["from"] = From, ["document"] = Document, ["at"] = $"{At}", ["keyed"] = Keyed,
        ["lines"] = string.Join('\n', Lines.Select(l => Marks[(int)l.Speaker] + l.Words)),
    };

    /// <summary>The telephone that a form carries; null where nobody has rung yet.</summary>
    public static Handset? In(Form form) => form["document"] is not { } document || form["call"] is not { } call ? null : new(
        call, form["who"] ?? "", form["from"] ?? Withheld, document, int.TryParse(form["at"], out var at) && at >= 0 ? at : 0,
        string.Concat((form["keyed"] ?? "").Where(Keys.Contains)),
        [.. (form["lines"] ?? "").Split('\n').Where(l => l.Length > 1 && Marks.Contains(l[0])).Select(l => new Spoken((Speaker)Array.IndexOf(Marks, l[0]), l[1..])).TakeLast(MostLines)]);
}
