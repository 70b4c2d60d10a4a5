using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

public sealed class MenuTests
{
    private static readonly IReadOnlyList<Trod> Everywhere = Walk.Everywhere();

    [Fact]
    public void Every_step_has_one_menu() =>
        Assert.Equal(Enum.GetValues<Step>().Order(), Menus.All.Select(m => m.Step).Order());

    [Fact]
    public void Every_step_is_reached_and_every_key_of_the_table_is_taken()
    {
        Assert.Equal(Enum.GetValues<Step>().ToHashSet(), Everywhere.Select(t => t.To.Step).Append(Step.StaffNumber).ToHashSet());
        foreach (var menu in Menus.All)
        {
            var here = Everywhere.Where(t => t.From.Step == menu.Step).ToList();
            Assert.All(menu.Choices, c => Assert.True(here.Exists(t => t.Keys == $"{c.Key}" && menu.ChoiceOf(t.From, c.Key) == c), $"{menu.Step}: nobody ever takes {c.Key} ({c.Means})."));
            if (menu.Entry is { } entry)
                Assert.Contains(here, t => t.Keys == Walk.Right(menu.Step) && (t.Asked == entry.Asks || t.To.Step == entry.To));
        }
    }

    [Fact]
    public void A_key_that_is_not_asked_for_anything_leads_where_the_table_says() => Assert.All(
        Everywhere.Where(t => t.Keys.Length == 1 && (t.Keys != "#" || t.From.HasHashed) && t.Asked is null && t.From.Step is not (Step.Hub or Step.CutOff)),
        t =>
        {
            if (Menus.Of(t.From.Step).ChoiceOf(t.From, t.Keys[0]) is { } choice)
                Assert.Equal(choice.To, t.To.Step);
        });

    [Fact]
    public void Something_is_said_in_every_place_and_each_key_that_it_takes_is_said_after_what_it_means() => Assert.All(Everywhere, t =>
    {
        var said = Menus.Of(t.To.Step).Says(t.To, Walk.Hub).ToList();
        Assert.NotEmpty(said);
        Assert.All(said, s => Assert.Matches(@"^\S.*[.?]$", s));
        Assert.All(Menus.Of(t.To.Step).Choices.Where(c => c.Means is not null && c.When(t.To)), c => Assert.Contains(said, s => s.StartsWith($"{c.Means}, ", StringComparison.Ordinal) && s.Contains($"{c.Key}", StringComparison.Ordinal)));
    });

    [Fact]
    public void Who_may_not_do_something_is_not_told_of_it_and_cannot()
    {
        var main = Everywhere.Where(t => t.From is { Step: Step.Main, Caller.MayRefer: false } && t.Keys == "1").ToList();
        Assert.NotEmpty(main);
        Assert.All(main, t => Assert.DoesNotContain("New referral", string.Join(' ', Menus.Of(Step.Main).Says(t.From, Walk.Hub)), StringComparison.Ordinal));
        Assert.All(main, t => Assert.True(t.To.Step is Step.Main or Step.Hub && t.To.Draft is null));
        Assert.All(Everywhere.Where(t => t.From is { Step: Step.Main, Caller.MayAnswer: false } && t.Keys == "3"), t => Assert.NotEqual(Ask.FindOffers, t.Asked));
    }

    [Fact]
    public void Three_times_nothing_or_a_wrong_key_ends_at_the_hub_or_where_all_was_heard_at_the_end()
    {
        foreach (var place in Everywhere.Select(t => t.To).Where(c => c is { Misses: 0, Step: not (Step.Hub or Step.Ended) }))
        {
            foreach (var keys in new[] { "", "98x" })
            {
                var call = place;
                for (var i = 1; i <= Ivr.MostMisses; i++)
                {
                    Assert.Equal(place.Step, call.Step);
                    call = Walk.Take(call, keys, a => Walk.CanCome(a)[0]);
                }
                Assert.Equal(Menus.Of(place.Step).MayEnd ? Step.Ended : Step.Hub, call.Step);
            }
        }
    }

