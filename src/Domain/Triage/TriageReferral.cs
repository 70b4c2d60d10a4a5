using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>Decides by the locality's rules what is needed, of the referral as it came, once it is complete, and of what was added to it since.</summary>
public static class TriageReferral
{
    /// <summary>One commit has room for so many. Each addition has a message of its own, so none is left behind.</summary>
    private const int MostAtOnce = 20;

    /// <param name="matches">Other open referrals that may be of the same person. Those with the same NHS number are of no interest where
    /// the referrer has said why this one is separate.</param>
    public static Decision Decide(Referral referral, Locality locality, IReadOnlyList<Match> matches, DateTimeOffset now)
    {
        if (referral.IsWithdrawn)
            return Decision.Nothing;
        var facts = new List<Fact>();
        var wanted = new List<WantedStrand>();
        var isComplete = referral.Missing.IsEmpty;
        if (isComplete && referral.TriagedAt is null)
        {
            var verdict = Judge(referral, new(referral.Details.Need, referral.Referrer), locality, now);
            wanted.AddRange(verdict.Strands());
            facts.Add(new Triaged([.. wanted], verdict.Record(), [.. verdict.Flags], locality.Rules.Version));
        }
        if (matches.Where(m => !referral.WasMatched(m.Reference) && (!m.SameNhsNumber || !referral.IsSeparate)).ToList() is { Count: > 0 } found)
            facts.Add(new MatchFound(found));
        foreach (var (number, later) in referral.Additions.Where(a => isComplete && !referral.TriagedAdditions.Contains(a.Key)).Take(MostAtOnce))
        {
            var verdict = Judge(referral, later, locality, now);
            var more = verdict.Strands().Where(s => !IsMet(referral, wanted, s)).Select((s, i) => s with { Strand = referral.NextStrand + wanted.Count + i }).ToList();
            wanted.AddRange(more);
            facts.Add(new AdditionTriaged(number, more, verdict.Record(), [.. verdict.Flags], locality.Rules.Version));
        }
        return facts.Count == 0 ? Decision.Nothing : Decision.Of(facts, now);
    }

    private static Verdict Judge(Referral referral, LaterNeed said, Locality locality, DateTimeOffset now) =>
        locality.Rules.Judge(Case.Of(said.Need, referral.Details.Person.DateOfBirth, locality.KindOf(said.By), now));

    /// <summary>Whether an open strand, or one that is wanted already, does what is wanted, and as soon; what a clinician is to decide
    /// is met only by what a clinician is to decide already.</summary>
    private static bool IsMet(Referral referral, List<WantedStrand> before, WantedStrand wanted) =>
        referral.Strands.Any(s => s.IsOpen && s.Pathway == wanted.Pathway && s.Urgency <= wanted.Urgency && (s.AskClinician || !wanted.AskClinician))
        || before.Exists(s => s.Pathway == wanted.Pathway && s.Urgency <= wanted.Urgency && (s.AskClinician || !wanted.AskClinician));
}
