using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Tests.Storage;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>Whole journeys over HTTP, from the surgery to the end, told once and held on every storage.</summary>
public abstract class Journeys(Ground ground) : IAsyncLifetime
{
    private TestApp app = null!;

    protected TestApp App => app;

    public async Task InitializeAsync() => app = await TestApp.Start(ground);

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_who_fell_is_referred_seen_and_supported_at_home()
    {
        var (gp, nurse, hub) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await app.Refer();
        var spaced = $"{reference[..4]} {reference[4..]}";
        await app.Settle();

        Assert.Equal(["answer-offer"], (await nurse.Ask("/api/worklist")).Each("", "todo"));
        Assert.Equal(["rapid-response-east"], (await hub.Ask("/api/hub/referrals")).Each("", "owner"));
        Assert.Equal([reference], (await gp.Ask("/api/referrals")).Each("", "reference"));

        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var accepted = await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        Assert.Equal("accepted", accepted["strands.0.stage"]);
        Assert.Equal("\"4\"", accepted.ETag);
        await app.Settle();
        Assert.Equal(["visit"], (await nurse.Ask("/api/worklist")).Each("", "todo"));

        app.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(200, (await nurse.Tell($"/api/referrals/{reference}/strands/1/visit", new { happened = "2026-03-03T09:50:00Z", note = "Bruised." })).Status);
        await app.Settle();
        Assert.Equal(["review"], (await hub.Ask("/api/hub/referrals")).Each("", "todo"));

        app.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(200, (await nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "no-ongoing-support" })).Status);
        await app.Settle();

        Assert.Empty((await nurse.Ask("/api/worklist")).Each("", "todo"));
        Assert.Empty((await hub.Ask("/api/hub/referrals")).Each("", "todo"));
        Assert.Empty((await gp.Ask("/api/referrals")).Each("", "reference"));
        var told = await gp.Ask($"/api/referrals/{reference}");
        Assert.Equal(
            [
                "Referred for a fall without serious injury, to be seen within 2 hours.", "Triaged: rapid response, within 2 hours.",
                "Offered to Rapid Response East, to answer by 09:15 on 3 March 2026.", "Accepted by Rapid Response East.", "Seen face to face.",
                "Closed: no ongoing support is needed.",
            ],
            told.Each("history", "sentence"));
        Assert.Equal(["", "1", "2", "", "", ""], told.Each("history", "inAnswerTo"));
        Assert.Equal(
            [
                ("+447700900201", $"Referral {spaced}: Rapid Response East has accepted. The person is to be seen by 11:00 on 3 Mar."),
                ("+447700900201", $"Referral {spaced}: it is now closed. Sign in to see the outcome."),
                ("+447700900101", $"Referral {spaced}: offered to Rapid Response East. Answer by 09:15 on 3 Mar: text Y {spaced} for yes, N {spaced} for no, HELP for more."),
                ("+447700900201", $"Referral {spaced}: the person was seen at 09:50 on 3 Mar."),
            ],
            await app.Texts());
    }

    [Fact]
    public async Task A_declined_offer_moves_on_to_the_next_service_and_then_to_the_hub_which_closes_with_advice()
    {
        var hub = app.As(TestApp.Clinician);
        var reference = await app.Refer(The.Form with { Reason = "loneliness" });
        await app.Settle();
        foreach (var provider in new[] { TestApp.Befriending, TestApp.Carers })
        {
            Assert.Equal([reference], (await app.As(provider).Ask("/api/worklist")).Each("", "reference"));
            var declined = await app.As(provider).Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "no-capacity" });
            Assert.Equal(200, declined.Status);
            await app.Settle();
            Assert.Empty((await app.As(provider).Ask("/api/worklist")).Each("", "reference"));
        }
        Assert.Equal(["Hub clinician on duty"], (await hub.Ask("/api/hub/referrals")).Each("", "owner"));

        var offered = await hub.Tell($"/api/referrals/{reference}/strands/1/offer", new { service = "befriending", reason = "They have a place after all" });
        Assert.Equal("on-offer", offered["strands.0.stage"]);
        await app.Settle();
        await app.As(TestApp.Befriending).Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "other", note = "No, sorry." });
        await app.Settle();
        Assert.Equal(200, (await hub.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "advice-given" })).Status);
        await app.Settle();

        Assert.Empty((await hub.Ask("/api/hub/referrals")).Each("", "reference"));
        Assert.Equal(
            [
                "referral-submitted", "referral-triaged", "strand-offered", "strand-declined", "strand-offered", "strand-declined", "strand-handed-to-hub",
                "strand-offered", "strand-declined", "strand-handed-to-hub", "strand-closed",
            ],
            (await hub.Ask($"/api/referrals/{reference}")).Each("history", "type"));
    }

    [Fact]
    public async Task An_offer_that_nobody_answers_moves_on_once_however_often_the_clocks_are_checked()
    {
        var reference = await app.Refer();
        await app.Settle();
        await CheckClocks(times: 10);
        Assert.Equal(3, await Facts(reference));

        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await CheckClocks(times: 1);
        Assert.Equal(6, await Facts(reference));
        await CheckClocks(times: 2);
        await CheckClocks(times: 10);
        Assert.Equal(6, await Facts(reference));

        var told = await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}");
        Assert.Equal("Rapid Response East did not answer in time.", told["history.4.sentence"]);
        Assert.Equal("with-hub", told["strands.0.stage"]);
        Assert.Equal("offer-lapsed", (await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept"))["refusal"]);
    }

    private async Task CheckClocks(int times)
    {
        for (var i = 0; i < times; i++)
            await app.Get<CheckClocks>().Run(default);
        await app.Settle();
    }

    private async Task<int> Facts(string reference) => (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}")).Each("history", "type").Count;
}

public sealed class EmbeddedJourneys() : Journeys(Ground.Embedded());

[Collection(AzuriteTests.Name)]
public sealed class AzuriteJourneys(AzuriteFixture azurite) : Journeys(Ground.Emulated(azurite));
