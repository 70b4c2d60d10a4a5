using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A provider goes on supporting the person for longer than it was to.</summary>
public sealed class ExtendPage(Locality town, TimeProvider clock) : StrandPage
{
    private const string Day = "until";
    private const string Why = "reason";
    private const string Who = "approvedBy";

    public override string Title => "Extend the support";

    /// <summary>By when it must end as it is.</summary>
    public DateTimeOffset? Until => Strand is null ? null : ReferralClocks.SupportUntil(Strand, town);

    public DateOnly? Latest => Strand is { VisitedAt: not null } ? ExtendSupport.Latest(Strand, town) : null;

    public IActionResult OnGet() => Ask(ExtendSupport.WhyNot(Referral, Number, HttpContext.Principal().Organisation));

    public async Task<IActionResult> OnPost()
    {
        List<Problem> problems =
        [
            .. Days.TryRead(Form.Date(Day), out var day) ? Array.Empty<Problem>() : [new Problem(Day, Form.Date(Day) is null ? "Enter the new last day" : "Enter a real date, like 27 3 2026")],
            .. string.IsNullOrWhiteSpace(Form[Why]) ? [new Problem(Why, "Enter why it goes on for longer")] : ProblemsWithNote(Why),
            .. string.IsNullOrWhiteSpace(Form[Who]) ? [new Problem(Who, "Enter who approved it")] : ProblemsWithNote(Who),
        ];
        if (problems.Count > 0)
            return Again(problems);
        var field = Decide(Referral, HttpContext.Principal(), day, clock.GetUtcNow()).Refused is Refusal.ApprovedByYourself ? Who : Day;
        return await Change(field, (referral, who, now) => Decide(referral, who, day, now));
    }

    private Decision Decide(Referral referral, Principal who, DateOnly until, DateTimeOffset now) =>
        ExtendSupport.Decide(referral, Number, who.Organisation, until, Form[Why], Form[Who], who.Actor.Name, town, now);
}
