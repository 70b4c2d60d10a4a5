namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>Somebody needed a service and it had no place: a provider declined for want of capacity, or, where none did, every place was
/// taken and the hub has it; a lack of capacity is never a reason to send a referral back ("SPoA / urgent community response", Cornwall IToCH knowledge
/// base, article 356).</summary>
/// <param name="Fact">The number of the fact that says so.</param>
/// <param name="Service">The service that declined; null where the hub took it.</param>
public sealed record UnmetNeed(int Fact, Pathway Pathway, Urgency Urgency, string District, string? Service, DateTimeOffset At)
{
    /// <summary>What is reported of a referral: nothing where the person objects to sharing; else every unmet need, with the pathway and the urgency that it had then and the district as it is known now.</summary>
    public static IReadOnlyList<UnmetNeed> In(Referral referral, IReadOnlyList<Recorded> facts)
    {
        if (referral.ObjectsToSharing)
            return [];
        return Of(referral, facts);
    }

    /// <summary>The same, whatever the person has said of sharing.</summary>
    public static IReadOnlyList<UnmetNeed> Of(Referral referral, IReadOnlyList<Recorded> facts)
    {
        if (!facts.Any(f => IsUnmet(f.Fact)))
            return [];
        var unmet = new List<UnmetNeed>();
        var then = Referral.From(referral.Reference, facts.Take(1));
        foreach (var recorded in facts.Skip(1))
        {
            then = then.With(recorded);
            if (IsUnmet(recorded.Fact) && recorded.Fact is StrandFact of && then.Strand(of.Strand) is { } strand && !(of is HandedToHub && strand.WantsCapacity))
                unmet.Add(new(recorded.Number, strand.Pathway, strand.Urgency, referral.Details.Person.Postcode.District, (of as Declined)?.Service, recorded.Happened));
        }
        return unmet;
    }

    private static bool IsUnmet(Fact fact) =>
        fact is Declined { Reason: DeclineReason.NoCapacity } or HandedToHub { Because: HandedOverBecause.NoCapacity };
}
