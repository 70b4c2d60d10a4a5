using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

public sealed class MenuTests
{
    /// <summary>Words a minute of a voice that reads out, and seconds for a key and for thinking about a menu.</summary>
    private const double Pace = 165, ForAKey = 0.6, ForAMenu = 4;

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
    public void Nought_rings_the_hub_from_everywhere_but_where_it_means_another_need() => Assert.All(
        Everywhere.Where(t => t.Keys == "0" && t.From.Step is not (Step.Hub or Step.Ended or Step.Reason)), t => Assert.Equal(Step.Hub, t.To.Step));

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

    [Theory]
    [InlineData("31021942", "real date")]
    [InlineData("09032942", "past")]
    [InlineData("09031842", "1901")]
    [InlineData("0903194", "real date")]
    public void A_date_of_birth_is_checked_as_the_form_checks_it(string keys, string says)
    {
        var call = Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", "1", keys);
        Assert.Equal(Step.DateOfBirth, call.Step);
        Assert.Contains(says, call.Before[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_keyed_makes_the_form_that_is_sent()
    {
        var call = Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number, "1", "7", "2", "2", "2", "2", "01632960555");
        Assert.Equal(Step.Summary, call.Step);
        Assert.Equal(
            new ReferralForm { NhsNumber = Walk.Number, Reason = "catheter", HowSoon = "two-days", Residence = "care-home", SafeToWait = "no", CallBack = "01632960555" }, call.Draft!.Form);
    }

    [Fact]
    public void What_the_organisation_said_before_is_confirmed_and_not_asked_again()
    {
        var call = Path(Walk.Incoming(), new Found.PersonFound(Walk.Known, null), "123456", "4821", "1", "1", Walk.Number);
        var heard = string.Join(' ', Menus.Of(call.Step).Says(call, Walk.Hub));
        Assert.Contains("9 9 9, 0 0 0, 0 0 1 8. Edith Example, born 9 March 1942, at S S 1, 2 A B.", heard, StringComparison.Ordinal);
        var there = Path(call, new Found.Done(), "1", "1", "1", "1");
        Assert.Equal((Step.Summary, "SS1 2AB", "Edith Example"), (there.Step, there.Draft!.Form.Postcode, there.Draft.Form.Name));
        var elsewhere = Path(call, new Found.Done(), "2", "1", "1");
        Assert.Equal((Step.Where, "Edith Example", "1942-03-09", null, null), (elsewhere.Step, elsewhere.Draft!.Form.Name, elsewhere.Draft.Form.DateOfBirth, elsewhere.Draft.Form.Postcode, elsewhere.Draft.Form.Address));
        Assert.Equal(Walk.Number, elsewhere.Draft.Form.NhsNumber);
        var other = Path(call, new Found.Done(), "3");
        Assert.Equal((Step.NhsNumber, null, null, null), (other.Step, other.Draft!.Form.NhsNumber, other.Draft.Form.Name, other.Draft.Known));
    }

    [Fact]
    public void Going_back_to_another_person_takes_nothing_of_the_first_along()
    {
        var known = Path(Walk.Incoming(), new Found.PersonFound(Walk.Known with { Residence = "care-home" }, null), "123456", "4821", "1", "1", Walk.Number, "1", "1");
        var other = Path(known, new Found.PersonFound(null, null), "*", "*", "*", "9990000026");
        Assert.Equal((Step.ConfirmNumber, "9990000026"), (other.Step, other.Draft!.Form.NhsNumber));
        Assert.Equal((null, null, null, null), (other.Draft.Form.Name, other.Draft.Form.Postcode, other.Draft.Form.Address, other.Draft.Form.DateOfBirth));
    }

    [Fact]
    public void Another_person_is_another_request_and_the_same_is_the_same()
    {
        var call = Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number);
        var same = Path(call, new Found.PersonFound(null, null), "*", Walk.Number);
        var other = Path(call, new Found.PersonFound(null, null), "*", "9990000026");
        Assert.Equal(call.Draft!.Id, same.Draft!.Id);
        Assert.NotEqual(call.Draft.Id, other.Draft!.Id);
        var born = Path(call, new Found.PersonFound(null, null), "2", "1", "09031942");
        Assert.NotEqual(born.Draft!.Id, Path(born, new Found.Done(), "2", "10031942").Draft!.Id);
    }

    [Fact]
    public void A_request_that_was_made_before_the_call_was_cut_off_is_told_and_a_new_one_can_follow()
    {
        var summary = Path(Walk.Incoming(), new Found.PersonFound(Walk.Known, null), "123456", "4821", "1", "1", Walk.Number, "1", "1", "1", "1");
        var told = Walk.Take(summary, "1", _ => new Found.ReferredBefore(The.Reference));
        Assert.Equal(Step.Summary, told.Step);
        Assert.Contains($"This person was referred before as {Spoken.Of(The.Reference)}.", told.Before[0], StringComparison.Ordinal);
        Assert.NotEqual(summary.Draft!.Id, told.Draft!.Id);
    }

    [Fact]
    public void A_date_of_birth_that_was_wrong_is_not_sent()
    {
        var call = Path(Walk.Incoming(), new Found.Done(), "123456", "4821", "1", "1", "1", "09031942", "2", "1");
        Assert.Equal((Step.Reason, null), (call.Step, call.Draft!.Form.DateOfBirth));
    }

    [Fact]
    public void Where_the_hub_does_not_answer_star_goes_back_or_what_was_keyed_is_its_to_ring_back_for()
    {
        var nothing = Path(Walk.Incoming(), new Found.Done(), "123456", "4821", "1", "1", "0");
        Assert.Equal(Step.Hub, nothing.Step);
        var (busy, asked) = Ivr.HubRang(nothing, wasAnswered: false);
        Assert.Equal((Step.HubBusy, null), (busy.Step, asked));
        Assert.Equal(Step.NhsNumber, Walk.Take(busy, "*", a => Walk.CanCome(a)[0]).Step);

        var keyed = Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number, "0");
        (busy, asked) = Ivr.HubRang(keyed, wasAnswered: false);
        Assert.Equal(Ask.ReferAsKeyed, asked);
        var (told, _) = ResumeCall.With(busy, new Found.ReferredAsKeyed(The.Reference, []));
        Assert.Contains($"What you keyed is referral {Spoken.Of(The.Reference)}.", string.Join(' ', Menus.Of(told.Step).Says(told, Walk.Hub)), StringComparison.Ordinal);
        Assert.Null(told.Draft);

        var withheld = Path(Walk.Incoming(isWithheld: true), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number, "0");
        Assert.Null(Ivr.HubRang(withheld, wasAnswered: false).Ask);
    }

