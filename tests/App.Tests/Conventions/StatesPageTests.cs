using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Tests.Conventions;

/// <summary>docs/states.md and docs/permissions.md, made from what the code does.</summary>
public sealed class StatesPageTests
{
    private static readonly (string Name, Fact[] Facts)[] Stages =
    [
        ("not triaged yet", [The.Submitted]),
        (Plain.Of(Stage.AwaitingOffer), [The.Submitted, The.Triaged]),
        (Plain.Of(Stage.OnOffer), [The.Submitted, The.Triaged, The.Offered]),
        (Plain.Of(Stage.WithHub), [The.Submitted, The.Triaged, The.HandedToHub]),
        (Plain.Of(Stage.Accepted), [The.Submitted, The.Triaged, The.Offered, The.Accepted]),
        (Plain.Of(Stage.Visited), [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited]),
        (Plain.Of(Stage.Closed), [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed]),
        ("withdrawn", [The.Submitted, The.Triaged, The.Offered, The.Withdrawn]),
    ];

    private static readonly Referral Another =
        Given.Another(The.Submitted, The.Triaged, new MatchFound([new(The.Reference, SameNhsNumber: true)]), new MatchDecided(The.Reference, IsSame: true));

    private static readonly (string Name, Func<Referral, DateTimeOffset, Decision> Decide)[] Actions =
    [
        ("System triages", (r, now) => TriageReferral.Decide(r, The.Town, [], now)),
        ("System routes", (r, now) => RouteReferral.Decide(r, The.Town, FreeCapacity.Untouched, now)),
        ("Offer's time runs out", (r, now) => WatchClocks.Decide(r, JustOffers, now.AddHours(1))),
        ("Provider accepts", (r, now) => AcceptOffer.Decide(r, 1, The.EastTeam, now)),
        ("Provider declines", (r, now) => DeclineOffer.Decide(r, 1, The.EastTeam, DeclineReason.NoCapacity, null, now)),
        ("Provider records a visit", (r, now) => RecordVisit.Decide(r, 1, The.EastTeam, now, null, now)),
        ("Provider went in vain", (r, now) => AttemptVisit.Decide(r, 1, The.EastTeam, NoAccess.NobodyAnswered, now, null, now)),
        ("Provider agrees goals", (r, now) => AgreeGoals.Decide(r, 1, The.EastTeam, [new("To cook again")], null, The.Town, now)),
        ("Provider reviews the support", (r, now) => ReviewSupport.Decide(r, 1, The.EastTeam, "Going well", null, now)),
        ("Provider extends the support", (r, now) => ExtendSupport.Decide(r, 1, The.EastTeam, new(2026, 5, 1), "Slower", "Sam Approver", "Jo Bell", The.Town, now)),
        ("Provider closes", (r, now) => CloseStrand.Decide(r, 1, The.EastTeam, isHub: false, new(Outcome.NoOngoingSupport), The.Town, now)),
        ("Hub offers by hand", (r, now) => OfferByHand.Decide(r, 1, "rapid-response-west", "Nearest", The.Town, now)),
        ("Hub overrides triage", (r, now) => OverrideTriage.Decide(r, 1, Pathway.Reablement, Urgency.TwoDays, "Not a crisis", now)),
        ("Hub adds a strand", (r, now) => AddStrand.Decide(r, Pathway.Reablement, Urgency.TwoDays, "To walk again", The.HubCode, isHub: true, now)),
        ("Provider adds a strand", (r, now) => AddStrand.Decide(r, Pathway.Reablement, Urgency.TwoDays, "To walk again", The.EastTeam, isHub: false, now)),
        ("Another referrer adds to it", (r, now) => AddToReferral.Decide(r, The.Details, The.Town, OrganisationKind.AmbulanceService, now)),
        ("Hub records that a provider accepts", (r, now) => RecordAnswer.Accepts(r, 1, "rapid-response-east", "Jo", now)),
        ("Anybody with a part in it writes", (r, now) => SendMessage.Decide(r, "Is somebody there?", answerWanted: true, null, The.EastTeam, now)),
        ("Hub merges it into another", (r, now) => MergeReferrals.End(Given.After(Another, MergeReferrals.Keep(Another, r, now)), r, now)),
        ("Hub closes with advice", (r, now) => CloseStrand.Decide(r, 1, The.HubCode, isHub: true, new(Outcome.AdviceGiven), The.Town, now)),
        ("Hub person takes it", (r, now) => AssignReferral.Decide(r, new("kit-walker", "Kit Walker"), now)),
        ("Referrer or hub withdraws", (r, now) => WithdrawReferral.Decide(r, WithdrawReason.NoLongerNeeded, null, now)),
        ("Referrer or hub corrects", (r, now) => CorrectReferral.Decide(
            r, new Dictionary<string, string?> { ["name"] = "Edith Elder" }, "Misheard", The.Town, new DateOnly(2026, 3, 3), now).Decision!),
    ];

