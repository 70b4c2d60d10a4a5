using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests;

/// <summary>What holds of every history, however people and queues come at a referral.</summary>
public sealed class HistoryLaws
{
    /// <summary>Something that is tried after some minutes; which, on what strand and by whom are picked by the numbers.</summary>
    public sealed record Try(int What, int Strand, int Who, int Choice, int Minutes);

    /// <summary>The facts so far, with what was decided at each step.</summary>
    internal sealed record History(List<Recorded> Facts, Referral Referral, DateTimeOffset Now)
    {
        public History After(Decision decision)
        {
            var facts = decision.Facts.Select((f, i) => new Recorded(Referral.Version + 1 + i, f.Happened, Now, The.Gp, null, f.Fact)).ToList();
            return this with { Facts = [.. Facts, .. facts], Referral = facts.Aggregate(Referral, (r, f) => r.With(f)) };
        }
    }

    [Fact]
    public void Whatever_is_open_has_one_owner_one_next_action_and_one_due_time() => Always((before, _, after) =>
    {
        var next = NextActions.Of(after.Referral, The.Town);
        Assert.Equal(after.Referral.IsOpen, next is not null);
        Assert.All(after.Referral.Strands, s => Assert.Equal(after.Referral.IsOpen && s.IsOpen, NextActions.Of(after.Referral, s, The.Town) is not null));
        Assert.True(next is null || (next.Owner.Length > 0 && next.Due > The.Start));
    });

    [Fact]
    public void The_facts_alone_make_the_referral_and_are_numbered_without_a_gap() => Always((_, _, after) =>
    {
        Assert.Equal(Enumerable.Range(1, after.Facts.Count), after.Facts.Select(f => f.Number));
        Assert.Equal(after.Facts.Count, after.Referral.Version);
        Assert.Equal(Told(after.Referral), Told(Referral.From(The.Reference, after.Facts)));
    });

    [Fact]
    public void The_same_said_twice_is_never_a_second_fact() => Always((_, what, after) =>
        Assert.Empty(Decide(what, after.Referral, after.Now).Facts));

    [Fact]
    public void Nobody_visits_before_a_service_accepts_and_only_the_hub_closes_without_one() => Always((before, _, after) =>
    {
        foreach (var fact in after.Facts.Skip(before.Facts.Count).Select(f => f.Fact).OfType<StrandFact>())
        {
            var stage = before.Referral.Strand(fact.Strand)?.Stage;
            if (fact is Visited)
                Assert.Equal(Stage.Accepted, stage);
            if (fact is Closed closed && stage is not (Stage.Accepted or Stage.Visited))
                Assert.True(stage is Stage.WithHub or Stage.AwaitingOffer && Outcomes.WithoutService.Contains(closed.Outcome));
        }
    });

    [Fact]
    public void What_is_refused_has_no_facts_and_what_is_over_stays_over() => Always((before, what, after) =>
    {
        var decision = Decide(what, before.Referral, before.Now);
        Assert.True(decision.Refused is null || decision.Facts.Count == 0);
        if (!before.Referral.IsOpen)
            Assert.True((!after.Referral.IsOpen || !before.Referral.IsWithdrawn) && after.Facts.Skip(before.Facts.Count).All(f => f.Fact is Corrected or StrandAdded or AdditionTriaged or FollowUpOpened or FollowedUp or ClockBreached));
    });

    [Fact]
    public void No_text_says_anything_of_the_person_or_is_longer_than_a_text() => Always((_, _, after) =>
        Assert.All(after.Facts.SelectMany(f => TextMessages.Of(after.Referral, f, The.Town)), t =>
        {
            Assert.True(Gsm7.Fits(t.Body), t.Body);
            Assert.DoesNotContain(The.Canaries, c => t.Body.Contains(c, StringComparison.OrdinalIgnoreCase));
        }));

