using SinglePointOfReferral.Domain;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Tests.Storage;

namespace SinglePointOfReferral.App.Tests.Routing;

/// <summary>Many accept at once what there are few places for, on every storage.</summary>
public abstract class SimultaneousAcceptances(Ground ground, int referrals) : IAsyncLifetime
{
    private const int Places = 20;
    private const int Together = 64;
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(ground, locality: Counted.Town(Counted.Slots(Places), Counted.Unlimited));

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task As_many_succeed_as_there_are_places_and_the_others_get_the_next_offer()
    {
        var (nurse, gp) = (app.As(TestApp.RapidResponse), app.As(TestApp.Gp));
        var offered = new string[referrals];
        await Parallel.ForEachAsync(Enumerable.Range(0, referrals), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (i, _) => offered[i] = await app.Refer(Counted.Form));
        await app.Settle();

        var answers = await Task.WhenAll(offered.Select(async reference => (Reference: reference, Answer: await nurse.Tell($"/api/referrals/{reference}/strands/1/accept"))));
        var taken = answers.Where(a => a.Answer.Status == 200).Select(a => a.Reference).Order().ToList();
        Assert.Equal(Places, taken.Count);
        Assert.All(answers.Where(a => a.Answer.Status != 200), a => Assert.Equal((409, "full"), (a.Answer.Status, a.Answer["refusal"])));
        Assert.Equal(taken, (await Slots()).Order());
        await app.Settle();
        Assert.Equal(taken, (await Slots()).Order());

        await Parallel.ForEachAsync(offered.Except(taken), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (reference, _) =>
        {
            var told = await gp.Ask($"/api/referrals/{reference}");
            Assert.Equal(("on-offer", Counted.Next), (told["strands.0.stage"], told["strands.0.service"]));
        });
        Assert.Equal(referrals - Places, (await app.As(TestApp.Clinician).Ask("/api/unmet-need"))["all.count"] is var count ? int.Parse(count) : 0);
        Assert.Equal("0", (await nurse.Ask("/api/capacity"))["0.free"]);

        await Task.WhenAll(taken.Select(reference => nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "same-support" })));
        await app.Settle();
        Assert.Empty(await Slots());
        Assert.Equal(Places, (await app.Get<Capacities>().Free(Enum.GetValues<Pathway>(), default)).Of(Counted.Slots(Places), app.Clock.GetUtcNow()));
    }

    private async Task<IReadOnlyList<string>> Slots() => [.. (await ground.Tables.Range(Capacities.Table, "service-" + Counted.Ward)).Select(r => r["reference"]!)];
}

public sealed class EmbeddedSimultaneousAcceptances() : SimultaneousAcceptances(Ground.Embedded(), 200);

[Collection(AzuriteTests.Name)]
public sealed class AzuriteSimultaneousAcceptances(AzuriteFixture azurite) : SimultaneousAcceptances(Ground.Emulated(azurite), 80);
