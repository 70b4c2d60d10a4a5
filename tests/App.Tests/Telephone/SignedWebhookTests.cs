using System.Diagnostics.Metrics;
using Microsoft.Extensions.Primitives;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>What Twilio's own package signs passes the gate, under whatever address we are known; what it has not signed does not.</summary>
public sealed class SignedWebhookTests(Referee referee) : IClassFixture<Referee>
{
    private const string Path = "/sms/status/no-such-text/1";
    private const string Token = "the-token", Next = "the-next-token";
    private const int Cases = 20;

    [Theory]
    [InlineData(null)]
    [InlineData("https://referrals.example")]
    [InlineData("https://Referrals.Example:8443")]
    [InlineData("https://proxy.example/town/referrals/")]
    public async Task Signed_requests_pass_and_changed_ones_do_not(string? configured)
    {
        await using var app = await Start(configured);
        var known = configured ?? app.Address.OriginalString;
        var random = new Random(4);
        foreach (var one in SignatureCases.Make(Cases, seed: 5))
        {
            var target = Path + (one.Address.IndexOf('?', StringComparison.Ordinal) is var at && at < 0 ? "" : one.Address[at..]);
            var signed = one with { Token = Token, Address = known.TrimEnd('/') + target };
            var signature = await referee.Sign(signed.Token, signed.Address, signed.Parameters);
            Assert.Equal((target, 204), (target, await Post(app, target, signed.Parameters, signature)));

            var changed = SignatureCases.Changed(signed, random);
            Assert.Equal(403, await Post(app, target, changed.Parameters, changed == signed with { Parameters = changed.Parameters } ? signature : await referee.Sign(changed.Token, changed.Address, signed.Parameters)));
        }
    }

    [Fact]
    public async Task While_the_secret_is_changed_both_are_believed_and_the_address_with_its_port_too()
    {
        await using var app = await Start("https://referrals.example");
        List<KeyValuePair<string, StringValues>> form = [new("MessageSid", "SM1"), new("MessageStatus", "sent"), new("Body", "a b+c%20é")];
        foreach (var (token, address, status) in new[]
        {
            (Token, "https://referrals.example", 204), (Next, "https://referrals.example", 204), (Next, "https://referrals.example:443", 204),
            ("another", "https://referrals.example", 403), (Token, "http://referrals.example", 403), (Token, "https://referrals.example:8443", 403), (Token, app.Address.OriginalString.TrimEnd('/'), 403),
        })
            Assert.Equal((token, address, status), (token, address, await Post(app, Path, form, await referee.Sign(token, address + Path, form))));
    }

    [Fact]
    public async Task What_is_not_signed_is_refused_and_counted()
    {
        var counted = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Name == "webhooks.unsigned") l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref counted, count));
        listener.Start();
        await using var app = await Start("https://referrals.example");
        Assert.Equal(403, await Post(app, Path, [new("MessageSid", "SM1")], signature: null));
        Assert.Equal(403, await Post(app, Path, [new("MessageSid", "SM1")], "bm9uc2Vuc2U="));
        Assert.True(counted >= 2);
        Assert.Contains("refused; 1 were since", Assert.Single(Logged(app)), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await Post(app, Path, [], signature: null);
        Assert.Contains(Logged(app), line => line.Contains("refused; 2 were since", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_signed_but_is_no_form_changes_nothing()
    {
        await using var app = await Start("https://referrals.example");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("""{"MessageSid":"SM1"}""") };
        request.Headers.Add(TwilioSignature.Header, await referee.Sign(Token, "https://referrals.example" + Path, []));
        Assert.Equal(204, (await app.As(null).Request(request)).Status);
    }

    private static IEnumerable<string> Logged(TestApp app) => app.Logs.Where(line => line.Contains("/sms/status/{key}/{attempt:int} was not signed", StringComparison.Ordinal));

    private static Task<TestApp> Start(string? configured) =>
        TestApp.Start(telephone: new TelephoneSettings(null, [Token, Next], configured is null ? null : new Uri(configured)));

    private static async Task<int> Post(TestApp app, string target, IEnumerable<KeyValuePair<string, StringValues>> form, string? signature)
    {
        var address = new Uri(app.Address.OriginalString.TrimEnd('/') + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))),
        };
        if (signature is not null)
            request.Headers.Add(TwilioSignature.Header, signature);
        return (await app.As(null).Request(request)).Status;
    }
}
