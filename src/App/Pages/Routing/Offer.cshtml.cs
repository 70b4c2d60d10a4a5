using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>The hub offers a strand to a service of its choice, and takes it back from the one that has it.</summary>
public sealed class OfferPage(Locality locality, TimeProvider clock) : StrandPage
{
    public override string Title => HasIt is null ? "Offer to a service" : "Offer to another service";

    /// <summary>The name of the service that has it, which has to give it back; null when none has.</summary>
    public string? HasIt => Strand?.Current is { } current ? locality.Service(current.Service)?.Name ?? current.Service : null;

    /// <summary>Every service but the one that has it: those of the kind first, then the others, by name.</summary>
    public IEnumerable<Choice> Services
    {
        get
        {
            var passedOver = LatestComparison().ToDictionary(p => p.Service, p => p.Because);
            var now = locality.Moment(clock.GetUtcNow());
            return from service in locality.Services
                   where service.Id != Strand?.Current?.Service
                   orderby service.Pathway != Strand?.Pathway, service.Pathway, service.Name
                   let why = passedOver.TryGetValue(service.Id, out var because) ? $" The rules passed it over: {Plain.Of(because)}." : ""
                   let whom = service.EligibilityInWords.Length > 0 ? $" For: {service.EligibilityInWords}" : ""
                   select new Choice(service.Id, $"{service.Name}, {Plain.Of(service.Pathway)}", Openness(service, now) + why + whom);
        }
    }

    public IActionResult OnGet() => Ask(OfferByHand.Decide(Referral, Number, "", "trial", locality, clock.GetUtcNow()));

    public async Task<IActionResult> OnPost()
    {
        var (service, reason) = (Form["service"] ?? "", Form["reason"] ?? "");
        List<Problem> problems =
        [
            .. locality.Service(service) is null ? [new Problem("service", "Select a service")] : Array.Empty<Problem>(),
            .. string.IsNullOrWhiteSpace(reason) ? [new Problem("reason", Refusal.ReasonMissing.Sentence())] : Array.Empty<Problem>(),
            .. ProblemsWithNote("reason"),
        ];
        return problems.Count > 0
            ? Again(problems)
            : await Change("service", (referral, _, now) => OfferByHand.Decide(referral, Number, service, reason, locality, now));
    }

    /// <summary>Why the rules chose none of these, when they last compared.</summary>
    private IReadOnlyList<PassedOver> LatestComparison() => Stored.Facts.Select(f => f.Fact).OfType<StrandFact>().Where(f => f.Strand == Number)
        .Select(f => f switch { Offered { Reason: null } o => o.PassedOver, HandedToHub h => h.PassedOver, _ => null })
        .LastOrDefault(compared => compared is not null) ?? [];

    private static string Openness(Service service, Moment now)
    {
        var state = service.Hours.At(now) switch
        {
            Domain.DirectoryOfServices.Openness.TakesReferrals => "Open now.",
            Domain.DirectoryOfServices.Openness.PastLastReferral => "Open now, but takes no more referrals today.",
            _ => "Closed now.",
        };
        return service.Hours.NextTaking(now) is { } next && next > now.At ? $"{state} Takes referrals from {Plain.Time(next, now.At)}." : state;
    }
}
