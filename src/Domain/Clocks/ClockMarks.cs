using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>What a referral is marked with because a clock has run out.</summary>
public static class ClockMarks
{
    /// <summary>The mark of something late that nobody has said they see to.</summary>
    public const string NobodySeesToIt = "nobody-sees-to-it";

    /// <summary>The mark of support that goes on beyond its end.</summary>
    public const string OverRunning = "over-running";

    public static IEnumerable<string> Of(Referral referral, Locality town)
    {
        if (!referral.IsOpen)
            yield break;
        var late = Breaches.Of(referral).Join(ReferralClocks.Of(referral, town).Where(c => c.IsRunning), b => b.Clock, c => c.Id, (b, c) => (Breach: b, c.Rule)).ToList();
        if (late.Exists(l => !l.Breach.IsAcknowledged && l.Rule.Escalates))
            yield return NobodySeesToIt;
        if (late.Exists(l => l.Rule.To is ClockStop.Closed))
            yield return OverRunning;
    }
}
