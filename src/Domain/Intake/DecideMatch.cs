using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>The hub says whether another open referral is of the same person.</summary>
public static class DecideMatch
{
    public static Decision Decide(Referral referral, Reference other, bool isSame, DateTimeOffset now)
    {
        if ((isSame ? referral.SamePerson : referral.NotSamePerson).Contains(other))
            return Decision.Nothing;
        return referral.Matches.Any(m => m.Reference == other) ? Decision.Of(new MatchDecided(other, isSame), now) : Refusal.NoSuchMatch;
    }
}
