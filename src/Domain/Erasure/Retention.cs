using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Erasure;

/// <summary>
/// How long it is kept who a referral was about, counted from when everything in it was over ("Records Management Code of Practice", NHS
/// England, appendix II: adult health records 8 years; children's until the 25th birthday, or the 26th where they were 17 at the end).
/// </summary>
/// <param name="Years">After the end.</param>
/// <param name="ChildUntilAge">Of somebody who was under 18 at the end, at least until this birthday; a year later where they were 17.</param>
/// <param name="Erases">Whether it is erased then; otherwise it is only told how many would be.</param>
public sealed record Retention(int Years, int ChildUntilAge, bool Erases)
{
    private const int Adult = 18;

    public static readonly Retention Standard = new(8, 25, Erases: false);

    /// <summary>When the time is over; null while anything is open, and where it is erased already.</summary>
    public DateTimeOffset? EndOf(Referral referral)
    {
        if (referral.IsOpen || referral.ErasedAt is not null || FollowUps.Open(referral).Any())
            return null;
        var last = referral.Strands.Select(s => s.ClosedAt).Concat(referral.FollowUps.Select(f => f.AnsweredAt)).Append(referral.EndedAt).Max() ?? referral.Received;
        var end = last.AddYears(Years);
        return referral.Details.Person is { DateOfBirth: { } born } && Person.Age(born, DateOnly.FromDateTime(last.UtcDateTime)) is var age and < Adult
            && new DateTimeOffset(born.AddYears(ChildUntilAge + (age == Adult - 1 ? 1 : 0)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) is var grown && grown > end
            ? grown : end;
    }

    public bool IsOver(Referral referral, DateTimeOffset now) => EndOf(referral) <= now;
}
