using System.Net;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Local;

/// <summary>What is done with a telephone of the demonstration: each key that matters is posted to our webhooks as Twilio would post it.</summary>
public sealed class LocalTelephone(OwnNetwork network, Locality town)
{
    private const string Webhooks = "/voice/";

    /// <summary>Twilio gives up a call that is sent from one document to the next for ever.</summary>
    private const int MostRedirects = 10;

    /// <summary>Rings the service.</summary>
    public Task<Handset> Dial(string call, string person, string from, CancellationToken cancel) => Ask(
        new Handset(call, person, from, "", 0, "", []).With(Speaker.Line, "You ring the service."), "/voice/call", [], cancel);

    /// <summary>Answers a telephone that rings, to hear what a text could not tell.</summary>
    public Task<Handset> Answer(string call, PhoneNumber to, string address, CancellationToken cancel) => Ask(
        new Handset(call, "", to.Text, "", 0, "", []).With(Speaker.Line, "The telephone rings. It is answered."), address, [], cancel);

    /// <summary>Presses some keys, one after another. What is pressed before the service asks again is an answer to what it asks next.</summary>
    public async Task<Handset> Press(Handset phone, string keys, CancellationToken cancel)
    {
        foreach (var key in keys)
        {
            if (phone.State is not LineState.Listens listens)
                break;
            var isLast = key == listens.FinishOn;
            phone = isLast ? phone : phone with { Keyed = phone.Keyed + key };
            if (isLast || phone.Keyed.Length == listens.Digits)
                phone = await Tell(phone, listens, isLast ? key : null, cancel);
        }
        return phone;
    }

    /// <summary>Presses no key for as long as the service waits.</summary>
    public async Task<Handset> Wait(Handset phone, CancellationToken cancel) => phone.State switch
    {
        LineState.Listens listens when listens.TellsSilence || phone.Keyed.Length > 0 => await Tell(phone, listens, null, cancel),
        LineState.Listens => await Follow(phone.With(Speaker.Caller, "Pressed nothing").Hear(phone.Document, phone.At + 1), cancel),
        _ => phone,
    };

    /// <summary>The telephone that the caller was put through to rings off, or nobody answers it.</summary>
    public async Task<Handset> End(Handset phone, bool wasAnswered, CancellationToken cancel)
    {
        if (phone.State is not LineState.Dials dials)
            return phone;
        var ended = phone.With(Speaker.Line, wasAnswered ? "They spoke with you and rang off." : "Nobody answered.");
        return dials.Action is { } action
            ? await Ask(ended, action, [new("DialCallStatus", wasAnswered ? "completed" : "no-answer")], cancel)
            : await Follow(ended.Hear(ended.Document, ended.At + 1), cancel);
    }

    /// <summary>Rings off. The network tells that the call has ended, and nothing is heard any more.</summary>
    public async Task<Handset> HangUp(Handset phone, CancellationToken cancel)
    {
        if (phone.State is LineState.Dials { Action: { } action })
            await network.Post(action, [.. Parameters(phone, "completed"), new("DialCallStatus", "canceled")], cancel);
        if (!phone.IsRung)
            await network.Post("/voice/ended", Parameters(phone, "completed"), cancel);
        return phone.Over("You have hung up.");
    }

    private Task<Handset> Tell(Handset phone, LineState.Listens listens, char? last, CancellationToken cancel)
    {
        var pressed = string.Join(' ', phone.Keyed.Select(k => $"{k}").Concat(last is { } key ? [$"{key}"] : []));
        return Ask(
            phone.With(Speaker.Caller, pressed.Length > 0 ? $"Pressed {pressed}" : "Pressed nothing"), listens.Action,
            [new("Digits", phone.Keyed), .. last is { } finished ? new KeyValuePair<string, string>[] { new("FinishedOnKey", $"{finished}") } : []], cancel);
    }

    private async Task<Handset> Ask(Handset phone, string path, IEnumerable<KeyValuePair<string, string>> said, CancellationToken cancel)
    {
        if (!path.StartsWith(Webhooks, StringComparison.Ordinal))
            return phone.Over("The line has gone dead: the service asked for an address that is not of its telephone.");
        var (status, body) = await network.Post(path, [.. Parameters(phone, "in-progress"), .. said], cancel);
        return status is HttpStatusCode.OK
            ? await Follow(phone.Hear(body), cancel) : phone.Over($"The line has gone dead: the service answered with {(int)status}.");
    }

    private async Task<Handset> Follow(Handset phone, CancellationToken cancel)
    {
        for (var redirects = 0; phone.State is LineState.Redirects redirect; redirects++)
        {
            if (redirects == MostRedirects || !redirect.To.StartsWith(Webhooks, StringComparison.Ordinal))
                return phone.Over("The line has gone dead: the service sent the call in a circle.");
            var (status, body) = await network.Post(redirect.To, Parameters(phone, "in-progress"), cancel);
            phone = phone.Hear(status is HttpStatusCode.OK ? body : "");
        }
        return phone.State is LineState.Dials dials ? phone.With(Speaker.Line, $"Ringing {NameOf(dials.Number)}.") : phone;
    }

    private IEnumerable<KeyValuePair<string, string>> Parameters(Handset phone, string status)
    {
        var (from, to, direction) = phone.IsRung ? (town.Hub.Phone.Text, phone.From, "outbound-api") : (phone.From, town.Hub.Phone.Text, "inbound");
        return new Dictionary<string, string> { ["CallSid"] = phone.Call, ["From"] = from, ["To"] = to, ["Direction"] = direction, ["CallStatus"] = status };
    }

    private string NameOf(string number) => PhoneNumber.Read(number).Value is not { } phone ? number
        : phone == town.Hub.AnsweredAt ? $"the hub, {Words.Of(phone)}" : Words.Of(phone);
}
