using System.Net;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Notifications;

/// <summary>Referrals of which texts go out, and what the network tells of them.</summary>
internal sealed class TextsOut(TestApp app)
{
    public const string First = "+447700900101";
    public const string Second = "+447700900191";
    public const string Voice = "+441632960101";
    public const string Referrer = "+447700900201";
    public const string Hub = "+447700900100";
    public static readonly PhoneNumber FirstPhone = The.Read<PhoneNumber>("07700 900 101");

    /// <summary>Refers, and works on the queues until nothing is left that is due now.</summary>
    public async Task<string> Offered(string? nhsNumber = null)
    {
        var reference = await app.Refer(The.Form with { NhsNumber = nhsNumber ?? The.Form.NhsNumber });
        await app.Settle();
        return reference;
    }

    public async Task Wait(params int[] seconds)
    {
        foreach (var time in seconds)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(time));
            await app.Settle();
        }
    }

    public Task<Answer> Referral(string reference) => app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}");

    public async Task<(string Standing, string InWords)> Standing(string reference)
    {
        var referral = await Referral(reference);
        return (referral["texts.0.standing"], referral["texts.0.inWords"]);
    }

    public async Task<HttpStatusCode> Tell(string path, params (string Name, string Value)[] form) =>
        (await app.Get<OwnNetwork>().Post(path, form.Select(f => KeyValuePair.Create(f.Name, f.Value)), default)).Status;

    public async Task<string> Post(string path, params (string Name, string Value)[] form)
    {
        var (status, body) = await app.Get<OwnNetwork>().Post(path, form.Select(f => KeyValuePair.Create(f.Name, f.Value)), default);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NoContent);
        return body;
    }

    public static Locality WithTwoPhones()
    {
        var town = LocalityFiles.Read(TestApp.Southend);
        return town with
        {
            Services = [.. town.Services.Select(s => s.Id == "rapid-response-east" ? s with { FurtherDutyPhones = [The.Read<PhoneNumber>("07700 900 191")] } : s)],
        };
    }
}
