using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Clocks;

/// <summary>Every clock of a referral, derived from its facts by the rules of the locality as they are now.</summary>
public static class ReferralClocks
{
    public static IEnumerable<Clock> Of(Referral referral, Locality town)
    {
        foreach (var rule in town.Clocks.Rules.Where(r => r.IsOfReferral))
        {
            if (OfReferral(referral, rule, town) is { } clock)
                yield return clock;
        }
        foreach (var clock in OfAdditions(referral, town))
            yield return clock;
        foreach (var clock in referral.Strands.SelectMany(s => Of(referral, s, town)))
            yield return clock;
    }

    /// <summary>The clocks of one strand; of offers and times at the hub the latest.</summary>
    public static IEnumerable<Clock> Of(Referral referral, Strand strand, Locality town) => town.Clocks.Rules
        .Where(r => r.AppliesTo(strand.Pathway, strand.Urgency)).Select(r => OfStrand(referral, strand, r, town)).OfType<Clock>();

    /// <summary>By when somebody is to be seen who is referred at a moment; the soonest of the rules.</summary>
    /// <param name="strand">Whose service's hours count, where a rule counts those; null for any hours.</param>
    public static DateTimeOffset SeeBy(Pathway pathway, Urgency urgency, DateTimeOffset from, Locality town, Strand? strand = null) => town.Clocks.For(pathway, urgency, ClockStop.Seen)
        .Where(r => r.From is ClockStart.Received).Select(r => ClockTime.After(from, r.Length!, strand, town)).Min();

    /// <summary>By when the person of a strand is to be seen, as it was promised; pauses do not move it.</summary>
    public static DateTimeOffset SeeBy(Strand strand, Locality town) => SeeBy(strand.Pathway, strand.Urgency, strand.ClockFrom, town, strand);

    /// <summary>By when somebody is to be seen who has not been, pauses included; the soonest of all strands, null for nobody.</summary>
    public static DateTimeOffset? UnseenBy(Referral referral, Locality town) =>
        Of(referral, town).Where(c => c.IsRunning && c.Rule.To is ClockStop.Seen).Min(c => (DateTimeOffset?)c.WorkingDue);

    /// <summary>By when support must end: as long as the locality's rule says, or the service's longest stay where that is shorter, or until
    /// when it was extended. Null before the person was seen, and where no rule says it.</summary>
    public static DateTimeOffset? SupportUntil(Strand strand, Locality town)
    {
        if (strand.VisitedAt is not { } seen || town.Clocks.For(strand.Pathway, strand.Urgency, ClockStop.Closed).FirstOrDefault() is not { } rule)
            return null;
        var longest = ClockTime.After(seen, rule.Length!, strand, town);
        var stay = strand.Offers is [.., { LongestStayDays: { } days }] ? seen.AddDays(days) : longest;
        return strand.ExtendedUntil ?? (stay < longest ? stay : longest);
    }

    private static Clock? OfReferral(Referral referral, ClockRule rule, Locality town)
    {
        var (since, stopped) = rule.To is ClockStop.Triaged
            ? (referral.Missing.IsEmpty ? referral.CompletedAt ?? referral.Received : (DateTimeOffset?)null, referral.TriagedAt)
            : (referral.Missing.IsEmpty && referral.CompletedAt is null ? null : referral.Received, referral.CompletedAt);
        return since is not { } from ? null
            : Make(rule, new(rule.Id, null, from), ClockTime.After(from, rule.Length!, null, town), stopped, referral.EndedAt, [], null, town);
    }

    /// <summary>What was added to a referral after it was triaged is triaged as soon as the referral itself was.</summary>
    private static IEnumerable<Clock> OfAdditions(Referral referral, Locality town) =>
        from rule in town.Clocks.Rules
        where rule.To is ClockStop.Triaged && referral.TriagedAt is not null
        from addition in referral.Additions
        where addition.Value.At is not null && !referral.TriagedAdditions.Contains(addition.Key)
        let at = addition.Value.At!.Value
        select Make(rule, new(rule.Id, null, at), ClockTime.After(at, rule.Length!, null, town), null, referral.EndedAt, [], null, town);

