namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>Another town has other files and no other code.</summary>
public sealed class AnotherTown : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(town: Path.Combine(RunOptions.Root, "locality", "wenbury"));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Somebody_who_fell_on_a_farm_is_referred_seen_and_supported_at_home()
    {
        var (gp, nurse, agent, desk) = (app.As("lena-hart"), app.As("idris-vaughan"), app.As("bert-lacey"), app.As("peggy-lowe"));
        var reference = await app.Refer(The.Form with { Postcode = "WB4 2AB", Practice = "M99002", Company = "yes" }, by: "lena-hart");
        await app.Settle();
        Assert.Equal([reference], (await nurse.Ask("/api/worklist")).Each("", "reference"));
        Assert.Equal([reference], (await agent.Ask("/api/worklist")).Each("", "reference"));

        Assert.Equal("accepted", (await nurse.Tell($"/api/referrals/{reference}/strands/1/accept"))["strands.0.stage"]);
        app.Clock.Advance(TimeSpan.FromMinutes(80));
        Assert.Equal(200, (await nurse.Tell($"/api/referrals/{reference}/strands/1/visit")).Status);
        Assert.Equal(200, (await nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "no-ongoing-support" })).Status);
        Assert.Equal(200, (await agent.Tell($"/api/referrals/{reference}/strands/2/accept")).Status);
        Assert.Equal(200, (await agent.Tell($"/api/referrals/{reference}/strands/2/close", new { outcome = "same-support" })).Status);
        await app.Settle();

        Assert.Empty((await desk.Ask("/api/hub/referrals")).Each("", "reference"));
        var told = (await gp.Ask($"/api/referrals/{reference}")).Each("history", "sentence");
        Assert.Contains("Offered to Vale Urgent Nurses, to answer by 09:30 on 3 March 2026.", told);
        Assert.Contains("Accepted by Village Agents.", told);
        Assert.Contains(await app.Texts(), t => t.To == "+447700900301" && t.Body.Contains("offered to Vale Urgent Nurses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_postcode_of_the_other_town_is_outside_every_catchment_here()
    {
        var reference = await app.Refer(The.Form with { Practice = "M99002" }, by: "lena-hart");
        await app.Settle();

        Assert.Equal("Duty coordinator", (await app.As("peggy-lowe").Ask($"/api/referrals/{reference}"))["next.owner"]);
    }
}
