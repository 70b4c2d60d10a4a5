using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace SinglePointOfReferral.App.Local;

/// <summary>What a telephone does when a document has been played to it.</summary>
public abstract record LineState
{
    /// <summary>It waits for keys.</summary>
    /// <param name="Action">Where they are posted.</param>
    /// <param name="Digits">How many; null for any number.</param>
    /// <param name="FinishOn">The key that ends them; null where none does.</param>
    /// <param name="TellsSilence">That none came is posted too; otherwise the document goes on.</param>
    public sealed record Listens(string Action, int? Digits, char? FinishOn, bool TellsSilence) : LineState;

    /// <summary>It rings another telephone.</summary>
    /// <param name="Action">Where is told how that ended; null where the document goes on.</param>
    public sealed record Dials(string Number, string? Action) : LineState;

    /// <summary>Another document is to be asked for.</summary>
    public sealed record Redirects(string To) : LineState;

    public sealed record IsOver : LineState;
}

/// <summary>What is heard of a document, and where in it the telephone stands then.</summary>
/// <param name="At">The number of the verb, from 0.</param>
public sealed record Played(IReadOnlyList<string> Heard, LineState State, int At);

/// <summary>
/// Plays a document as Twilio would ("TwiML for Programmable Voice", Twilio docs), as far as this app writes any: Say, Pause, Gather, Dial,
/// Redirect and Hangup. Anything else ends the call, as a mistake in it does there.
/// </summary>
public static class PlayTwiML
{
    /// <param name="from">The verb to begin with.</param>
    public static Played Of(string document, int from = 0)
    {
        var heard = new List<string>();
        var verbs = Verbs(document);
        for (var at = from; at < verbs.Count; at++)
        {
            var verb = verbs[at];
            heard.AddRange(verb.DescendantsAndSelf("Say").Select(Words));
            if (StateAt(verb) is { } standing)
                return new(heard, standing, at);
        }
        return new(heard, new LineState.IsOver(), verbs.Count);
    }

    private static IReadOnlyList<XElement> Verbs(string document)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(document));
            return XDocument.Load(reader).Root is { Name.LocalName: "Response" } response ? [.. response.Elements()] : [];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static LineState? StateAt(XElement verb) => verb.Name.LocalName switch
    {
        "Say" or "Pause" => null,
        "Gather" => new LineState.Listens(
            Attribute(verb, "action") ?? "", int.TryParse(Attribute(verb, "numDigits"), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : null,
            (Attribute(verb, "finishOnKey") ?? "#") is [var key, ..] ? key : null, Attribute(verb, "actionOnEmptyResult") is "true"),
        "Dial" => new LineState.Dials(Words(verb), Attribute(verb, "action")),
        "Redirect" => new LineState.Redirects(Words(verb)),
        _ => new LineState.IsOver(),
    };

    private static string? Attribute(XElement verb, string name) => (string?)verb.Attribute(name);

    private static string Words(XElement element) => string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
