using System.Xml.Linq;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Phones that text the app, and what they are answered.</summary>
internal sealed class TextsIn(TestApp app)
{
    public const string East = "+447700900101";
    public const string West = "+447700900102";
    public const string WardPhone = "+447700900111";
    public const string Unknown = "+447700900999";
    public const string Hub = "01632 960 100";

    private int messages;

    public async Task<string> Offered(object? form = null)
    {
        var reference = await app.Refer(form ?? The.Form with { NhsNumber = null });
        await app.Settle();
        return reference;
    }

    public Task<Answer> Shown(string reference) => app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}");

    /// <summary>What a text was answered; empty for silence.</summary>
    public async Task<string> Text(string from, string body, string? message = null, string? optOut = null)
    {
        var (status, answer) = await Post(from, body, message, optOut);
        Assert.True(status == 200, $"{status} to {body[..Math.Min(body.Length, 20)]}");
        var text = XDocument.Parse(answer).Root!.Value;
        Assert.True(Gsm7.Fits(text), text);
        return text;
    }

    public async Task<(int Status, string Body)> Post(string from, string body, string? message = null, string? optOut = null)
    {
        List<KeyValuePair<string, string>> form = [new("From", from), new("To", "+441632960100"), new("Body", body), new("MessageSid", message ?? $"SM{++messages}")];
        if (optOut is not null)
            form.Add(new("OptOutType", optOut));
        var (status, answer) = await app.Get<OwnNetwork>().Post(SmsIn.Address, form, default);
        return ((int)status, answer);
    }

    public static string Spaced(string reference) => $"{reference[..4]} {reference[4..]}";
}