    [Fact]
    public void The_page_about_states_says_which_fact_brings_a_strand_to_which_stage() => Document.Of("states.md").Says("stages",
    [
        "| fact | the strand is then |", "|---|---|",
        .. FactNames.All.Where(n => n.Value.IsSubclassOf(typeof(StrandFact)) || n.Value == typeof(Triaged)).Select(n => $"| `{n.Key}` | {Plain.Of(After(n.Value))} |"),
    ]);

    [Fact]
    public void The_page_about_states_says_what_can_be_done_at_each_stage() => Document.Of("states.md").Says("actions",
    [
        $"| | {string.Join(" | ", Stages.Select(s => s.Name))} |", $"|---|{string.Concat(Stages.Select(_ => "---|"))}",
        .. Actions.Select(a => $"| {a.Name} | {string.Join(" | ", Stages.Select(s => Told(Given.Facts(s.Facts).When(a.Decide).Decision)))} |"),
    ]);

    [Fact]
    public void The_page_about_states_says_who_acts_next() => Document.Of("states.md").Says("next",
    [
        "| stage | who acts | what they do | by when |", "|---|---|---|---|",
        .. Stages.Select(s => $"| {s.Name} | {Next(s.Facts)} |"),
    ]);

    [Fact]
    public void The_page_about_permissions_says_what_the_gate_allows() => Document.Of("permissions.md").Says("permissions",
    [
        "| route | methods | who | recorded |", "|---|---|---|---|",
        .. Permissions.All.Select(p => $"| `{p.Route}` | {string.Join(", ", p.Methods)} | {Who(p)} | {(p.Records is { } act ? SinglePointOfReferral.Domain.Code.Of(act) : "")} |"),
    ]);

    /// <summary>A town whose only clock is the time to answer an offer.</summary>
    private static Locality JustOffers => The.Town with
    {
        Clocks = The.Town.Clocks with { Rules = [.. The.Town.Clocks.Rules.Where(r => r.To is ClockStop.Answered).Select(r => r with { Warning = null })] },
    };

    private static Stage After(Type fact)
    {
        var example = The.OfEachKind.Single(f => f.GetType() == fact);
        Fact[] before = fact == typeof(Triaged) ? [The.Submitted]
            : fact == typeof(Reviewed) || fact == typeof(SupportExtended) ? [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited]
            : fact == typeof(VisitAttempted) || fact == typeof(VisitExpected) || fact == typeof(GoalsAgreed) ? [The.Submitted, The.Triaged, The.Offered, The.Accepted]
            : fact == typeof(FollowUpOpened) || fact == typeof(FollowedUp) ? [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed]
            : [The.Submitted, The.Triaged, The.Offered];
        return Given.Facts([.. before, example]).Referral.Strands[fact == typeof(StrandAdded) ? 1 : 0].Stage;
    }

    private static string Told(Decision decision) =>
        decision.Refused is { } refusal ? $"{Code.Of(refusal).Replace('-', ' ')}"
        : decision.Facts.Count == 0 ? "*nothing*"
        : string.Join(", ", decision.Facts.Select(f => $"`{FactNames.Of(f.Fact)}`"));

