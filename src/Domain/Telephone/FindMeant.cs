namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Which part of a referral a duty phone speaks of.</summary>
public static class FindMeant
{
    /// <summary>Whether a word is about what is on offer, rather than what has been accepted.</summary>
    public static bool IsOfOffers(ReplyWord word) => word is ReplyWord.Accept or ReplyWord.Decline;

    /// <param name="services">The ids of the services whose duty phone it is: another service of their organisation is not enough.</param>
    /// <returns>The strand that one of them has, what the word fits first; null where none has one.</returns>
    public static Strand? Of(Referral? referral, IReadOnlySet<string> services, ReplyWord word)
    {
        var fits = IsOfOffers(word) ? Stage.OnOffer : Stage.Accepted;
        return Offered(referral, services).Where(s => s.Current is { } now && services.Contains(now.Service))
            .OrderBy(s => s.Stage == fits ? 0 : 1).ThenBy(s => s.Offers[^1].AnswerBy).FirstOrDefault();
    }

    /// <summary>Why a phone's services have nothing of a referral to answer for. Of what was never theirs no more is told than that it is not on
    /// offer to them.</summary>
    public static Refusal WhyNot(Referral? referral, IReadOnlySet<string> services, DateTimeOffset now)
    {
        var offered = Offered(referral, services);
        return offered.Count == 0 ? Refusal.NotOfferedToYou
            : referral!.MergedInto is not null ? Refusal.Merged
            : referral.IsWithdrawn ? Refusal.Withdrawn
            : offered.TrueForAll(s => !s.IsOpen) ? Refusal.AlreadyClosed
            : offered.Exists(s => s.Offers.Any(o => services.Contains(o.Service) && o.DeclinedAt is null && o.AnswerBy <= now)) ? Refusal.OfferLapsed
            : Refusal.NotOfferedToYou;
    }

    /// <summary>When they last declined what they had of it; null where they have not.</summary>
    public static DateTimeOffset? DeclinedAt(Referral? referral, IReadOnlySet<string> services) =>
        Offered(referral, services).SelectMany(s => s.Offers).Where(o => services.Contains(o.Service)).Max(o => o.DeclinedAt);

    private static List<Strand> Offered(Referral? referral, IReadOnlySet<string> services) =>
        referral?.Strands.Where(s => s.Offers.Any(o => services.Contains(o.Service) && !o.WasTakenBack)).ToList() ?? [];
}
