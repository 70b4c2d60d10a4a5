namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Which part of a referral a duty phone speaks of.</summary>
public static class FindMeant
{
    /// <summary>Whether a word is about what is on offer, rather than what has been accepted.</summary>
    public static bool IsOfOffers(ReplyWord word) => word is ReplyWord.Accept or ReplyWord.Decline;

    /// <param name="services">The ids of the services whose duty phone it is: another service of their organisation is not enough.</param>
    /// <returns>The strand that one of them has, what the word fits first; or why it has none. Of what was never theirs no more is told than
    /// that it is not on offer to them.</returns>
    public static (Strand? Strand, Refusal? WhyNot) Of(Referral? referral, IReadOnlySet<string> services, ReplyWord word, DateTimeOffset now)
    {
        var offered = referral?.Strands.Where(s => s.Offers.Any(o => services.Contains(o.Service) && !o.WasTakenBack)).ToList() ?? [];
        var fits = IsOfOffers(word) ? Stage.OnOffer : Stage.Accepted;
        if (offered.Where(s => s.Current is { } now && services.Contains(now.Service)).OrderBy(s => s.Stage == fits ? 0 : 1).ThenBy(s => s.Offers[^1].AnswerBy).FirstOrDefault() is { } strand)
            return (strand, null);
        return (null,
            offered.Count == 0 ? Refusal.NotOfferedToYou
            : referral!.MergedInto is not null ? Refusal.Merged
            : referral.IsWithdrawn ? Refusal.Withdrawn
            : offered.TrueForAll(s => !s.IsOpen) ? Refusal.AlreadyClosed
            : offered.Exists(s => s.Offers.Any(o => services.Contains(o.Service) && o.AnswerBy <= now)) ? Refusal.OfferLapsed
            : Refusal.NotOfferedToYou);
    }
}
