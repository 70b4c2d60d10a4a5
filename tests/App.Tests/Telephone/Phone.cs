using System.Net;
using System.Xml.Linq;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>A telephone from which somebody rings: signed requests as the network makes them, and what is heard.</summary>
public sealed class Phone(TestApp app, string from)
{
    private static int calls;
    private XElement heard = new("Response");

    public string CallId { get; private set; } = "";

    /// <summary>All that is said since the last key.</summary>
    public string Said => string.Join(' ', heard.Descendants("Say").Select(s => s.Value));

    /// <summary>Where the next key is posted to; null when the call is over.</summary>
    public string? Action => heard.Descendants("Gather").Concat(heard.Elements("Dial")).FirstOrDefault()?.Attribute("action")?.Value;

    public string? Dialled => heard.Element("Dial")?.Value;

    public bool HasEnded => heard.Element("Hangup") is not null;

    /// <summary>The reference that was read out.</summary>
    public string Reference => string.Concat(Said.Split("Reference ")[1].Split('.')[0].Where(char.IsAsciiDigit));

    /// <summary>Gives somebody a PIN; their staff number.</summary>
    public static Task<string> SetPin(TestApp app, string person, string pin = "4821") => app.Get<StaffNumbers>().SetPin(
        app.Get<IReadOnlyList<DemonstrationPerson>>().Single(p => p.Id == person).ToPrincipal(), pin, default);

    public Task Dial()
    {
        CallId = $"CA{Interlocked.Increment(ref calls):D32}";
        return Post("/voice/call", ("CallStatus", "ringing"));
    }

    /// <summary>Dials, and signs in.</summary>
    public async Task SignIn(string person, string pin = "4821")
    {
        var number = await SetPin(app, person, pin);
        await Dial();
        await Press(number, pin);
    }

    /// <summary>Presses what each menu waits for, one after the other.</summary>
    public async Task Press(params string[] keys)
    {
        foreach (var pressed in keys)
            await Post(Action!, ("Digits", pressed));
    }

    public Task Silence() => Press("");

    public Task HubRang(string status) => Post(Action!, ("DialCallStatus", status));

    public Task HangUp() => Post("/voice/ended", ("CallStatus", "completed"));

    public async Task Post(string path, params (string Name, string Value)[] more)
    {
        var form = more.Select(m => KeyValuePair.Create(m.Name, m.Value)).Prepend(new("From", from)).Prepend(new("CallSid", CallId));
        var (status, body) = await app.Get<OwnNetwork>().Post(path, form, default);
        Assert.Equal(HttpStatusCode.OK, status);
        heard = XElement.Parse(body);
    }
}
