namespace SinglePointOfReferral.Domain.Intake;

/// <summary>
/// The hub makes one referral of two that are of the same person. What the duplicate said is first added to the one that is kept,
/// then the duplicate is ended: so nothing is lost if only the first is done, and both may be done again.
/// </summary>
public static class MergeReferrals
{
    /// <summary>What the kept referral is told: all that the duplicate said, and whoever added to it.</summary>
    public static Decision Keep(Referral kept, Referral duplicate, DateTimeOffset now)
    {
        if (WhyNot(kept, duplicate) is { } refusal)
            return refusal;
        if (kept.Additions.Values.Any(a => a.Said?.From == duplicate.Reference))
            return Decision.Nothing;
        var (details, said) = (duplicate.Details, duplicate.Additions.Values.Select(a => a.Said).OfType<AddedTo>());
        return Decision.Of(
            [new AddedTo(details.Story, details.CallBack, details.Need, duplicate.Reference, duplicate.Referrer), .. said.Select(a => a with { From = duplicate.Reference })], now);
    }

    /// <summary>Ends the duplicate.</summary>
    public static Decision End(Referral kept, Referral duplicate, DateTimeOffset now) =>
        WhyNot(kept, duplicate) is { } refusal ? refusal
        : duplicate.MergedInto is not null ? Decision.Nothing
        : Decision.Of(new Merged(kept.Reference), now);

    private static Refusal? WhyNot(Referral kept, Referral duplicate) =>
        duplicate.MergedInto == kept.Reference && kept.Reference != duplicate.Reference ? null
        : !kept.SamePerson.Contains(duplicate.Reference) && !duplicate.SamePerson.Contains(kept.Reference) ? Refusal.NotTheSamePerson
        : !kept.IsOpen || !duplicate.IsOpen ? Refusal.OneIsOver
        : duplicate.Strands.Any(s => s.Stage is Stage.Visited) ? Refusal.SeenUnderTheOther
        : null;
}
