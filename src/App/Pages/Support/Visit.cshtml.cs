using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A provider records when the person was first seen face to face, or that somebody went and did not see them.</summary>
public sealed class VisitPage(TimeProvider clock) : StrandPage
{
    private const string What = "what";
    private const string Seen = "seen";
    private const string Day = "seenOn";
    private const string Time = "seenAt";

    public override string Title => "Record the visit";

    /// <summary>That the person was seen, or why not.</summary>
    public static IReadOnlyList<Choice> Whats { get; } =
        [new(Seen, "The person was seen face to face"), .. Choice.Of<NoAccess>(reason => $"not seen: {Plain.Of(reason)}")];

    public IActionResult OnGet()
    {
        var now = clock.GetUtcNow();
        var here = Plain.InLondon(now);
        Form = new Form(new Dictionary<string, string?>(DateBoxes.Filled(Day, DateOnly.FromDateTime(here.DateTime))) { [Time] = here.ToString("HH:mm") });
        return Ask(RecordVisit.Decide(Referral, Number, HttpContext.Principal().Organisation, now, null, now));
    }

    public async Task<IActionResult> OnPost()
    {
        var isDay = Days.TryRead(Form.Date(Day), out var day);
        var isTime = TimeOnly.TryParseExact((Form[Time] ?? "").Trim(), ["H:mm", "HHmm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        var notSeen = Chosen<NoAccess>(What);
        List<Problem> problems =
        [
            .. notSeen is null && Form[What] != Seen ? [new Problem(What, "Select what happened")] : Array.Empty<Problem>(),
            .. isDay ? Array.Empty<Problem>() : [new Problem(Day, "Enter a real date, like 27 3 2026")],
            .. isTime ? Array.Empty<Problem>() : [new Problem(Time, "Enter a time on the 24-hour clock, like 14:05")],
            .. ProblemsWithNote(),
        ];
        return problems.Count > 0 ? Again(problems) : await Change(Time, (referral, who, now) => Decide(
            referral, who.Organisation, notSeen, RecordVisit.AtMinute(referral, Plain.FromLondon(day.ToDateTime(time))), now));
    }

    private Decision Decide(Referral referral, OdsCode provider, NoAccess? notSeen, DateTimeOffset happened, DateTimeOffset now) => notSeen is { } reason
        ? AttemptVisit.Decide(referral, Number, provider, reason, happened, Form["note"], now)
        : RecordVisit.Decide(referral, Number, provider, happened, Form["note"], now);
}
