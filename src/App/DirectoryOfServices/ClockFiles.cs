using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>clocks.json</summary>
public sealed record ClocksFile(IReadOnlyList<ClockFile> Clocks, EscalationFile Escalation)
{
    public ClockRules ToRules() => new([.. Clocks.Select(c => c.ToRule())], Escalation.ToEscalation());
}

/// <summary>One clock. Nobody is told, and nothing pauses it, where that is left out.</summary>
public sealed record ClockFile(string Id, string Name, ClockStart From, ClockStop To)
{
    public LengthFile? Length { get; init; }
    public IReadOnlyList<Urgency> Urgencies { get; init; } = [];
    public IReadOnlyList<Pathway> Pathways { get; init; } = [];
    public WarningFile? Warning { get; init; }
    public IReadOnlyList<PauseFile> Pauses { get; init; } = [];
    public IReadOnlyList<Tell> AtWarning { get; init; } = [];
    public IReadOnlyList<Tell> AtBreach { get; init; } = [];
    public bool WaitsInQuietHours { get; init; }
    public bool Escalates { get; init; }

    public ClockRule ToRule() => new(Id, Name, From, To, Length?.ToLength())
    {
        Urgencies = Flags.Of([.. Urgencies]), Pathways = Flags.Of([.. Pathways]), Warning = Warning?.ToWarning(), Pauses = [.. Pauses.Select(p => p.ToPause())],
        AtWarning = [.. AtWarning], AtBreach = [.. AtBreach], WaitsInQuietHours = WaitsInQuietHours, Escalates = Escalates,
    };
}

/// <summary>A length: one of these.</summary>
public sealed record LengthFile
{
    public decimal? Minutes { get; init; }
    public decimal? Hours { get; init; }
    public decimal? Days { get; init; }
    public decimal? WorkingDays { get; init; }
    public decimal? ServiceHours { get; init; }

    public IEnumerable<ClockLength> Given()
    {
        (decimal? Amount, LengthUnit Unit)[] all =
            [(Minutes, LengthUnit.Minutes), (Hours, LengthUnit.Hours), (Days, LengthUnit.Days), (WorkingDays, LengthUnit.WorkingDays), (ServiceHours, LengthUnit.ServiceHours)];
        return all.Where(l => l.Amount is not null).Select(l => new ClockLength(l.Amount!.Value, l.Unit));
    }

    public ClockLength ToLength() => Given().Single();
}

/// <summary>When a warning is due: so many minutes before the clock runs out, or once so much of its time has passed.</summary>
public sealed record WarningFile
{
    public int? MinutesBefore { get; init; }
    public int? Percent { get; init; }

    public Warning ToWarning() => new(MinutesBefore is { } minutes ? TimeSpan.FromMinutes(minutes) : null, Percent);
}

public sealed record PauseFile(PauseFor For, int AtMostMinutes)
{
    public Pause ToPause() => new(For, TimeSpan.FromMinutes(AtMostMinutes));
}

/// <summary>Who is told of a breach that nobody acknowledges, in turn.</summary>
public sealed record EscalationFile(IReadOnlyList<OnCall> People, int RepeatMinutes, int Rounds)
{
    public TimeOnly QuietFrom { get; init; }
    public TimeOnly QuietUntil { get; init; }

    public Escalation ToEscalation() => new([.. People], TimeSpan.FromMinutes(RepeatMinutes), Rounds, QuietFrom, QuietUntil);
}
