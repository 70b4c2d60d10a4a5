using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>One thing that Twilio is told to do ("TwiML", Twilio docs).</summary>
public abstract record Verb;

/// <summary>Says a sentence in British English.</summary>
public sealed record Say(string Text) : Verb;

public sealed record Pause(int Seconds) : Verb;

/// <summary>Says something and waits for keys, which are posted to an address; so is that none came.</summary>
/// <param name="Action">An address of ours, from its path on.</param>
/// <param name="Says">What is said meanwhile; a key cuts it short.</param>
/// <param name="Digits">How many keys it waits for; null for any number.</param>
/// <param name="FinishOn">The key that ends it; empty where none does, so that it is heard as any other.</param>
/// <param name="Timeout">For how many seconds without a key it waits.</param>
public sealed record Gather(string Action, IReadOnlyList<Verb> Says, int? Digits = null, string FinishOn = "#", int Timeout = 6) : Verb;

/// <summary>Puts the caller through.</summary>
/// <param name="Action">Where is told how that ended.</param>
public sealed record Dial(PhoneNumber To, string? Action = null) : Verb;

public sealed record Redirect(string To) : Verb;

public sealed record Hangup : Verb;

/// <summary>Answers a text with a text.</summary>
public sealed record Reply(string Text) : Verb;

/// <summary>Writes what Twilio is to do, letter by letter as its own packages do.</summary>
public static class TwiML
{
    private static readonly XmlWriterSettings Plain = new() { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize };

    /// <param name="under">The path under which our addresses lie, without a slash at the end; empty for none.</param>
    public static string Write(IEnumerable<Verb> verbs, string under = "")
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?>""");
        using (var xml = XmlWriter.Create(text, Plain))
            new XElement("Response", verbs.Select(v => Element(v, under))).WriteTo(xml);
        return text.Replace(" />", "/>").ToString();
    }

    public static IResult Answer(params IEnumerable<Verb> verbs) => new Document(verbs);

    private static XElement Element(Verb verb, string under) => verb switch
    {
        Say say => new("Say", new XAttribute("language", "en-GB"), Writable(say.Text)),
        Pause pause => new("Pause", new XAttribute("length", Number(pause.Seconds))),
        Gather gather => new(
            "Gather", new XAttribute("action", under + gather.Action), new XAttribute("method", "POST"), new XAttribute("input", "dtmf"),
            new XAttribute("timeout", Number(gather.Timeout)), new XAttribute("finishOnKey", gather.FinishOn),
            gather.Digits is { } digits ? new XAttribute("numDigits", Number(digits)) : null, new XAttribute("actionOnEmptyResult", "true"), gather.Says.Select(v => Element(v, under))),
        Dial dial => new("Dial", dial.Action is null ? null : new XAttribute("action", under + dial.Action), dial.To.Text),
        Redirect redirect => new("Redirect", new XAttribute("method", "POST"), under + redirect.To),
        Hangup => new("Hangup"),
        Reply reply => new("Message", Writable(reply.Text)),
        _ => throw new InvalidOperationException($"No element says {verb.GetType().Name}."),
    };

    /// <summary>XML has no way to write some control characters. An element without text is an empty one.</summary>
    private static string? Writable(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value))) is { Length: > 0 } some ? some : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Document(IEnumerable<Verb> verbs) : IResult
    {
        public Task ExecuteAsync(HttpContext http) =>
            Results.Text(Write(verbs, http.RequestServices.GetRequiredService<TelephoneSettings>().PathOfAddresses), "text/xml").ExecuteAsync(http);
    }
}
