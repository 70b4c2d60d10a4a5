using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Twilio's own package and we sign alike, and believe each other's signatures and no others.</summary>
public sealed class TwilioSignatureTests(Referee referee) : IClassFixture<Referee>
{
    private const int Cases = 500;

    [Fact]
    public async Task What_Twilio_signs_we_believe_and_what_we_sign_Twilio_believes()
    {
        foreach (var one in SignatureCases.Make(Cases, seed: 1))
        {
            var theirs = await referee.Sign(one.Token, one.Address, one.Parameters);
            var ours = TwilioSignature.Of(one.Token, one.Address, one.Parameters);
            Assert.Equal((one.Address, theirs), (one.Address, ours));
            Assert.True(TwilioSignature.IsValid([one.Token], theirs, new Uri(one.Address), one.Parameters), one.Address);
            Assert.True(await referee.IsValid(one.Token, ours, one.Address, one.Parameters), one.Address);
        }
    }

    [Fact]
    public async Task What_is_signed_with_a_port_is_believed_without_and_the_other_way_round()
    {
        foreach (var (signed, configured) in new[]
        {
            ("https://referrals.example:443/sms/in?a=1", "https://referrals.example/sms/in?a=1"), ("https://referrals.example/sms/in", "https://referrals.example:443/sms/in"),
            ("https://referrals.example/sms/in", "https://referrals.example:8443/sms/in"), ("http://[::1]:80/sms/in", "http://[::1]/sms/in"),
            ("https://u:p@referrals.example:443", "https://u:p@referrals.example"), ("https://referrals.example", "https://referrals.example:8443"),
        })
        {
            var theirs = await referee.Sign("token", signed, []);
            Assert.True(await referee.IsValid("token", theirs, configured, []), configured);
            Assert.True(TwilioSignature.IsValid(["token"], theirs, new Uri(configured), []), configured);
        }
    }

    [Fact]
    public async Task Neither_believes_what_was_changed_on_the_way()
    {
        var random = new Random(2);
        foreach (var one in SignatureCases.Make(Cases, seed: 3))
        {
            var theirs = await referee.Sign(one.Token, one.Address, one.Parameters);
            var changed = SignatureCases.Changed(one, random);
            Assert.False(TwilioSignature.IsValid([changed.Token], theirs, new Uri(changed.Address), changed.Parameters), changed.Address);
            Assert.False(await referee.IsValid(changed.Token, theirs, changed.Address, changed.Parameters), changed.Address);
        }
        Assert.All(["", "AAAA", "é", new string('A', 5_000)], nonsense => Assert.False(TwilioSignature.IsValid(["token"], nonsense, new Uri("https://referrals.example"), [])));
    }
}
