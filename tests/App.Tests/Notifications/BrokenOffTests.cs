using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Notifications;

/// <summary>Wherever the sending of an offer is broken off, it is sent, and once as long as the network tells what it has.</summary>
public sealed class BrokenOffTests : IAsyncLifetime
{
    private readonly ScriptedCarrier carrier = new();
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start(carrier: carrier);
        carrier.Answer = a =>
        {
            carrier.Listed.Add(new(new(ScriptedCarrier.IdOf(a), "sent", null), a.Body!, app.Clock.GetUtcNow()));
            return ScriptedCarrier.Taken(a);
        };
        carrier.Knows = id => new(id, "delivered", null);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task An_offer_is_sent_once_whichever_round_trip_fails(int which)
    {
        var reference = await app.Refer();
        await app.Get<AfterCommit>().SendWaiting(default);
        await Work(QueueNames.TriageReferral);
        await Work(QueueNames.RouteReferral);

        var trips = 0;
        app.Ground.Tables.IsDown = table => table is "referrals" or "optouts" && ++trips == which;
        await app.Settle();
        foreach (var seconds in new[] { 5, 5, 15, 30, 60, 120, 600 })
        {
            app.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await app.Settle();
        }
        Assert.True(trips >= which);
        Assert.Single(carrier.Asked, a => a.Key.StartsWith(reference, StringComparison.Ordinal));
        Assert.Equal("delivered", (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}"))["texts.0.standing"]);
        Assert.DoesNotContain(await app.Ground.Tables.Range("referrals", reference, Outbox.Prefix, Outbox.End), r => r.Key.EndsWith(QueueNames.SendMessage, StringComparison.Ordinal));
        Assert.Equal(0, await app.Ground.Queues.Count(QueueNames.FollowText));
    }

    private async Task Work(string queue)
    {
        var message = Assert.Single(await app.Get<IQueues>().Receive(queue, 32, TimeSpan.FromMinutes(5)));
        var function = FunctionTable.All.OfType<QueueFunction>().Single(f => f.Queue == queue);
        Assert.True(await app.Get<QueueRunner>().Run(function, new Delivery(queue, message.Body, 1), default));
        await app.Get<IQueues>().Delete(message);
    }
}
