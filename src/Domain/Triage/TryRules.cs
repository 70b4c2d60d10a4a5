using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>A referral to try rules with: what was said, by whom and when.</summary>
public sealed record Trial(Reference Reference, Details Details, OdsCode Referrer, DateTimeOffset Received);

/// <summary>A referral that other rules, or another directory, would send elsewhere.</summary>
/// <param name="From">What is decided now.</param>
/// <param name="To">What would be.</param>
/// <param name="Because">The rules or the directory's reasons that make the difference.</param>
public sealed record Difference(Reference Reference, string From, string To, string Because);

/// <summary>
/// What would become of a referral in another version of the locality: pathway, urgency, 999, whether a clinician decides, and the
/// service of each strand, with nothing taken yet of what services have free.
/// </summary>
public static class TryRules
{
    /// <summary>What would be different; null when nothing would.</summary>
    public static Difference? Compare(Trial trial, Locality now, Locality then)
    {
        var (before, after) = (Run(trial, now), Run(trial, then));
        var (from, to) = (before.InWords(now), after.InWords(then));
        return from == to ? null : new(trial.Reference, from, to, string.Join("; ", Reasons(before, after, then)));
    }

    private static Result Run(Trial trial, Locality locality)
    {
        var by = new Actor("trial", "", trial.Referrer);
        var referral = Referral.From(trial.Reference, [new Recorded(1, trial.Received, trial.Received, by, null, Submitted.Of(trial.Details))]);
        var verdict = locality.Rules.Judge(Case.Of(trial.Details.Need, trial.Details.Person.DateOfBirth, locality.KindOf(trial.Referrer), trial.Received));
        referral = After(referral, TriageReferral.Decide(referral, locality, [], trial.Received));
        var routed = RouteReferral.Decide(referral, locality, FreeCapacity.Untouched, trial.Received);
        return new(verdict, After(referral, routed), [.. routed.Facts.Select(f => f.Fact)]);
    }

    private static Referral After(Referral referral, Decision decision) => decision.Facts.Aggregate(
        referral, (r, f) => r.With(new Recorded(r.Version + 1, f.Happened, f.Happened, Actor.System, null, f.Fact)));

    /// <summary>The rules that fire in one and not in the other, or do something else; where there are none, why the services differ.</summary>
    private static IEnumerable<string> Reasons(Result before, Result after, Locality then)
    {
        var (was, will) = (before.Verdict.Fired, after.Verdict.Fired);
        var more = will.Where(r => !was.Any(w => w.Id == r.Id && w.Then == r.Then)).ToList();
        var fewer = was.Where(r => !will.Any(w => w.Id == r.Id)).ToList();
        List<string> rules = [.. more.Select(r => $"{r.Id}: {r.Because}"), .. fewer.Select(r => $"without {r.Id}: {r.Because}")];
        if (rules.Count > 0)
            return rules;
        if (before.Decided != after.Decided)
            return ["the rules are in another order"];
        var services = before.Placed.Except(after.Placed).Where(s => s.Service is not null).Select(s => $"{s.Service}: {WhyNotNow(s, after, then)}").ToList();
        return services.Count > 0 ? services : ["a service can take it that could not, or is there that was not"];
    }

    private static string WhyNotNow((Pathway Pathway, string? Service) placed, Result after, Locality then)
    {
        if (then.Service(placed.Service!) is not { } service)
            return "it is not in the directory";
        var passedOver = after.Facts.SelectMany(f => f switch { Offered o => o.PassedOver, HandedToHub h => h.PassedOver, _ => [] });
        return service.Pathway != placed.Pathway ? $"it is now for {Plain.Of(service.Pathway)}"
            : passedOver.FirstOrDefault(p => p.Service == placed.Service) is { } found ? Plain.Of(found.Because) : "it is not wanted";
    }

    /// <summary>What came of a trial.</summary>
    private sealed record Result(Verdict Verdict, Referral Referral, IReadOnlyList<Fact> Facts)
    {
        public (Pathway, Urgency, bool, bool) Decided => (Verdict.Pathway, Verdict.Urgency, Verdict.Call999, Verdict.AskClinician);

        /// <summary>Each strand with the service that it is offered to; null where the hub has it.</summary>
        public IEnumerable<(Pathway Pathway, string? Service)> Placed => Referral.Strands.Select(s => (s.Pathway, s.Current?.Service));

        public string InWords(Locality town) => string.Join(", ", Parts(town));

        private IEnumerable<string> Parts(Locality town)
        {
            if (Verdict.Call999)
                yield return "call 999";
            foreach (var strand in Referral.Strands)
            {
                var place = strand.Current is { } offer ? town.Service(offer.Service)!.Name
                    : strand.HubBecause is { } because ? $"the hub: {Plain.Of(because)}" : "the hub";
                yield return $"{Plain.Of(strand.Pathway)} {Plain.Of(strand.Urgency)} ({place})";
            }
        }
    }
}
