using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A strand ends with an outcome.</summary>
public sealed class ClosePage(Locality town, TimeProvider clock) : StrandPage
{
    private const string Day = "ended";
    private const string Before = "hoursBefore";
    private const string After = "hoursAfter";
    private const string Next = "onward";
    private const string NextUrgency = "onwardUrgency";
    private const string NextReason = "onwardReason";

    public override string Title => "Close this part of the referral";

    /// <summary>The outcomes that it can be closed with.</summary>
    public IEnumerable<Choice> Outcomes => Strand is null ? [] : CloseStrand.OutcomesOf(Strand).Select(o => new Choice(Code.Of(o), Words.Sentence(Plain.Of(o))));

    public static IReadOnlyList<Choice> Admissions { get; } = [new("yes", "Yes"), new("no", "No"), new("cannot-say", "Cannot say")];

    /// <summary>The person was seen, so that they need not go to hospital.</summary>
    public bool AsksAdmission => Strand is { VisitedAt: not null } strand && Referral.Behind(strand).Need.Purpose is Purpose.PreventAdmission;

    /// <summary>The kinds of support that are not open besides.</summary>
    public IEnumerable<Choice> Onwards => Choice.Of<Pathway>(Plain.Of)
        .Where(c => !Referral.Strands.Any(s => s.IsOpen && s.Number != Number && Code.Of(s.Pathway) == c.Code));

    /// <summary>Something is typed, or wrong, in what is folded away.</summary>
    public bool HasMore => Form.Typed.Any(f => (f.Key is Before or After || f.Key.StartsWith("instrument-", StringComparison.Ordinal)) && !string.IsNullOrEmpty(f.Value));

    public bool HasOnward => Form.Typed.Any(f => f.Key is Next or NextUrgency or NextReason && !string.IsNullOrEmpty(f.Value));

    public IActionResult OnGet()
    {
        Form = new Form(new Dictionary<string, string?>(DateBoxes.Filled(Day, clock.Today())));
        return Ask(Decide(Referral, HttpContext.Principal(), new(Outcome.Died), clock.GetUtcNow()));
    }

    public async Task<IActionResult> OnPost()
    {
        var outcome = Chosen<Outcome>("outcome");
        List<Problem> problems =
        [
            .. Unchosen(outcome, "outcome", "Select what came of it"),
            .. AsksAdmission && !Admissions.Any(c => c.Code == Form["admission"]) ? [new Problem("admission", "Select whether they would have been admitted, or that you cannot say")] : Array.Empty<Problem>(),
            .. Form.Date(Day) is null || Days.TryRead(Form.Date(Day), out _) ? Array.Empty<Problem>() : [new Problem(Day, "Enter a real date, like 27 3 2026")],
            .. ScoreBoxes.Problems(Form, Goal.Most), .. ProblemsWithNote(), .. ProblemsWithHours(Before), .. ProblemsWithHours(After), .. InstrumentBoxes.Problems(Form, town),
            .. ProblemsWithOnward(),
        ];
        if (problems.Count > 0)
            return Again(problems);
        var now = clock.GetUtcNow();
        return await Change(FieldOf(Decide(Referral, HttpContext.Principal(), EndingOf(Referral, outcome!.Value), now).Refused), (referral, who, at) =>
            Decide(referral, who, EndingOf(referral, outcome.Value), at));
    }

    private Decision Decide(Referral referral, Principal who, Ending ending, DateTimeOffset now) =>
        CloseStrand.Decide(referral, Number, who.Organisation, who.Is(Role.Hub), ending, town, now, Version);

    private static string FieldOf(Refusal? refusal) => refusal is Refusal.EndBeforeStart or Refusal.InTheFuture or Refusal.BeforeTheReferral ? Day : "outcome";

    private Ending EndingOf(Referral referral, Outcome outcome) => new(
        outcome, Form["note"], ScoreBoxes.Read(Form, referral.Strand(Number)?.Agreed?.Goals.Count ?? 0), Ended,
        Form["admission"] switch { "yes" => true, "no" => false, _ => null }, Hours(Before), Hours(After), InstrumentBoxes.Read(Form, town),
        Chosen<Pathway>(Next) is { } pathway ? new(pathway, Chosen<Urgency>(NextUrgency) ?? default, Form[NextReason]) : null);

    /// <summary>Now, or the end of a day before today.</summary>
    private DateTimeOffset? Ended => Days.TryRead(Form.Date(Day), out var day) && day != clock.Today() ? Plain.FromLondon(day.ToDateTime(new TimeOnly(23, 59))) : null;

    private decimal? Hours(string box) => decimal.TryParse(Form[box]?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) ? hours : null;

    private IEnumerable<Problem> ProblemsWithHours(string box) => string.IsNullOrWhiteSpace(Form[box]) || (Hours(box) is { } hours && Ending.IsHours(hours))
        ? [] : [new(box, $"Enter hours a week from 0 to {Ending.MostHours}, like 3.5")];

    private IEnumerable<Problem> ProblemsWithOnward() => !HasOnward ? []
        : Chosen<Pathway>(Next) is null ? [new(Next, "Select what the person needs next, or take away what you typed about it")]
        :
        [
            .. Unchosen(Chosen<Urgency>(NextUrgency), NextUrgency, "Select how soon they must be seen"),
            .. string.IsNullOrWhiteSpace(Form[NextReason]) ? [new Problem(NextReason, "Enter why the person needs it")] : ProblemsWithNote(NextReason),
        ];
}
