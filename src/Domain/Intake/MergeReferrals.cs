using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>
/// The hub makes one referral of two that are of the same person. What the duplicate said is first added to the one that is kept,
/// then the duplicate is ended: so nothing is lost if only the first is done, and both may be done again.
/// </summary>
public static class MergeReferrals
{
    /// <summary>What the kept referral is yet to be told: all that the duplicate said, whoever added to it, and what 999 was advised for.</summary>
    public static Decision Keep(Referral kept, Referral duplicate, DateTimeOffset now)
    {
        if (WhyNot(kept, duplicate) is { } refusal)
            return refusal;
        var facts = new List<Fact>();
        foreach (var (said, advised) in Told(duplicate))
        {
            if (!kept.Additions.Values.Select(a => a.Said).Concat(facts.OfType<AddedTo>()).Any(a => a is not null && IsSame(a, said)))
                facts.Add(said);
            foreach (var advice in advised.Where(a => !Known(kept, facts).IsSupersetOf(AdviseEmergency.Reasons(a))))
                facts.Add(advice with { AfterCorrection = false });
        }
        return facts.Count == 0 ? Decision.Nothing : Decision.Of(facts, now);
    }

    /// <summary>Ends the duplicate, once the kept one was told all that it says.</summary>
    public static Decision End(Referral kept, Referral duplicate, DateTimeOffset now) =>
        WhyNot(kept, duplicate) is { } refusal ? refusal
        : duplicate.MergedInto is not null ? Decision.Nothing
        : Keep(kept, duplicate, now).Facts.Count > 0 ? Refusal.MoreWasSaid
        : Decision.Of(new Merged(kept.Reference), now);

    /// <summary>What was said in the duplicate, by its referrer first, and what 999 was advised for with it.</summary>
    private static IEnumerable<(AddedTo Said, IEnumerable<EmergencyAdvised> Advised)> Told(Referral duplicate)
    {
        var (details, added) = (duplicate.Details, duplicate.Additions.Where(a => a.Value.Said is not null).ToList());
        yield return (
            new(details.Story, details.CallBack, details.Need, duplicate.Reference, duplicate.Referrer, duplicate.ReferrerName, duplicate.Referrer),
            duplicate.Advised.Where(e => !added.Exists(a => a.Key == e.Key - 1)).Select(e => e.Value));
        foreach (var (number, later) in added)
            yield return (later.Said! with { From = duplicate.Reference, SaidBy = later.Name, SaidFor = later.By }, duplicate.Advised.Where(e => e.Key == number + 1).Select(e => e.Value));
    }

    /// <summary>Whether they say the same. Who said it was not always recorded.</summary>
    private static bool IsSame(AddedTo one, AddedTo other) =>
        (one with { SaidBy = null, SaidFor = null }) == (other with { SaidBy = null, SaidFor = null });

    private static HashSet<string> Known(Referral kept, List<Fact> facts) => [.. kept.AdvisedFor, .. facts.OfType<EmergencyAdvised>().SelectMany(AdviseEmergency.Reasons)];

    private static Refusal? WhyNot(Referral kept, Referral duplicate) =>
        duplicate.MergedInto == kept.Reference && kept.Reference != duplicate.Reference ? null
        : !kept.SamePerson.Contains(duplicate.Reference) && !duplicate.SamePerson.Contains(kept.Reference) ? Refusal.NotTheSamePerson
        : !kept.IsOpen || !duplicate.IsOpen ? Refusal.OneIsOver
        : !kept.Missing.IsEmpty || !duplicate.Missing.IsEmpty ? Refusal.OneIsIncomplete
        : duplicate.Strands.Any(s => s.Stage is Stage.Visited) ? Refusal.SeenUnderTheOther
        : null;
}