    [Fact]
    public void Star_goes_back_to_where_the_caller_came_from()
    {
        foreach (var trod in Everywhere.Where(t => t.To is { Trail.IsEmpty: false, Step: not (Step.Hub or Step.Ended or Step.Pin or Step.Locked) }))
        {
            var back = Walk.Take(trod.To, "*", a => Walk.CanCome(a)[0]);
            Assert.Equal(trod.To.Trail[^1], back.Step);
            Assert.Equal(trod.To.Trail.Count - 1, back.Trail.Count);
        }
    }

    [Fact]
    public void A_hash_out_of_habit_says_it_again_and_only_a_second_means_it()
    {
        var once = Everywhere.Where(t => t.Keys == "#" && !t.From.HasHashed && t.From.Step is not (Step.Hub or Step.Ended)).ToList();
        Assert.All(once, t => Assert.Equal((t.From.Step, t.From.Misses, null), (t.To.Step, t.To.Misses, t.Asked)));
        var main = once.First(t => t.From.Step is Step.Main).To;
        Assert.Equal(Step.Ended, Walk.Take(main, "#", a => Walk.CanCome(a)[0]).Step);
    }

    [Fact]
    public void Nought_rings_the_hub_from_everywhere() => Assert.All(
        Everywhere.Where(t => t.Keys == "0" && t.From.Step is not (Step.Hub or Step.Ended)), t => Assert.Equal(Step.Hub, t.To.Step));

    [Fact]
    public void Whoever_is_not_who_the_telephone_is_remembered_for_signs_in()
    {
        var believed = ResumeCall.Believed(Walk.Incoming(), "123456", new(Walk.Referrer, null));
        var (call, ask) = Ivr.Take(believed, "*", Walk.Today);
        Assert.Equal((Step.StaffNumber, Ask.Forget, null), (call.Step, ask, call.Caller));
        var again = Walk.Take(Walk.Take(believed, "1", _ => new Found.Done()), "*", _ => new Found.Done());
        Assert.Equal(Step.Main, again.Step);
        Assert.NotNull(Walk.Take(again, "*", _ => new Found.Done()).Caller);
    }

    [Fact]
    public void Three_wrong_PINs_of_one_call_ring_the_hub()
    {
        var call = Walk.Incoming();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Step.StaffNumber, call.Step);
            call = Walk.Take(Walk.Take(call, "123456", _ => new Found.Done()), "0000", ask => ask is Ask.CheckPin ? new Found.PinWrong() : new Found.Done());
        }
        Assert.Equal((Step.Hub, null), (call.Step, call.Caller));
    }

    [Fact]
    public void An_offer_to_be_answered_another_day_says_which()
    {
        var offer = Walk.Offer(1) with { HeardAt = The.Start.AddDays(-1) };
        var said = string.Join(' ', Menus.Of(Step.Offer).Says(Walk.Incoming() with { Offers = [offer] }, Walk.Hub));
        Assert.Contains("to be answered by 09:15 tomorrow.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_calls_of_somebody_who_presses_anything_end_and_hear_of_nobody_before_the_PIN()
    {
        string[] personal = [.. The.Canaries, "9 9 9, 0 0 0", "Edith", "S S 1"];
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var call = Walk.Incoming(isWithheld: random.Next(4) == 0);
            for (var turn = 0; call.Step is not Step.Ended; turn++)
            {
                Assert.True(turn <= Ivr.MostTurns + 2, $"Call {seed} does not end: it is at {call.Step}.");
                if (call.Caller is null)
                {
                    var said = string.Join(' ', Menus.Of(call.Step).Says(call, Walk.Hub));
                    Assert.All(personal, p => Assert.DoesNotContain(p, said, StringComparison.Ordinal));
                }
                if (call.Step is Step.Hub)
                {
                    var (rang, ask) = Ivr.HubRang(call, random.Next(3) == 0);
                    call = ask is { } asked ? ResumeCall.With(rang, Walk.CanCome(asked)[random.Next(2)]).Call : rang;
                    continue;
                }
                call = Walk.Take(call, Pressed(random, call.Step), ask => Walk.CanCome(ask)[random.Next(Walk.CanCome(ask).Count)]);
            }
        }
    }

    private static string Pressed(Random random, Step step) => random.Next(12) switch
    {
        0 => "",
        1 => "*",
        < 7 when Walk.Right(step) is { } right => right,
        < 10 => $"{random.Next(4)}",
        10 => $"{"0123456789*#"[random.Next(12)]}",
        _ => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(32, 0x2fff))),
    };
}
