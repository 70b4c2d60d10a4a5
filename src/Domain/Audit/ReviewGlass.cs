namespace SinglePointOfReferral.Domain.Audit;

/// <summary>The governance lead has asked why somebody looked, and says whether they were right to.</summary>
public static class ReviewGlass
{
    /// <param name="number">Of the fact by which the glass was broken.</param>
    public static Decision Decide(Referral referral, int number, bool isJustified, string? words, DateTimeOffset now) =>
        referral.Broken.Find(g => g.Number == number) is not { } broken ? Refusal.NoSuchBrokenGlass
        : broken.Review is { } review ? review.IsJustified == isJustified ? Decision.Nothing : Refusal.AlreadyReviewed
        : Decision.Of(new GlassReviewed(number, isJustified, Free.Text(words)), now);
}