    [Fact]
    public void Every_text_has_a_key_of_its_own() => Always((_, _, after) =>
    {
        var keys = after.Facts.SelectMany(f => TextMessages.Of(after.Referral, f, The.Town)).Select(t => t.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    });

    [Fact]
    public void Merged_at_any_time_the_one_that_is_kept_has_advised_999_for_all_that_the_duplicate_has() => Always((_, _, after) =>
    {
        var kept = Given.After(Another, MergeReferrals.Keep(Another, after.Referral, after.Now));
        Assert.True(!kept.IsOpen || !after.Referral.IsOpen || kept.Additions.IsEmpty || kept.AdvisedFor.IsSupersetOf(after.Referral.AdvisedFor));
    });

    [Fact]
    public void No_clock_is_due_before_it_starts_and_no_pause_makes_it_due_earlier() => Always((_, _, after) =>
        Assert.All(ReferralClocks.Of(after.Referral, The.Town), c =>
        {
            Assert.True(c.Due >= c.Id.Since && c.WorkingDue >= c.Due, $"{c}");
            Assert.All(c.Pauses, p => Assert.True(p.From < p.Until));
        }));

    /// <summary>Of two clocks that began at the very same moment, as can only be here, the breach of one is not told from the other's.</summary>
    [Fact]
    public void No_breach_is_recorded_of_a_clock_that_was_stopped_in_time() => Always((before, _, after) =>
        Assert.All(after.Facts.Skip(before.Facts.Count).Select(f => f.Fact).OfType<ClockBreached>(), breach => Assert.True(
            ReferralClocks.Of(after.Referral, The.Town).Where(c => c.Id == breach.Clock).ToList() is not { Count: > 0 } clocks || clocks.Exists(c => c.IsBreachedAt(after.Now)), $"{breach}")));

    [Fact]
    public void However_often_and_late_the_clocks_are_looked_at_the_same_is_told_once_and_nothing_due_is_left() => Always((_, _, after) =>
    {
        foreach (var later in new[] { TimeSpan.Zero, TimeSpan.FromHours(8), TimeSpan.FromDays(120) })
        {
            var now = after.Now + later;
            var told = after with { Now = now };
            for (var again = 0; again < 3 && WatchClocks.Decide(told.Referral, The.Town, now).Facts.Count > 0; again++)
                told = told.After(WatchClocks.Decide(told.Referral, The.Town, now));
            Assert.Empty(WatchClocks.Decide(told.Referral, The.Town, now).Facts);
            Assert.False(WatchClocks.NextMoment(told.Referral, The.Town) <= now);
            var facts = told.Referral.Tellings.Select(t => t.Fact).ToList();
            Assert.Equal(facts.Count, facts.Distinct().Count());
        }
    });

    /// <summary>Checks something after every step of random histories.</summary>
    internal static void Always(Action<History, Try, History> check)
    {
        var one = from what in Gen.Choose(0, 22) from strand in Gen.Choose(1, 3) from who in Gen.Choose(0, 3) from choice in Gen.Choose(0, 99)
                  from minutes in Gen.Frequency((5, Gen.Choose(0, 3)), (1, Gen.Choose(10, 2000)))
                  select new Try(what, strand, who, choice, minutes);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(40), Prop.ForAll(one.ListOf().ToArbitrary(), tries =>
        {
            var history = Begun(company: tries.Count % 2 == 0, elsewhere: tries.Count % 5 == 0);
            foreach (var what in tries)
            {
                var before = history with { Now = history.Now.AddMinutes(what.Minutes) };
                history = before.After(Decide(what, before.Referral, before.Now));
                check(before, what, history);
            }
        }));
    }

    /// <summary>Another referral of the same person.</summary>
    private static Referral Another => Given.Another(The.Submitted, The.Triaged, new MatchFound([new(The.Reference, SameNhsNumber: true)]), new MatchDecided(The.Reference, IsSame: true));

    private static History Begun(bool company, bool elsewhere)
    {
        var submitted = The.Submitted with
        {
            Need = The.Submitted.Need with { Company = company },
            Person = The.Submitted.Person with { Postcode = The.Read<Postcode>(elsewhere ? "ZZ99 3WZ" : "SS1 2AB") },
        };
        var fact = new Recorded(1, The.Start, The.Start, The.Gp, null, submitted);
        return new History([fact], Referral.From(The.Reference, [fact]), The.Start);
    }

