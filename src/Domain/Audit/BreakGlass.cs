namespace SinglePointOfReferral.Domain.Audit;

/// <summary>Why somebody looks at a referral in which they have no part.</summary>
public enum GlassReason { ImmediateDanger, PersonIsWithMe, AskedByHub, Safeguarding, Other }

/// <summary>Somebody with no part in a referral has looked at it, or may.</summary>
/// <param name="Number">Of the fact that says so.</param>
/// <param name="Words">Why, in their own words.</param>
/// <param name="Until">How long they may, in UTC.</param>
public sealed record BrokenGlass(int Number, Actor By, GlassReason Reason, string Words, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>What the governance lead found; null before.</summary>
    public GlassReview? Review { get; init; }

    /// <summary>Whether it lets somebody look now.</summary>
    public bool Opens(Actor who, DateTimeOffset now) => By.Id == who.Id && By.Organisation == who.Organisation && now < Until;
}

/// <summary>What the governance lead found.</summary>
public sealed record GlassReview(bool IsJustified, string? Words, Actor By, DateTimeOffset At);

/// <summary>Somebody with no part in a referral has to see it all the same: they say why, may for an hour, and are answered for afterwards.</summary>
public static class BreakGlass
{
    public static readonly TimeSpan Opens = TimeSpan.FromMinutes(60);

    /// <summary>Where it is broken for them already, nothing changes.</summary>
    public static Decision Decide(Referral referral, Actor who, GlassReason reason, string? words, DateTimeOffset now) =>
        referral.Broken.Exists(g => g.Opens(who, now)) ? Decision.Nothing
        : Free.Text(words) is not { } why ? Refusal.ReasonMissing
        : Decision.Of(new GlassBroken(reason, why, now + Opens), now);
}
