using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>
/// Whether the person was at home when the locality asked for the last time, at 91 days. As in the Adult Social Care Outcomes Framework's
/// measure of older people still at home 91 days after discharge, whoever died, is in hospital or a care home, or could not be reached
/// counts as not at home; so does everybody whom nobody has asked for a fortnight after it was due, as not asking must not pay.
/// </summary>
/// <param name="Strand">The strand whose provider asks.</param>
/// <param name="CountsFrom">From when it counts, in UTC: when it was answered; where it was not, when it was due or a fortnight later.</param>
public sealed record AtHome(int Strand, DateTimeOffset CountsFrom, bool IsAtHome)
{
    private const int LeewayDays = 14;

    /// <summary>Null where nobody was supported to the end, where they moved away, and where somebody objected.</summary>
    internal static AtHome? Of(Referral referral, Locality town)
    {
        if (town.FollowUps.MaxBy(f => f.Days) is not { } last || referral.IsOpen || referral.IsWithdrawn || HasObjected(referral)
            || referral.Strands.Where(s => s.VisitedAt is not null && s.Outcome is not Outcome.MovedAway).MaxBy(s => s.ClosedAt) is not { } strand)
            return null;
        var asked = referral.FollowUps.Find(f => f.FollowUp == last.Id);
        if (asked is { AnsweredAt: { } at })
            return new(asked.Strand, at, asked.Result is FollowUpResult.AtHome);
        var from = referral.Strands.Min(s => s.VisitedAt)!.Value.AddDays(last.Days);
        var due = asked?.Due ?? (from > strand.ClosedAt ? from : strand.ClosedAt!.Value);
        var died = referral.Strands.Any(s => s.Outcome is Outcome.Died) || referral.FollowUps.Exists(f => f.Result is FollowUpResult.Died);
        return new(asked?.Strand ?? strand.Number, died ? due : due.AddDays(LeewayDays), IsAtHome: false);
    }

    private static bool HasObjected(Referral referral) =>
        referral.Details.Story.Objection is not null || referral.FollowUps.Exists(f => f.Result is FollowUpResult.Objected);
}
