using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
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

    private static readonly (string Name, Func<Referral, DateTimeOffset, Decision> Decide)[] Actions =
    [
        ("System triages", TriageReferral.Decide),
        ("System routes", (r, now) => RouteReferral.Decide(r, The.Town, now)),
        ("Offer's time runs out", (r, now) => LapseOffer.Decide(r, now.AddHours(1))),
        ("Provider accepts", (r, now) => AcceptOffer.Decide(r, 1, The.EastTeam, now)),
        ("Provider declines", (r, now) => DeclineOffer.Decide(r, 1, The.EastTeam, DeclineReason.NoCapacity, null, now)),
        ("Provider records a visit", (r, now) => RecordVisit.Decide(r, 1, The.EastTeam, now, null, now)),
        ("Provider closes", (r, now) => CloseStrand.Decide(r, 1, The.EastTeam, isHub: false, Outcome.NoOngoingSupport, null, now)),
        ("Hub offers by hand", (r, now) => OfferByHand.Decide(r, 1, "rapid-response-west", "Nearest", The.Town, now)),
        ("Hub closes with advice", (r, now) => CloseStrand.Decide(r, 1, The.HubCode, isHub: true, Outcome.AdviceGiven, null, now)),
        ("Referrer or hub withdraws", (r, now) => WithdrawReferral.Decide(r, WithdrawReason.NoLongerNeeded, null, now)),
        ("Referrer or hub corrects", (r, now) => CorrectReferral.Decide(
            r, new Dictionary<string, string?> { ["name"] = "Edith Elder" }, "Misheard", new DateOnly(2026, 3, 3), now).Decision!),
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
        .. Stages.Select(s => $"| {s.Name} | {Next(Given.Facts(s.Facts).Referral)} |"),
    ]);

    [Fact]
    public void The_page_about_permissions_says_what_the_gate_allows() => Document.Of("permissions.md").Says("permissions",
    [
        "| route | methods | who | recorded |", "|---|---|---|---|",
        .. Permissions.All.Select(p => $"| `{p.Route}` | {string.Join(", ", p.Methods)} | {Who(p)} | {(p.RecordsView ? "recorded" : "")} |"),
    ]);

    private static Stage After(Type fact)
    {
        var example = The.OfEachKind.Single(f => f.GetType() == fact);
        Fact[] before = fact == typeof(Triaged) ? [The.Submitted] : [The.Submitted, The.Triaged, The.Offered];
        return Given.Facts([.. before, example]).Referral.Strands[0].Stage;
    }

    private static string Told(Decision decision) =>
        decision.Refused is { } refusal ? $"{Code.Of(refusal).Replace('-', ' ')}"
        : decision.Facts.Count == 0 ? "*nothing*"
        : string.Join(", ", decision.Facts.Select(f => $"`{FactNames.Of(f.Fact)}`"));

    private static string Next(Referral referral) => NextActions.Of(referral) is { } next
        ? $"{(next.Provider is null ? next.Owner == NextActions.Hub ? "the hub" : "the named owner at the hub" : "the service")} | {Plain.Of(next.Todo)} | {By(next.Todo)}"
        : "nobody | nothing | ";

    private static string By(Todo todo) => todo switch
    {
        Todo.Triage => $"{Plain.Length(NextActions.TriageWithin)} from receipt",
        Todo.FindService => $"{Plain.Length(RouteReferral.HubFindsWithin)} from triage or the last answer",
        Todo.AnswerOffer => "the time that the service has to answer",
        Todo.Visit => "2 hours, 2 days or 5 days from receipt, as triage decided",
        Todo.Close => $"{Plain.Length(NextActions.LongestSupport)} from the visit",
        _ => throw new ArgumentOutOfRangeException(nameof(todo)),
    };

    private static string Who(Permission permission) =>
        permission.IsPublic ? "anybody" : permission.IsForHost ? "the Functions host alone"
        : string.Join(", ", permission.Allowed.Select(a => Code.Of(a.Role) + (a.Relationship is Relationship.Any ? "" : " of it")));
}
