using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>The hub says whether another referral is of the same person, and may say otherwise later.</summary>
public static class DecideMatch
{
    public static Decision Decide(Referral referral, Reference other, bool isSame, DateTimeOffset now)
    {
        if ((isSame ? referral.SamePerson : referral.NotSamePerson).Contains(other))
            return Decision.Nothing;
        return referral.WasMatched(other) ? Decision.Of(new MatchDecided(other, isSame), now) : Refusal.NoSuchMatch;
    }
}
