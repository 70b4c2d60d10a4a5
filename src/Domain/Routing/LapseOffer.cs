namespace SinglePointOfReferral.Domain.Routing;

/// <summary>Offers whose time to answer is over move on.</summary>
public static class LapseOffer
{
    public static Decision Decide(Referral referral, DateTimeOffset now)
    {
        if (!referral.IsOpen)
            return Decision.Nothing;
        var lapsed = referral.Strands
            .Where(s => s.Stage is Stage.OnOffer && s.Offers[^1].AnswerBy <= now)
            .Select(s => new Lapsed(s.Number, s.Offers[^1].Service))
            .ToList();
        return lapsed.Count == 0 ? Decision.Nothing : Decision.Of(lapsed, now);
    }
}