    private static Clock? OfStrand(Referral referral, Strand strand, ClockRule rule, Locality town)
    {
        if (Start(strand, rule, town) is not { } from || Due(strand, rule, from, town) is not { } due || (rule.To is ClockStop.Reviewed && due <= strand.VisitedAt))
            return null;
        return Make(rule, new(rule.Id, strand.Number, from), due, Stop(strand, rule, from), strand.ClosedAt ?? referral.EndedAt, Pauses.Of(referral, strand, rule), strand, town)
            with { Began = rule.To is ClockStop.Closed ? strand.VisitedAt!.Value : from };
    }

    private static Clock Make(
        ClockRule rule, ClockId id, DateTimeOffset due, DateTimeOffset? stopped, DateTimeOffset? over, IReadOnlyList<PausedTime> pauses, Strand? strand, Locality town)
    {
        var working = ClockTime.Paused(id.Since, due, rule.Length, pauses, strand, town);
        DateTimeOffset? warn = rule.Warning switch
        {
            null => null,
            { Percent: { } percent } => id.Since + (working - id.Since) * percent / 100,
            { Before: { } before } => working - before,
            _ => null,
        };
        return new(rule, id, due, working, warn, stopped ?? over, stopped is not null, pauses);
    }

    private static DateTimeOffset? Start(Strand strand, ClockRule rule, Locality town) => rule.From switch
    {
        ClockStart.Received => strand.ClockFrom,
        ClockStart.Wanted => strand.Stage is Stage.AwaitingOffer ? strand.WaitsSince : null,
        ClockStart.HandedToHub => strand.Stage is Stage.WithHub ? strand.HubSince : null,
        ClockStart.Offered => strand.Offers is [.., var offer] && (strand.Stage is Stage.OnOffer || IsTaken(strand)) ? offer.OfferedAt : null,
        ClockStart.Accepted => IsTaken(strand) ? strand.AcceptedAt : null,
        ClockStart.Seen when rule.To is ClockStop.Reviewed => ReviewFrom(strand, rule, town),
        ClockStart.Seen => strand.ExtendedAt ?? strand.VisitedAt,
        _ => throw new InvalidOperationException($"No rule says when {rule.From} is."),
    };

    /// <summary>A review counts from as long before it is due as the support ends after that: in week five of six.</summary>
    private static DateTimeOffset? ReviewFrom(Strand strand, ClockRule rule, Locality town) => SupportUntil(strand, town) is not { } until ? null
        : until - 2 * rule.Length!.Elapsed is var from && from > strand.VisitedAt ? from : strand.VisitedAt;

    private static DateTimeOffset? Due(Strand strand, ClockRule rule, DateTimeOffset from, Locality town) => rule.To switch
    {
        ClockStop.Answered when rule.Length is null => strand.Offers[^1].AnswerBy,
        ClockStop.Placed when rule.Length is null => strand.HubDue,
        ClockStop.Reviewed => SupportUntil(strand, town) - rule.Length!.Elapsed,
        ClockStop.Closed => SupportUntil(strand, town),
        _ => ClockTime.After(from, rule.Length!, strand, town),
    };

    /// <summary>Whether the service that had the latest offer took it.</summary>
    private static bool IsTaken(Strand strand) => strand.Stage is Stage.Accepted or Stage.Visited || (strand.Stage is Stage.Closed && strand.Offers is [.., var last] && strand.AcceptedAt >= last.OfferedAt);

    private static DateTimeOffset? Stop(Strand strand, ClockRule rule, DateTimeOffset from) => rule.To switch
    {
        ClockStop.Answered => IsTaken(strand) ? strand.AcceptedAt : null,
        ClockStop.Seen => strand.VisitedAt,
        ClockStop.Reviewed => strand.Reviews.Find(r => r.At >= from)?.At,
        ClockStop.Closed => strand.ClosedAt,
        _ => null,
    };
}
