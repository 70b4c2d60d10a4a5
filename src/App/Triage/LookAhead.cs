using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Triage;

/// <summary>What would happen to a referral if it were sent now.</summary>
/// <param name="Rules">Every rule that holds, in their order.</param>
/// <param name="Because">Why it is decided so: the sentences of the rules that decided.</param>
/// <param name="Emergency">That 999 is to be called; null when nothing calls for it.</param>
/// <param name="AlreadyKnown">Open referrals with the same NHS number.</param>
public sealed record PreviewView(
    Pathway Pathway, Urgency Urgency, IReadOnlyList<FiredRule> Rules, IReadOnlyList<string> Because, IReadOnlyList<string> Flags, Emergency? Emergency,
    IReadOnlyList<PreviewedStrandView> Strands, IReadOnlyList<KnownView> AlreadyKnown, string RulesVersion, string DirectoryVersion);

/// <param name="Service">The service that would be offered it; null when the hub would have it.</param>
/// <param name="Starts">By when somebody would come, in UTC.</param>
/// <param name="HubBecause">Why the hub would have it.</param>
public sealed record PreviewedStrandView(
    Pathway Pathway, Urgency Urgency, string Sentence, string? Service, string? ServiceName, DateTimeOffset? AnswerBy, DateTimeOffset? Starts,
    HandedOverBecause? HubBecause, DateTimeOffset? HubDue, IReadOnlyList<PassedOverView> PassedOver, IReadOnlyList<ClosedNowView> ClosedNow);

/// <summary>A service that would not be chosen.</summary>
public sealed record PassedOverView(string Service, WhyNot Because, string Sentence);

/// <summary>A service that covers the person and takes no referrals now.</summary>
/// <param name="TakesReferrals">When it next does, in UTC.</param>
public sealed record ClosedNowView(string Service, Openness Openness, DateTimeOffset? TakesReferrals, string Sentence);

/// <summary>Tells what would happen, from what the form says so far: the same for the page and the API. Of storage only what is
/// free now is asked.</summary>
public sealed class LookAhead(LocalityInForce inForce, Capacities capacities, TimeProvider clock)
{
    /// <returns>The preview and the NHS number that was typed, or what is wrong or missing.</returns>
    public async Task<(PreviewView? Preview, NhsNumber? Number, IReadOnlyList<Problem> Problems)> From(ReferralForm form, OdsCode referrer, CancellationToken cancel)
    {
        var (glimpse, problems) = SubmitReferral.ReadGlimpse(form, clock.Today());
        if (glimpse is null)
            return (null, null, problems);
        var free = await capacities.Free(Enum.GetValues<Pathway>(), cancel);
        var (town, now) = (inForce.Now, clock.GetUtcNow());
        return (View(PreviewReferral.Of(glimpse, referrer, town, free, now), town, now), glimpse.NhsNumber, []);
    }

    private static PreviewView View(Preview preview, Locality town, DateTimeOffset now) => new(
        preview.Verdict.Pathway, preview.Verdict.Urgency, preview.Verdict.Record(), PreviewSentences.Why(preview.Verdict), [.. preview.Verdict.Flags],
        Emergency.Of(preview.Emergency, isSent: false),
        [.. preview.Strands.Select(s => View(s, town, now))], [], town.Rules.Version, town.Version);

    private static PreviewedStrandView View(PreviewedStrand strand, Locality town, DateTimeOffset now) => new(
        strand.Pathway, strand.Urgency, PreviewSentences.Of(strand, town, now), strand.Offer?.Service,
        strand.Offer is { } offer ? town.Service(offer.Service)?.Name : null, strand.Offer?.AnswerBy, strand.Offer?.Starts,
        strand.WithHub?.Because, strand.WithHub?.Due,
        [.. (strand.Offer?.PassedOver ?? strand.WithHub?.PassedOver ?? []).Select(p => new PassedOverView(p.Service, p.Because, PreviewSentences.Of(p, town)))],
        [.. strand.Closed.Select(c => new ClosedNowView(c.Service.Id, c.Openness, c.Takes, PreviewSentences.Of(c, now)))]);
}
