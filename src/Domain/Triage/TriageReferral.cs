namespace SinglePointOfReferral.Domain.Triage;

/// <summary>Decides what is needed: by need, home first. The rules are tried in order; the first that fits decides.</summary>
public static class TriageReferral
{
    private sealed record Rule(string Id, Func<Referral, bool> Fits, Pathway Pathway, Func<Referral, Urgency> Urgency);

    private static readonly Rule[] Rules =
    [
        new("discharge-to-reablement", r => r.Details.Need.Reason is Reason.HospitalDischarge, Pathway.Reablement, _ => Urgency.TwoDays),
        new("recovery-to-intermediate-care", r => r.Details.Need.Reason is Reason.Recovery, Pathway.IntermediateCare, _ => Urgency.TwoDays),
        new("loneliness-to-voluntary-sector", r => r.Details.Need.Reason is Reason.Loneliness, Pathway.VoluntarySector, _ => Urgency.Routine),
        new("crisis-to-rapid-response", r => r.Details.Need.HowSoon is Urgency.TwoHours, Pathway.RapidResponse, _ => Urgency.TwoHours),
        new("decline-to-reablement", _ => true, Pathway.Reablement, r => r.Details.Need.HowSoon),
    ];

    /// <summary>The id of the rule that adds a strand of company from the voluntary sector.</summary>
    public const string CompanyRule = "company-from-voluntary-sector";

    public static Decision Decide(Referral referral, DateTimeOffset now)
    {
        if (referral.TriagedAt is not null || referral.IsWithdrawn)
            return Decision.Nothing;
        var rule = Rules.First(r => r.Fits(referral));
        List<WantedStrand> strands = [new(1, rule.Pathway, rule.Urgency(referral))];
        List<string> rules = [rule.Id];
        if (referral.Details.Need.Company && rule.Pathway is not Pathway.VoluntarySector)
        {
            strands.Add(new(2, Pathway.VoluntarySector, Urgency.Routine));
            rules.Add(CompanyRule);
        }
        return Decision.Of(new Triaged(strands, rules), now);
    }
}
