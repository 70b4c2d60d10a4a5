using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A rule that held, and what it decided, where the rules in force are still those that were gone by.</summary>
public sealed record ExplainedRule(string Id, string Because, bool DecidedPathway, bool DecidedUrgency);

/// <summary>A service that was looked at and not chosen: the reason as a code and in words.</summary>
public sealed record ComparedService(string Service, string Name, WhyNot Because, string InWords);

/// <summary>A service by its id and its name.</summary>
public sealed record NamedService(string Service, string Name);

/// <summary>A comparison of services, and what came of it.</summary>
/// <param name="Chosen">Null where the hub has to find one.</param>
/// <param name="ByHand">The hub chose it, and not the rules.</param>
/// <param name="Starts">When somebody would come.</param>
/// <param name="Free">How many it could take; null where that is not counted.</param>
/// <param name="Kilometres">How far it is from the middle of the person's district, where that is known.</param>
/// <param name="NotChosen">Every other service of the kind.</param>
/// <param name="Alternatives">What the voluntary sector has for the person.</param>
public sealed record ExplainedChoice(
    NamedService? Chosen, bool ByHand, DateTimeOffset? Starts, int? Free, double? Kilometres, IReadOnlyList<ComparedService> NotChosen,
    IReadOnlyList<NamedService> Alternatives, string DirectoryVersion);

/// <summary>One thing that led to where a strand stands.</summary>
/// <param name="Fact">The number of the fact that it explains.</param>
/// <param name="Note">Why, as somebody wrote it; it may identify the person. What took an offer back says it with what it did instead.</param>
public sealed record ExplainedStep(int Fact, string Type, string Sentence, string? Note, ExplainedChoice? Choice);

/// <summary>Why a strand stands where it does.</summary>
/// <param name="Pathway">As it is now; what the rules said stays among the steps.</param>
/// <param name="Rules">The rules that held when it was asked for; empty for a strand that somebody added.</param>
/// <param name="RulesVersion">Null for a strand that somebody added.</param>
public sealed record ExplainedStrand(
    int Strand, Pathway Pathway, Urgency Urgency, bool AskClinician, IReadOnlyList<ExplainedRule> Rules, string? RulesVersion,
    IReadOnlyList<ExplainedStep> Steps);

/// <summary>Why this service: told from the recorded facts alone, with the names that the directory has.</summary>
/// <param name="Call999">Why the referrer was told to call 999; empty when they were not.</param>
public sealed record Explanation(IReadOnlyList<string> Call999, IReadOnlyList<ExplainedStrand> Strands)
{
    public static Explanation Of(Referral referral, IReadOnlyList<Recorded> facts, Locality locality) => new(
        AdviseEmergency.Why(facts.Select(f => f.Fact).OfType<EmergencyAdvised>()), [.. referral.Strands.Select(s => new Told(s, facts, locality).Strand())]);

    private sealed record Told(Strand Of, IReadOnlyList<Recorded> Facts, Locality Locality)
    {
        public ExplainedStrand Strand()
        {
            foreach (var recorded in Facts)
            {
                var (strands, fired, version) = recorded.Fact switch
                {
                    Triaged t => (t.Strands, t.Rules, t.RulesVersion),
                    AdditionTriaged t => (t.Strands, t.Rules, t.RulesVersion),
                    _ => ([], [], (string?)null),
                };
                if (Wants(strands) is { } wanted)
                    return Strand(Explained(wanted, fired, version), version);
            }
            return Strand([], null);
        }

        private ExplainedStrand Strand(IReadOnlyList<ExplainedRule> rules, string? version) =>
            new(Of.Number, Of.Pathway, Of.Urgency, Of.AskClinician, rules, version, [.. Facts.Select(Step).OfType<ExplainedStep>()]);

        /// <summary>Which rule decided what can be told as long as the same rules are in force; that it held is on record.</summary>
        private IReadOnlyList<ExplainedRule> Explained(WantedStrand wanted, IReadOnlyList<FiredRule> fired, string? version)
        {
            var effects = version == Locality.Rules.Version ? Locality.Rules.Rules.ToDictionary(r => r.Id, r => r.Then) : [];
            var pathway = fired.FirstOrDefault(r => effects.GetValueOrDefault(r.Id)?.Pathway is not null);
            var urgency = fired.FirstOrDefault(r => effects.GetValueOrDefault(r.Id)?.Urgency is not null);
            if (pathway is not null && effects[pathway.Id].Pathway != wanted.Pathway)
                pathway = urgency = fired.FirstOrDefault(r => effects.GetValueOrDefault(r.Id)?.Also?.Pathway == wanted.Pathway);
            return [.. fired.Select(r => new ExplainedRule(r.Id, r.Because, r == pathway, r == urgency))];
        }

