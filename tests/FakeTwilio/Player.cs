using System.Xml.Linq;

namespace SinglePointOfReferral.FakeTwilio;

/// <summary>Reads documents ("TwiML").</summary>
public static class Twiml
{
    public static IEnumerable<string> Messages(string document) => Verbs(document).Where(v => v.Name == "Message").Select(v => v.Value);

    /// <summary>The verbs of a document; none where it is none.</summary>
    public static IReadOnlyList<XElement> Verbs(string document)
    {
        try
        {
            return XDocument.Parse(document).Root is { } root && root.Name == "Response" ? [.. root.Elements()] : [];
        }
        catch (System.Xml.XmlException)
        {
            return [];
        }
    }
}

/// <summary>One call: fetches each document, does what it says, and presses the keys that are left when it is asked for some.</summary>
public sealed class Player(Caller caller, IReadOnlyList<(string, string)> form)
{
    private const int MostDocuments = 200;
    private readonly List<string> said = [];
    private readonly List<string> dialled = [];
    private string left = "";

    public IReadOnlyList<string> Said => said;

    public IReadOnlyList<string> Dialled => dialled;

    /// <param name="pressed">Keys; a comma after those that answer one question where their number alone does not end it.</param>
    public async Task Play(string address, string pressed)
    {
        left = pressed;
        var next = (Address: address, Digits: (string?)null);
        for (var document = 0; document < MostDocuments; document++)
        {
            var answer = await caller.Post(next.Address, next.Digits is { } digits ? [.. form, ("Digits", digits)] : form);
            if (answer.Status is not 200 || Do(Twiml.Verbs(answer.Body), next.Address) is not { } then)
                return;
            next = then;
        }
    }

    /// <summary>The next address, with the keys that were pressed; null where the call ends.</summary>
    private (string, string?)? Do(IReadOnlyList<XElement> verbs, string here)
    {
        foreach (var verb in verbs)
        {
            switch (verb.Name.LocalName)
            {
                case "Say":
                    said.Add(verb.Value);
                    break;
                case "Gather":
                    said.AddRange(verb.Elements("Say").Select(s => s.Value));
                    var digits = Press(verb);
                    if (digits.Length > 0 || (string?)verb.Attribute("actionOnEmptyResult") == "true")
                        return ((string?)verb.Attribute("action") ?? here, digits);
                    break;
                case "Redirect":
                    return (verb.Value, null);
                case "Dial":
                    dialled.Add(verb.Value);
                    if ((string?)verb.Attribute("action") is { } after)
                        return (after, null);
                    break;
                case "Hangup":
                    return null;
            }
        }
        return null;
    }

    private string Press(XElement gather)
    {
        var most = (int?)gather.Attribute("numDigits") ?? int.MaxValue;
        var finish = (string?)gather.Attribute("finishOnKey") ?? "#";
        var pressed = "";
        while (left.Length > 0 && pressed.Length < most)
        {
            var key = left[..1];
            left = left[1..];
            if (key == "," || (finish.Length > 0 && finish.Contains(key, StringComparison.Ordinal)))
                break;
            pressed += key;
        }
        return pressed;
    }
}
