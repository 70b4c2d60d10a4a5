using System.Collections.Immutable;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>
/// Something that holds of a case or does not: all that a rule or a service's eligibility can ask. The list is closed. What is
/// not known is never between two numbers, and neither safe nor unsafe.
/// </summary>
public abstract record Condition
{
    public abstract bool Holds(Case of);

    /// <summary>Holds of every case.</summary>
    public static readonly Condition Always = new All([]);
}

/// <summary>Every part holds.</summary>
public sealed record All(ImmutableArray<Condition> Parts) : Condition
{
    public override bool Holds(Case of)
    {
        foreach (var part in Parts)
        {
            if (!part.Holds(of))
                return false;
        }
        return true;
    }
}

/// <summary>At least one part holds.</summary>
public sealed record Any(ImmutableArray<Condition> Parts) : Condition
{
    public override bool Holds(Case of)
    {
        foreach (var part in Parts)
        {
            if (part.Holds(of))
                return true;
        }
        return false;
    }
}

public sealed record Not(Condition Part) : Condition
{
    public override bool Holds(Case of) => !Part.Holds(of);
}

/// <summary>The reason for referral is one of these.</summary>
public sealed record ReasonIs(Flags<Reason> Reasons) : Condition
{
    public override bool Holds(Case of) => Reasons.Has(of.Reason);
}

/// <summary>The referrer asks for one of these.</summary>
public sealed record HowSoonIs(Flags<Urgency> Urgencies) : Condition
{
    public override bool Holds(Case of) => Urgencies.Has(of.HowSoon);
}

public sealed record PurposeIs(Flags<Purpose> Purposes) : Condition
{
    public override bool Holds(Case of) => Purposes.Has(of.Purpose);
}

/// <summary>The person would welcome company, or would not.</summary>
public sealed record WantsCompany(bool Wanted) : Condition
{
    public override bool Holds(Case of) => of.Company == Wanted;
}

/// <summary>At least one of these red flags is there.</summary>
public sealed record HasRedFlag(Flags<RedFlag> RedFlags) : Condition
{
    public override bool Holds(Case of) => of.RedFlags.Overlaps(RedFlags);
}

/// <summary>At least one of these is ticked.</summary>
public sealed record HasCircumstance(Flags<Circumstance> Circumstances) : Condition
{
    public override bool Holds(Case of) => of.Circumstances.Overlaps(Circumstances);
}

/// <summary>What is measured on a scale.</summary>
public enum Scale { Age, News2, News2Single, Frailty }

/// <summary>A number is known and lies between two, both included.</summary>
public sealed record NumberIn(Scale Scale, int From, int To) : Condition
{
    public override bool Holds(Case of) => Read(of) is { } number && number >= From && number <= To;

    /// <summary>The lowest and the highest that the scale has.</summary>
    public static (int Lowest, int Highest) Ends(Scale scale) => scale switch
    {
        Scale.Age => (0, Case.Oldest),
        Scale.News2 => (0, Observations.Highest),
        Scale.News2Single => (0, 3),
        Scale.Frailty => (1, 9),
        _ => throw new ArgumentOutOfRangeException(nameof(scale)),
    };

    private int? Read(Case of) => Scale switch
    {
        Scale.Age => of.Age,
        Scale.News2 => of.News2,
        Scale.News2Single => of.News2Single,
        Scale.Frailty => of.Frailty,
        _ => throw new InvalidOperationException($"No rule says where {Scale} is read."),
    };
}

/// <summary>The referrer said that the person can safely wait two hours, or cannot.</summary>
public sealed record SafeToWaitIs(bool Safe) : Condition
{
    public override bool Holds(Case of) => of.SafeToWait == Safe;
}

/// <summary>The person is known to live in one of these.</summary>
public sealed record ResidenceIs(Flags<Residence> Residences) : Condition
{
    public override bool Holds(Case of) => of.Residence is { } residence && Residences.Has(residence);
}

/// <summary>The organisation that refers is of one of these kinds.</summary>
public sealed record SourceIs(Flags<OrganisationKind> Kinds) : Condition
{
    public override bool Holds(Case of) => Kinds.Has(of.Source);
}

/// <summary>The time of the day in England is from one minute to before another; across midnight when the second is earlier.</summary>
/// <param name="From">Minutes since midnight.</param>
/// <param name="Before">Minutes since midnight; 1440 is the end of the day.</param>
public sealed record TimeIn(int From, int Before) : Condition
{
    public override bool Holds(Case of) => Holds(of.Time.Hour * 60 + of.Time.Minute);

    public bool Holds(int minute) => From <= Before ? minute >= From && minute < Before : minute >= From || minute < Before;
}
