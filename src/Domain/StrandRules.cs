using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain;

/// <summary>What every decision about a strand asks first.</summary>
internal static class StrandRules
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    /// <summary>The strand, or why nothing can be done about it.</summary>
    public static Refusal? Find(Referral referral, int number, out Strand strand)
    {
        var found = referral.Strand(number);
        strand = found!;
        return referral.MergedInto is not null ? Refusal.Merged
            : referral.IsWithdrawn ? Refusal.Withdrawn
            : referral.Strands.IsEmpty ? Refusal.NotTriagedYet
            : found is null ? Refusal.NoSuchStrand
            : found.Stage is Stage.Closed ? Refusal.AlreadyClosed
            : null;
    }

    /// <summary>The strand, which a service of the provider has accepted; or why not.</summary>
    public static Refusal? FindTaken(Referral referral, int number, OdsCode provider, out Strand strand) =>
        Find(referral, number, out strand) is { } refusal ? refusal
        : strand.Current is not { } offer || strand.Stage is Stage.OnOffer ? Refusal.NotAccepted
        : offer.Provider != provider ? Refusal.NotOfferedToYou
        : null;

    /// <summary>Whether a time that somebody gave can be right.</summary>
    public static Refusal? CheckTime(Referral referral, DateTimeOffset happened, DateTimeOffset now) =>
        happened > now + ClocksDiffer ? Refusal.InTheFuture
        : happened < referral.Received ? Refusal.BeforeTheReferral
        : null;
}
