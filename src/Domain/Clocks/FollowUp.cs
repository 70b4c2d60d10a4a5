namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>A question after the person some time after support began, as a rule of the locality: whether they are still at home.</summary>
/// <param name="Name">"Follow-up at 3 weeks".</param>
/// <param name="Days">Due so many days after the person was first seen.</param>
/// <param name="OpensDaysBefore">From so many days before on it can be asked.</param>
public sealed record FollowUp(string Id, string Name, int Days, int OpensDaysBefore);

/// <summary>A follow-up as it was asked for, and answered.</summary>
/// <param name="Strand">The strand whose provider asks.</param>
public sealed record Asked(string FollowUp, int Strand, DateTimeOffset Due)
{
    /// <summary>Null as long as nobody has asked.</summary>
    public FollowUpResult? Result { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>Which follow-ups a referral has before it.</summary>
public static class FollowUps
{
    /// <summary>At three and six weeks as in Torquay ("Integrated Care and Support Pioneers", section 30), at 91 days as the Adult Social
    /// Care Outcomes Framework asks.</summary>
    public static readonly IReadOnlyList<FollowUp> Standard =
        [new("three-weeks", "Follow-up at 3 weeks", 21, 3), new("six-weeks", "Follow-up at 6 weeks", 42, 3), new("91-days", "Follow-up at 91 days", 91, 7)];

    /// <summary>Whether a death or an objection has stopped them.</summary>
    public static bool AreStopped(Referral referral) =>
        referral.MergedInto is not null || referral.ErasedAt is not null || referral.ObjectsToSharing || referral.WithdrawnBecause is WithdrawReason.PersonObjects || referral.Details.Story.Objection is not null
        || referral.Strands.Any(s => s.Outcome is Outcome.Died) || referral.FollowUps.Exists(f => f.Result is FollowUpResult.Died or FollowUpResult.Objected);

    /// <summary>Those that were opened and wait for somebody to ask.</summary>
    public static IEnumerable<Asked> Open(Referral referral) =>
        referral.IsOpen || AreStopped(referral) ? [] : referral.FollowUps.Where(f => f.Result is null);

    /// <summary>Those that are to be opened, and when. One whose day came while the person was supported is left out, unless no later one
    /// is left to ask.</summary>
    public static IEnumerable<(DateTimeOffset At, FollowUpOpened Fact)> ToOpen(Referral referral, IReadOnlyList<FollowUp> rules)
    {
        if (referral.IsOpen || AreStopped(referral) || Supported(referral) is not { } strand)
            yield break;
        var seen = referral.Strands.Min(s => s.VisitedAt)!.Value;
        foreach (var rule in rules.Where(r => !referral.FollowUps.Exists(f => f.FollowUp == r.Id)))
        {
            var due = seen.AddDays(rule.Days);
            if (due >= strand.ClosedAt || rules.All(r => r.Days <= rule.Days))
                yield return (Latest(due.AddDays(-rule.OpensDaysBefore), strand.ClosedAt!.Value), new(strand.Number, rule.Id, Latest(due, strand.ClosedAt.Value)));
        }
    }

    /// <summary>The strand whose provider saw the person last to the end; null where nobody saw them.</summary>
    private static Strand? Supported(Referral referral) => referral.IsWithdrawn ? null
        : referral.Strands.Where(s => s.VisitedAt is not null && s.ClosedAt is not null && s.Outcome is not Outcome.MovedAway).MaxBy(s => s.ClosedAt);

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
