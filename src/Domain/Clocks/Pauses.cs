using SinglePointOfReferral.Domain.Messages;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>When clocks wait for somebody else, as the facts have it.</summary>
internal static class Pauses
{
    /// <summary>The times in which a rule's clock on a strand waits, in order, those that touch made one. Each ends with what it waits for,
    /// or after the most that the rule allows; one that has not ended counts with all that it may last.</summary>
    public static IReadOnlyList<PausedTime> Of(Referral referral, Strand strand, ClockRule rule)
    {
        if (rule.Pauses.IsEmpty)
            return [];
        var times = rule.Pauses.SelectMany(p => (p.For switch
        {
            PauseFor.InformationAskedFor => Questions(referral, strand),
            PauseFor.NoAccess => Attempts(strand),
            _ => throw new InvalidOperationException($"No rule says when {p.For} is."),
        }).Select(t => new PausedTime(t.From, Earliest(t.Until, t.From + p.AtMost))));
        var joined = new List<PausedTime>();
        foreach (var time in times.Where(t => t.Until > t.From).OrderBy(t => t.From))
        {
            if (joined is [.., var last] && time.From <= last.Until)
                joined[^1] = last with { Until = last.Until > time.Until ? last.Until : time.Until };
            else
                joined.Add(time);
        }
        return joined;
    }

    /// <summary>What the referrer was asked, by the service that has the strand or by the hub.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset? Until)> Questions(Referral referral, Strand strand) =>
        from q in referral.Messages
        where q.Said.AnswerWanted && Sides.For(referral, q.Said, q.By) is Side.Referrer
            && (strand.Offers.Exists(o => o.Provider == q.By) || !referral.WasOfferedTo(q.By))
        select (q.At, referral.Messages.Find(a => a.Said.InAnswerTo == q.Number)?.At);

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset? Until)> Attempts(Strand strand)
    {
        var times = strand.Attempts.Select(a => a.At).Order().ToList();
        for (var i = 0; i < times.Count; i++)
            yield return (times[i], i + 1 < times.Count ? times[i + 1] : strand.VisitedAt);
    }

    private static DateTimeOffset Earliest(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
