using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Notifications;

/// <summary>What holds of every text, in whatever order and however often it is answered, reported and looked for.</summary>
public sealed class DispatchLaws
{
    private static readonly string[] Statuses =
        ["queued", "sending", "sent", "delivered", "undelivered", "failed", "canceled", "read", "ringing", "in-progress", "completed", "busy", "no-answer", "unheard-of"];

    private static readonly int?[] Codes = [null, 429, 503, 20429, 21610, 21211, 30003, 30005, 30008, 99999];

    [Fact]
    public void One_attempt_is_under_way_at_a_time_and_only_an_offer_in_doubt_is_sent_again() => Always((before, after) =>
    {
        Assert.InRange(after.Attempts.Count(a => a.State is AttemptState.Asked or AttemptState.Doubtful or AttemptState.Taken), 0, 1);
        if (after.Attempts.Count > before.Attempts.Count)
        {
            Assert.All(before.Attempts, a => Assert.True(a.State is AttemptState.Failed or AttemptState.LeftInDoubt));
            Assert.True(after.Offer is not null || before.Attempts.All(a => a.State is AttemptState.Failed));
        }
        Assert.All(Enumerable.Range(0, after.Ways.Count), way => Assert.InRange(after.TriesOf(way), 0, NextSteps.MostTries));
    });

    [Fact]
    public void What_has_arrived_has_arrived_and_what_has_failed_can_only_have_arrived_after_all() => Always((before, after) =>
    {
        for (var i = 0; i < before.Attempts.Count; i++)
        {
            var (was, now) = (before.Attempts[i].State, after.Attempts[i].State);
            Assert.True(was == now || was is not AttemptState.Delivered && (was is not AttemptState.Failed || now is AttemptState.Delivered) && now is not AttemptState.Asked);
            Assert.Equal((before.Attempts[i].Way, before.Attempts[i].At), (after.Attempts[i].Way, after.Attempts[i].At));
        }
    });

    [Fact]
    public void It_always_ends() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (text, now, steps) = (Any(random), The.Start, 0);
        while (NextSteps.Of(text, isWanted: true, now) is var next && next is not (NextStep.Nothing or NextStep.GiveUp))
        {
            Assert.InRange(++steps, 0, 200);
            (text, now) = Do(text, next, now, random);
        }
        Assert.InRange(now - The.Start, TimeSpan.Zero, TimeSpan.FromHours(30));
    }));

    /// <summary>Does what is next, while the network and time do what they like.</summary>
    private static void Always(Action<Dispatch, Dispatch> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (text, now) = (Any(random), The.Start);
        for (var i = 0; i < 60; i++)
        {
            now += TimeSpan.FromSeconds(random.Next(60));
            var after = random.Next(2) == 0 ? Do(text, NextSteps.Of(text, isWanted: true, now), now, random).Text : Told(text, now, random);
            law(text, after);
            text = after;
        }
    }));

    private static (Dispatch Text, DateTimeOffset Now) Do(Dispatch text, NextStep next, DateTimeOffset now, Random random) => next switch
    {
        NextStep.Later later => (text, later.At),
        NextStep.Look when random.Next(4) == 0 => (Reported(text, text.Attempts.Count, now, random), now.AddSeconds(1)),
        NextStep.Look when random.Next(3) == 0 => (text.CouldNotBeLookedFor(text.Attempts.Count, now), now),
        NextStep.Look => (text.WasLookedFor(text.Attempts.Count, now), now),
        NextStep.Try t => (Answered(text.Begin(t.Way, now), text.Attempts.Count + 1, now, random), now),
        _ => (text, now),
    };

    private static Dispatch Answered(Dispatch text, int attempt, DateTimeOffset now, Random random) => random.Next(4) switch
    {
        0 => text,
        1 => text.IsInDoubt(attempt),
        2 => text.WasRefused(attempt, Codes[random.Next(Codes.Length)], random.Next(2) == 0 ? null : TimeSpan.FromSeconds(random.Next(3000)), now),
        _ => text.WasReported(attempt, $"SM{attempt}", random.Next(2) == 0 ? "queued" : "accepted", null, now),
    };

    /// <summary>Something is told twice of some attempt; the second time changes nothing.</summary>
    private static Dispatch Told(Dispatch text, DateTimeOffset now, Random random)
    {
        var attempt = random.Next(text.Attempts.Count + 2);
        if (random.Next(5) == 0)
            return text.WasLookedFor(attempt, now);
        var seed = random.Next();
        var once = Tell(text);
        Assert.Equal(once.Attempts, Tell(once).Attempts);
        return once;

        Dispatch Tell(Dispatch to)
        {
            var again = new Random(seed);
            return again.Next(6) == 0 ? to.WasHeard(attempt, now) : again.Next(3) == 0 ? Answered(to, attempt, now, again) : Reported(to, attempt, now, again);
        }
    }

    private static Dispatch Reported(Dispatch text, int attempt, DateTimeOffset now, Random random) =>
        text.WasReported(attempt, $"SM{attempt}", Statuses[random.Next(Statuses.Length)], Codes[random.Next(Codes.Length)], now);

    private static Dispatch Any(Random random)
    {
        var phone = The.Read<PhoneNumber>("07700 900 101");
        var offer = random.Next(2) == 0;
        return new("48217739-0003", offer ? TextKind.Offered : TextKind.Visited, Audience.Service, "rapid-response-east", offer ? 3 : null, "Referral",
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Way(random.Next(3) == 0 ? WayKind.Call : WayKind.Text, phone))]);
    }
}
