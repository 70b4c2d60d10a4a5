namespace SinglePointOfReferral.Domain.Intake;

/// <summary>The referrer, or the hub for them, takes the whole referral back.</summary>
public static class WithdrawReferral
{
    public static Decision Decide(Referral referral, WithdrawReason reason, string? note, DateTimeOffset now) =>
        referral.MergedInto is not null ? Refusal.Merged
        : referral.IsWithdrawn ? Decision.Nothing
        : !referral.IsOpen ? Refusal.NothingToWithdraw
        : Decision.Of(new Withdrawn(reason, Free.Text(note)), now);
}
