namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Calls by which somebody is referred, from the first ring to the last word, over HTTP.</summary>
public sealed class CallJourneys : IAsyncLifetime
{
    private const string Mobile = "+447700900201";
    private const string Number = "9990000018";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_person_whom_the_organisation_has_referred_before_is_referred_triaged_and_offered_at_once()
    {
        await Calls.ReferredBefore(app);
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        Assert.Contains("New referral, press 1.", phone.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("offer", phone.Said, StringComparison.Ordinal);
        await phone.Press("1", "1", Number);
        Assert.Contains("Edith Example, born 9 March 1942, at S S 1, 2 A B.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1", "1", "1", "1");
        Assert.Contains("We ring this telephone.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("That is all.", phone.Said, StringComparison.Ordinal);

        await app.Settle();
        var referral = await Heard(phone);
        Assert.Equal(("on-offer", "fall", "Edith Example"), (referral["strands.0.stage"], referral["need.reason"], referral["person.name"]));
        Assert.StartsWith("Referred by telephone keypad", referral["history.0.sentence"], StringComparison.Ordinal);
        Assert.Contains("Referred by telephone keypad: a fall", referral["story.whatChanged"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_nobody_knows_is_with_the_hub_which_rings_back_within_a_quarter_of_an_hour()
    {
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", "1", "09031942");
        Assert.StartsWith("9 March 1942.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1", "9", "2", "1", "1", "2", "2", "01632960555");
        Assert.Contains("Another need, within 2 hours. We ring you on 0 1 6 3 2, 9 6 0, 5 5 5.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("The hub rings you back within 15 minutes for the rest.", phone.Said, StringComparison.Ordinal);

        await app.Settle();
        var line = (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Json.EnumerateArray().Single();
        Assert.Equal(("ring-back", app.Clock.GetUtcNow().AddMinutes(15)), (line.GetProperty("todo").GetString(), line.GetProperty("due").GetDateTimeOffset()));
        var referral = await app.As(TestApp.Clinician).Ask($"/api/referrals/{line.GetProperty("reference").GetString()}");
        Assert.Equal(("1942-03-09", "own-home"), (referral["person.dateOfBirth"], referral["need.assessment.residence"]));
    }

    [Fact]
    public async Task What_the_organisation_said_of_risks_access_and_sharing_is_carried_along()
    {
        await Calls.ReferredBefore(app, The.Form with { Risks = "A dog", Access = "Side door", KeySafe = "By the porch", Objection = "Nothing to the son" });
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Gp);
        await phone.Press("1", "1", Number, "1", "1", "1", "1", "1");
        await app.Settle();
        var referral = await Heard(phone);
        Assert.Equal(
            ("A dog", "Side door", "By the porch", "Nothing to the son"),
            (referral["story.risks"], referral["story.access"], referral["story.keySafe"], referral["story.objection"]));
    }

    [Fact]
    public async Task Another_referral_that_is_open_is_told_of_before_a_second_is_made()
    {
        await app.Refer();
        await app.Settle();
        var phone = new Phone(app, Mobile);
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", Number);
        Assert.DoesNotContain("Edith", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("This person was referred already, on 3 March 2026. It is on offer to a service.", phone.Said, StringComparison.Ordinal);
        await phone.Press("1");
        Assert.Contains("Fall, 1.", phone.Said, StringComparison.Ordinal);
    }

    private async Task<Answer> Heard(Phone phone) => await app.As(TestApp.Gp).Ask($"/api/referrals/{phone.Reference}");
}