    private static Decision Decide(Try what, Referral referral, DateTimeOffset now)
    {
        OdsCode[] people = [The.EastTeam, The.WestTeam, The.Neighbours, The.HubCode];
        var who = people[what.Who];
        var service = The.Town.Services[what.Choice % The.Town.Services.Length].Id;
        return what.What switch
        {
            0 => TriageReferral.Decide(referral, The.Town, [], now),
            1 or 2 => RouteReferral.Decide(referral, The.Town, FreeCapacity.Untouched, now),
            3 => WatchClocks.Decide(referral, The.Town, now),
            4 => AcceptOffer.Decide(referral, what.Strand, who, now),
            5 => DeclineOffer.Decide(referral, what.Strand, who, Pick<DeclineReason>(what.Choice), "Written note", now),
            6 => RecordVisit.Decide(referral, what.Strand, who, now.AddMinutes(what.Choice % 7 - 4), "Written note", now),
            7 => CloseStrand.Decide(referral, what.Strand, who, who == The.HubCode, new(
                Pick<Outcome>(what.Choice), "Written note", Onward: what.Choice % 3 == 0 ? new(Pick<Pathway>(what.Choice), Pick<Urgency>(what.Choice), "Written note") : null), The.Town, now),
            8 => OfferByHand.Decide(referral, what.Strand, service, "Nearest", The.Town, now),
            9 => OverrideTriage.Decide(referral, what.Strand, Pick<Pathway>(what.Choice), Pick<Urgency>(what.Choice / 7), "Written note", now),
            10 => AddStrand.Decide(referral, Pick<Pathway>(what.Choice), Pick<Urgency>(what.Choice / 7), "Written note", who, who == The.HubCode, now),
            11 => AddToReferral.Decide(
                referral, The.Details with { Need = The.Details.Need with { Reason = Pick<Reason>(what.Choice), Assessment = Flagged(what.Choice) } }, The.Town, OrganisationKind.GpPractice, now),
            12 => AttemptVisit.Decide(referral, what.Strand, who, Pick<NoAccess>(what.Choice), now.AddMinutes(what.Choice % 7 - 4), "Written note", now),
            13 => AgreeGoals.Decide(referral, what.Strand, who, [.. Enumerable.Range(1, what.Choice % 5).Select(n => new Goal($"Goal {what.Choice / 20}", n))], null, The.Town, now),
            14 => ReviewSupport.Decide(referral, what.Strand, who, "Written note", what.Choice % 2 == 0 ? null : [what.Choice % 10 + 1, null], now),
            15 => SendMessage.Decide(referral, $"Written note {what.Choice % 3}", what.Choice % 2 == 0, what.Choice % 5 == 0 ? 4 : null, The.Surgery, now),
            16 when what.Choice % 2 == 0 => RecordAnswer.Accepts(referral, what.Strand, service, "Written note", now),
            16 => RecordAnswer.Declines(referral, what.Strand, service, "Written note", Pick<DeclineReason>(what.Choice), null, now),
            17 => MergeReferrals.Keep(referral, Another, now),
            18 when what.Choice < 10 => MergeReferrals.End(Given.After(Another, MergeReferrals.Keep(Another, referral, now)), referral, now),
            19 => AssignReferral.Decide(referral, what.Choice % 3 == 0 ? null : new($"person-{what.Choice % 3}", "Written note"), now),
            20 => ExtendSupport.Decide(referral, what.Strand, who, new DateOnly(2026, 4, 10).AddDays(what.Choice), "Written note", "Written note", "Jo Bell", The.Town, now),
            21 => FollowUpPerson.Decide(referral, "three-weeks", who, who == The.HubCode, Pick<FollowUpResult>(what.Choice), "Written note", now),
            _ when what.Choice < 10 => WithdrawReferral.Decide(referral, Pick<WithdrawReason>(what.Choice), null, now),
            _ => CorrectReferral.Decide(
                referral, new Dictionary<string, string?> { ["name"] = $"Edith Example {what.Choice}" }, "Misheard", The.Town, new DateOnly(2026, 3, 3), now).Decision!,
        };
    }

    private static Assessment Flagged(int choice) => choice % 4 == 0 ? Assessment.None with { RedFlags = [Pick<RedFlag>(choice / 4)] } : Assessment.None;

    private static T Pick<T>(int choice) where T : struct, Enum => Enum.GetValues<T>()[choice % Enum.GetValues<T>().Length];

    private static string Told(Referral referral) => System.Text.Json.JsonSerializer.Serialize(referral);
}
