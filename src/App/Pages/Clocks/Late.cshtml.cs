using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Clocks;

/// <summary>Somebody says why a clock ran out.</summary>
public sealed class LatePage(Locality town) : ChangePage
{
    private Principal Who => HttpContext.Principal();

    public override string Title => "Why was it late?";

    /// <summary>What this person may explain, and nobody has.</summary>
    public IEnumerable<Choice> Late => Unexplained.Select(b =>
        new Choice(Key(b.Clock), town.Clocks.Rules.FirstOrDefault(r => r.Id == b.Clock.Rule)?.Name
            ?? town.FollowUps.FirstOrDefault(f => f.Id == b.Clock.Rule)?.Name ?? b.Clock.Rule, $"It ran out at {Plain.Time(b.At)}"));

    public IActionResult OnGet() => Ask(Unexplained.Any() ? null : Breaches.Of(Referral).Any(b => MaySpeakFor(b.Clock)) ? Refusal.AlreadyExplained : Refusal.NothingLate);

    public async Task<IActionResult> OnPost()
    {
        var (reason, which) = (Chosen<LateBecause>("reason"), Breaches.Of(Referral).FirstOrDefault(b => Key(b.Clock) == Form["clock"])?.Clock);
        List<Problem> problems =
        [
            .. which is null ? [new Problem("clock", "Select what was late")] : Array.Empty<Problem>(),
            .. Unchosen(reason, "reason", "Select why it was late"), .. ProblemsWithNote(),
        ];
        return problems.Count > 0 ? Again(problems) : await Change("reason", (referral, who, now) => ExplainBreach.Decide(
            referral, which!.Rule, which.Strand, which.Since, reason!.Value, Form["note"], who.Organisation, who.Is(Role.Hub), now));
    }

    private IEnumerable<Breach> Unexplained => Breaches.Of(Referral)
        .Where(b => b.Explained is null && MaySpeakFor(b.Clock));

    private bool MaySpeakFor(ClockId clock) => Breaches.MaySpeakFor(Referral, clock, Who.Organisation, Who.Is(Role.Hub));

    private static string Key(ClockId clock) => clock.Strand is { } strand ? $"{clock.Rule}-{strand}-{clock.Since.UtcTicks}" : $"{clock.Rule}-{clock.Since.UtcTicks}";
}