    [Fact]
    public void An_offer_to_be_answered_another_day_says_which()
    {
        var offer = Walk.Offer(1) with { HeardAt = The.Start.AddDays(-1) };
        var said = string.Join(' ', Menus.Of(Step.Offer).Says(Walk.Incoming() with { Offers = [offer] }, Walk.Hub));
        Assert.Contains("to be answered by 09:15 tomorrow.", said, StringComparison.Ordinal);
    }

    /// <summary>To the end of the reference, after which there is nothing to do but hang up.</summary>
    [Fact]
    public void A_known_person_is_referred_in_under_two_minutes_heard_in_full()
    {
        var signedIn = Time(Walk.Incoming(), "123456", "4821", "1", "1", Walk.Number, "1", "1", "1", "1", "1");
        var remembered = Time(ResumeCall.Believed(Walk.Incoming(), "123456", new(Walk.Referrer, null)), "1", "1", Walk.Number, "1", "1", "1", "1", "1");
        Assert.Equal((172, 28, 10), (signedIn.Words, signedIn.Keys, signedIn.Menus));
        Assert.Equal((179, 17, 8), (remembered.Words, remembered.Keys, remembered.Menus));
        Assert.All([signedIn, remembered], t => Assert.True(t.Words / Pace * 60 + t.Keys * ForAKey + t.Menus * ForAMenu < 120));
    }

    private static (int Words, int Keys, int Menus) Time(Call call, params string[] pressed)
    {
        var (words, keys, menus) = (0, 0, 0);
        foreach (var key in pressed)
        {
            words += Words(Menus.Of(call.Step).Says(call, Walk.Hub));
            menus++;
            keys += key.Length + (call.Step is Step.Pin ? 1 : 0);
            call = Path(call, new Found.PersonFound(Walk.Known, null), key);
        }
        Assert.Equal(Step.Referred, call.Step);
        return (words + Words(call.Told), keys, menus);
    }

    [Fact]
    public void Ten_thousand_calls_of_somebody_who_presses_anything_end_and_hear_of_nobody_before_the_PIN()
    {
        string[] personal = [.. The.Canaries, "9 9 9, 0 0 0", "Edith", "1942", "S S 1"];
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

    /// <summary>The words that are said, each digit or letter that is said alone counted as one and a year as two.</summary>
    private static int Words(IEnumerable<string> said) => string.Join(' ', said).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
        .Sum(w => w.Length == 4 && w.All(char.IsAsciiDigit) ? 2 : 1);

    private static Call Path(Call call, Found person, params string[] keys) => keys.Aggregate(call, (at, pressed) => Walk.Take(at, pressed, ask => ask switch
    {
        Ask.FindPerson => person,
        Ask.CheckPin => new Found.PinRight(Walk.Referrer, null),
        Ask.Refer => new Found.Referred(The.Reference, false, []),
        _ => Walk.CanCome(ask)[0],
    }));
}
