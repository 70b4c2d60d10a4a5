using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>
/// What rules and services may ask of a referral: the whole list. There is nothing in it that tells who the person is, so that a
/// decision can be tried out, shown and recorded without.
/// </summary>
/// <param name="Age">In whole years; null while it is not known.</param>
/// <param name="News2">The total of the National Early Warning Score.</param>
/// <param name="News2Single">The highest score of one observation.</param>
/// <param name="Source">What kind of organisation refers.</param>
/// <param name="Time">The time of the day in England.</param>
public sealed record Case(
    Reason Reason, Urgency HowSoon, Purpose Purpose, bool Company, Flags<RedFlag> RedFlags, Flags<Circumstance> Circumstances, int? Age, int? News2,
    int? News2Single, int? Frailty, bool? SafeToWait, Residence? Residence, OrganisationKind Source, TimeOnly Time)
{
    public const int Oldest = 125;

    /// <param name="now">What tells the time of the day, and the age.</param>
    public static Case Of(Need need, DateOnly? born, OrganisationKind source, DateTimeOffset now)
    {
        var there = Plain.InLondon(now);
        var found = need.Assessment;
        var age = born is { } day ? Math.Clamp(Person.Age(day, DateOnly.FromDateTime(there.DateTime)), 0, Oldest) : (int?)null;
        return new Case(
            need.Reason, need.HowSoon, need.Purpose, need.Company, Flags.Of(found.RedFlags.AsSpan()), Flags.Of(found.Circumstances.AsSpan()),
            age, found.Observations.Total is { } total ? Math.Min(total, Observations.Highest) : null, found.Observations.HighestSingle, found.Frailty,
            found.SafeToWait, found.Residence, source, TimeOnly.FromDateTime(there.DateTime));
    }

    /// <summary>The case behind one strand: of what was added, where it is for that, and from whoever asked for it.</summary>
    public static Case Of(Referral referral, Strand strand, Locality locality, DateTimeOffset now)
    {
        var behind = referral.Behind(strand);
        return Of(behind.Need, referral.Details.Person.DateOfBirth, locality.KindOf(behind.By), now);
    }
}

/// <summary>Some values of a closed list of at most 32.</summary>
public readonly record struct Flags<T>(uint Bits) where T : struct, Enum
{
    public bool IsEmpty => Bits == 0;

    public bool Has(T value) => (Bits & Bit(value)) != 0;

    public bool Overlaps(Flags<T> other) => (Bits & other.Bits) != 0;

    public IEnumerable<T> All()
    {
        var bits = Bits;
        return Enum.GetValues<T>().Where(v => (bits & Bit(v)) != 0);
    }

    internal static uint Bit(T value) => 1u << System.Runtime.CompilerServices.Unsafe.As<T, int>(ref value);
}

public static class Flags
{
    public static Flags<T> Of<T>(params ReadOnlySpan<T> values) where T : struct, Enum
    {
        var bits = 0u;
        foreach (var value in values)
            bits |= Flags<T>.Bit(value);
        return new(bits);
    }
}