    private static string Next(Fact[] facts) => NextActions.Of(Given.Facts(facts).Referral, The.Town) is { } next
        ? $"{(next.Provider is null ? next.Owner == NextActions.Hub ? "the hub" : "the named owner at the hub" : "the service")} | {Plain.Of(next.Todo)} | {By(next.Todo, facts)}"
        : "nobody | nothing | ";

    private static string By(Todo todo, Fact[] facts) => todo switch
    {
        Todo.AnswerOffer => ByAnswer(facts),
        Todo.Visit => Due(Enum.GetValues<Urgency>().Select(u => (Fact[])[facts[0], TriagedTo(Pathway.RapidResponse, u), .. facts[2..]])) + ", as triage decided",
        Todo.FindService when facts[^1] is Triaged => Due([facts, [.. facts, The.Offered, The.Declined], [.. facts, The.Offered, The.Lapsed]]),
        _ => Due([facts]),
    };

    private static string ByAnswer(Fact[] facts)
    {
        foreach (var service in The.Town.Services)
            Assert.Equal($"{Plain.Length(service.AnswerWithin)} from the offer", Due([[facts[0], TriagedTo(service.Pathway, Urgency.Routine), .. facts[2..]]]));
        return "the time that the service has to answer, from the offer";
    }

    private static Triaged TriagedTo(Pathway pathway, Urgency urgency) => The.Triaged with { Strands = [new(1, pathway, urgency)] };

    /// <summary>How long after which fact something is due at the end of each story: the fact that, told a minute later, makes it due a minute later.</summary>
    private static string Due(IEnumerable<Fact[]> stories)
    {
        var (lengths, froms) = (new List<string>(), new List<string>());
        foreach (var facts in stories)
        {
            var due = DueAt(Tell(facts));
            var from = Assert.Single(Enumerable.Range(0, facts.Length), i => DueAt(Tell(facts, delayed: i)) != due);
            Assert.Equal(due.AddMinutes(1), DueAt(Tell(facts, delayed: from)));
            lengths.Add(Plain.Length(due - Tell(facts)[from].Happened));
            froms.Add(Moment(facts[from]));
        }
        Assert.True(lengths.Distinct().Count() == 1 || froms.Distinct().Count() == 1);
        return $"{Or(lengths)} from {Or(froms)}";
    }

    private static DateTimeOffset DueAt(Recorded[] told) => NextActions.Of(Referral.From(The.Reference, told), The.Town)!.Due;

    /// <summary>A story told an hour apart; whom it is offered or handed to is decided by the code at that time.</summary>
    private static Recorded[] Tell(Fact[] facts, int delayed = -1)
    {
        var told = new List<Recorded>();
        foreach (var (i, fact) in facts.Index())
        {
            var at = The.Start.AddHours(i).AddMinutes(i == delayed ? 1 : 0);
            var decided = fact is Offered or HandedToHub
                ? Assert.Single(RouteReferral.Decide(Referral.From(The.Reference, told), fact is Offered ? The.Town : The.Town with { Services = [] }, FreeCapacity.Untouched, at).Facts).Fact
                : fact;
            Assert.IsType(fact.GetType(), decided);
            told.Add(new Recorded(i + 1, at, at, i == 0 ? The.Gp : Actor.System, null, decided));
        }
        return [.. told];
    }

    private static string Moment(Fact fact) => fact switch
    {
        Submitted => "receipt",
        Triaged => "triage",
        Offered => "the offer",
        Declined => "the decline",
        Lapsed => "the lapse",
        HandedToHub => "the hand-over",
        Visited => "the visit",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static string Or(IEnumerable<string> words)
    {
        var all = words.Distinct().ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}";
    }

    private static string Who(Permission permission) =>
        permission.IsPublic ? "anybody" : permission.IsForHost ? "the Functions host alone"
        : string.Join(", ", permission.Allowed.Select(a => Code.Of(a.Role) + (a.Relationship switch { Relationship.Any => "", Relationship.Following => " of it or of a duplicate", _ => " of it" })));
}
