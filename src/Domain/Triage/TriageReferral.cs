using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>Decides by the locality's rules what is needed, of the referral as it came and of what was added to it since.</summary>
public static class TriageReferral
{
    /// <param name="matches">Other open referrals that may be of the same person. Those with the same NHS number are of no interest where
    /// the referrer has said why this one is separate.</param>
    public static Decision Decide(Referral referral, Locality locality, IReadOnlyList<Match> matches, DateTimeOffset now)
    {
        if (referral.IsWithdrawn)
            return Decision.Nothing;
        if (referral.TriagedAt is null)
            return Decision.Of(First(referral, locality, matches, now), now);
        // Each addition has a message of its own, so one is enough.
        var next = referral.Additions.FirstOrDefault(a => !referral.TriagedAdditions.Contains(a.Key));
        return next.Value is null ? Decision.Nothing : Decision.Of(Addition(referral, next.Key, next.Value, locality, now), now);
    }

    private static IEnumerable<Fact> First(Referral referral, Locality locality, IReadOnlyList<Match> matches, DateTimeOffset now)
    {
        var verdict = Judge(referral, referral.Details.Need, locality, now);
        yield return new Triaged(verdict.Strands(), verdict.Record(), [.. verdict.Flags], locality.Rules.Version);
        if (matches.Where(m => !m.SameNhsNumber || !referral.IsSeparate).ToList() is { Count: > 0 } found)
            yield return new MatchFound(found);
    }

    private static AdditionTriaged Addition(Referral referral, int number, AddedTo added, Locality locality, DateTimeOffset now)
    {
        var verdict = Judge(referral, added.Need, locality, now);
        var wanted = verdict.Strands().Where(s => !IsMet(referral, s)).Select((s, i) => s with { Strand = referral.NextStrand + i });
        return new(number, [.. wanted], verdict.Record(), [.. verdict.Flags], locality.Rules.Version);
    }

    private static Verdict Judge(Referral referral, Need need, Locality locality, DateTimeOffset now) =>
        locality.Rules.Judge(Case.Of(need, referral.Details.Person.DateOfBirth, locality.KindOf(referral.Referrer), now));

    /// <summary>Whether an open strand does already what is wanted, and as soon.</summary>
    private static bool IsMet(Referral referral, WantedStrand wanted) =>
        referral.Strands.Any(s => s.IsOpen && s.Pathway == wanted.Pathway && s.Urgency <= wanted.Urgency);
}
