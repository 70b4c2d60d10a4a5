using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>The hub makes one referral of two that are of the same person, and says which goes on.</summary>
public sealed class MergePage(Merging merging, ReferralViews views, Locality town, TimeProvider clock) : ChangePage
{
    private Stored? other;

    public override string Title => "Merge two referrals";

    /// <summary>The reference of the other referral, from the address.</summary>
    [FromRoute(Name = "other")]
    public string Other { get; set; } = "";

    /// <summary>The two referrals; the one that a service has seen the person under can only be the one that is kept.</summary>
    public IEnumerable<Choice> Both => new[] { Stored, other }.OfType<Stored>().OrderBy(s => s.Referral.Received).Select(s =>
        new Choice(s.Reference.Text, $"Keep {s.Reference.Spaced}", About(s.Referral)));

    public async Task<IActionResult> OnGet()
    {
        await Refill();
        return other is null ? Answer("", Stored, Refusal.NoSuchMatch) : Trial() is { } refusal ? Answer("", Stored, refusal) : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        await Refill();
        if (other is null)
            return Answer("", Stored, Refusal.NoSuchMatch);
        if (Form["keep"] is var keep && keep != Stored.Reference.Text && keep != other.Reference.Text)
            return Again("keep", "Select which referral is kept");
        var (kept, duplicate) = keep == Stored.Reference.Text ? (Stored, other) : (other, Stored);
        var (keptNow, ended, decision) = await merging.Run(HttpContext, kept, duplicate);
        if (decision.Refused is Refusal.SeenUnderTheOther)
            return Again("keep", Refusal.SeenUnderTheOther.Sentence());
        var shown = Stored.Reference == kept.Reference || decision.Refused is null ? keptNow : ended;
        return await Shown("keep", shown, decision);
    }

    protected override async Task Refill() => other ??= await merging.Find(HttpContext, Other);

    /// <summary>Why neither could be kept.</summary>
    private Refusal? Trial()
    {
        var (now, mine, its) = (clock.GetUtcNow(), Stored.Referral, other!.Referral);
        var first = MergeReferrals.Keep(mine, its, now);
        return first.Refused is null || MergeReferrals.Keep(its, mine, now).Refused is null ? null : first.Refused;
    }

    private string About(Referral referral)
    {
        var next = NextActions.Of(referral, town) is { } action ? $" {Words.Sentence(Plain.Of(action.Todo))}: with {views.OwnerName(action, referral)}, due {Plain.Time(action.Due, clock.GetUtcNow(), isDue: true)}." : "";
        return $"{Words.Sentence(Plain.Of(referral.Details.Need.Reason))}, referred at {Plain.Time(referral.Received)} by {referral.ReferrerName}.{next}";
    }
}
