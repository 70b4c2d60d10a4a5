namespace SinglePointOfReferral.Domain.Routing;

/// <summary>The hub telephones the service that has a strand on offer, and records what it is told.</summary>
public static class RecordAnswer
{
    /// <param name="service">The service that was telephoned: where another has it on offer by now, nothing is recorded for that one.</param>
    /// <param name="toldBy">The name of who answered for the service.</param>
    /// <param name="isFull">A place was looked for and none was found.</param>
    public static Decision Accepts(Referral referral, int strandNumber, string service, string? toldBy, DateTimeOffset now, bool isFull = false) =>
        WhyNot(referral, strandNumber, service, toldBy, out var offer) is { } refusal ? refusal
        : AcceptOffer.Decide(referral, strandNumber, offer.Provider, now, isFull: isFull, toldBy: Free.Text(toldBy));

    public static Decision Declines(
        Referral referral, int strandNumber, string service, string? toldBy, DeclineReason reason, string? note, DateTimeOffset now) =>
        WhyNot(referral, strandNumber, service, toldBy, out var offer) is { } refusal ? refusal
        : DeclineOffer.Decide(referral, strandNumber, offer.Provider, reason, note, now, toldBy: Free.Text(toldBy));

    private static Refusal? WhyNot(Referral referral, int strandNumber, string service, string? toldBy, out Offer offer)
    {
        offer = null!;
        if (StrandRules.Find(referral, strandNumber, out var strand) is { } refusal)
            return refusal;
        if (strand.Current is not { } current || current.Service != service)
            return Refusal.NotOnOfferToThem;
        offer = current;
        return Free.Text(toldBy) is null ? Refusal.ToldByMissing : null;
    }
}