        private ExplainedStep? Step(Recorded recorded) => Sentence(recorded) is not { } sentence ? null
            : new(recorded.Number, FactNames.Of(recorded.Fact), sentence, recorded.Fact is OfferTakenBack ? null : Timeline.Note(recorded.Fact), Choice(recorded.Fact));

        /// <summary>What a fact has to do with the strand; null when nothing.</summary>
        private string? Sentence(Recorded recorded) => recorded.Fact switch
        {
            Triaged t => Wants(t.Strands) is { } wanted ? $"The rules asked for {Plain.Of(wanted.Pathway)}, {Plain.Of(wanted.Urgency)}.{Asking(wanted)}" : null,
            AdditionTriaged t => Wants(t.Strands) is { } wanted
                ? $"More was added to the referral, and the rules asked for {Plain.Of(wanted.Pathway)}, {Plain.Of(wanted.Urgency)}.{Asking(wanted)}" : null,
            StrandFact fact when fact.Strand != Of.Number => null,
            StrandAdded { Because: AddedBecause.Asked } s => $"{By(recorded)} asked for {Plain.Of(s.Pathway)}, {Plain.Of(s.Urgency)}.",
            Overridden o => $"{By(recorded)} decided otherwise than the rules: {Plain.Of(o.Pathway)}, {Plain.Of(o.Urgency)}.",
            Offered { Reason: not null } o => $"{By(recorded)} chose {Name(o.Service)}.",
            Offered o => $"{Name(o.Service)} was chosen: {Better(o)}. Somebody would come by {Plain.Time(o.Starts)}{Figures(o)}.",
            HandedToHub h => $"{h.Owner} has it: {Plain.Of(h.Because)}.{Alternatives(h)}",
            StrandAdded or OfferTakenBack or Declined or Lapsed => Timeline.Sentence(recorded.Fact, Locality),
            _ => null,
        };

        private WantedStrand? Wants(IReadOnlyList<WantedStrand> strands) => strands.FirstOrDefault(s => s.Strand == Of.Number);

        private static string Asking(WantedStrand wanted) => wanted.AskClinician ? " A clinician decides before it is offered to anyone." : "";

        private string By(Recorded recorded) =>
            recorded.By.Organisation is { } organisation ? $"{recorded.By.Name}, {Locality.NameOf(organisation)}," : recorded.By.Name;

        /// <summary>In what the chosen service was better than the others that would have fitted.</summary>
        private static string Better(Offered offered)
        {
            var others = offered.PassedOver.Select(p => p.Because).ToHashSet();
            List<string> better = [.. Said(WhyNot.StartsLater, "it starts soonest"), .. Said(WhyNot.HasLessFree, "it has the most free"),
                .. Said(WhyNot.IsFurtherAway, "it is the nearest"), .. Said(WhyNot.NameComesLater, "it comes first by name among equals")];
            return better.Count == 0 ? "it is the only one that fits" : string.Join(", ", better);

            IEnumerable<string> Said(WhyNot because, string words) => others.Contains(because) ? [words] : [];
        }

        private static string Figures(Offered offered) =>
            (offered.Free is { } free ? $", {free} free" : "")
            + (offered.Kilometres is { } far ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {far:0.#} km from the middle of the person's district") : "");

        private string Alternatives(HandedToHub handed) => handed.Alternatives.Count == 0 ? ""
            : $" {(handed.Because is HandedOverBecause.ClinicianDecides ? "What would fit" : "The voluntary sector could help")}: {string.Join(", ", handed.Alternatives.Select(Name))}.";

        private ExplainedChoice? Choice(Fact fact) => fact switch
        {
            Offered o => new(Named(o.Service), o.Reason is not null, o.Starts, o.Free, o.Kilometres, Compared(o.PassedOver), [], o.DirectoryVersion),
            HandedToHub h => new(null, false, null, null, null, Compared(h.PassedOver), [.. h.Alternatives.Select(Named)], h.DirectoryVersion),
            _ => null,
        };

        private IReadOnlyList<ComparedService> Compared(IReadOnlyList<PassedOver> passedOver) =>
            [.. passedOver.Select(p => new ComparedService(p.Service, Name(p.Service), p.Because, InWords(p)))];

        /// <summary>Why not; of one that the person is not eligible for, with whom it is for.</summary>
        private string InWords(PassedOver p) => p.Because is WhyNot.NotEligible && Locality.Service(p.Service) is { EligibilityInWords.Length: > 0 } service
            ? $"{Plain.Of(p)} (for: {service.EligibilityInWords.TrimEnd('.')})" : Plain.Of(p);

        private NamedService Named(string service) => new(service, Name(service));

        private string Name(string service) => Locality.Service(service)?.Name ?? service;
    }
}
