using System.Text.Json;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>locality.json</summary>
public sealed record AboutFile(string Name, Hub Hub)
{
    /// <summary>The information governance lead: name, and the mobile that is texted when somebody breaks the glass.</summary>
    public OnCall? InformationGovernance { get; init; }

    /// <summary>For how many hours a telephone that rang is believed without a PIN once one was given; the PIN is asked for every time when left out.</summary>
    public int? RememberCallersHours { get; init; }

    /// <summary>How long it is kept who a referral was about; what is standard when left out.</summary>
    public Retention? Retention { get; init; }
}

/// <summary>
/// One of services.json: a service as Open Referral HSDS 3.0 has it (organization_id, schedules, phones, service_areas and so on),
/// with what a referral needs besides.
/// </summary>
public sealed record ServiceFile(
    string Id, string OrganizationId, string Name, string Description, ServiceStatus Status, Pathway Pathway, IReadOnlyList<string> ServiceAreas,
    IReadOnlyList<ScheduleFile> Schedules, IReadOnlyList<PhoneFile> Phones, int AnswerWithinMinutes, int StartsWithinMinutes, WhenClosed WhenClosed)
{
    public int MinimumAge { get; init; }
    public int? MaximumAge { get; init; }
    public string EligibilityDescription { get; init; } = "";
    public Condition Eligibility { get; init; } = Condition.Always;
    public IReadOnlyList<Purpose> Purposes { get; init; } = [];
    public IReadOnlyList<OrganisationKind> Referrers { get; init; } = [];
    public int? LongestStayDays { get; init; }
    public CapacityFile? ServiceCapacity { get; init; }
    public Place? Location { get; init; }
    public IReadOnlyList<ClosedDatesFile> ClosedDates { get; init; } = [];
}

/// <summary>Only an active service is offered anything.</summary>
public enum ServiceStatus { Active, Inactive, Defunct, TemporarilyClosed }

/// <summary>Some days' hours, on the clocks of England. MO to SU, and BH for bank holidays; 24:00 is the end of the day.</summary>
public sealed record ScheduleFile(string Byday, string OpensAt, string ClosesAt)
{
    public string Freq { get; init; } = "WEEKLY";

    /// <summary>From when on it takes no more referrals that day; until it closes when left out.</summary>
    public string? LastReferralAt { get; init; }
}

/// <summary>A planned closure, whatever the schedules and bank holidays say: whole days on the calendar of England, the last one included.</summary>
public sealed record ClosedDatesFile(DateOnly From, DateOnly To, string Because);

/// <param name="Type">text for a duty phone, the first of them first, voice for calls, lead for the mobile of whoever leads the service.</param>
public sealed record PhoneFile(PhoneNumber Number, string Type);

public sealed record CapacityFile(CapacityUnit Unit, int Maximum);

/// <summary>One of service-areas.json: a catchment.</summary>
public sealed record ServiceAreaFile(string Id, string Name)
{
    public IReadOnlyList<string> Districts { get; init; } = [];
    public IReadOnlyList<string> Sectors { get; init; } = [];
    public IReadOnlyList<string> Practices { get; init; } = [];
}

/// <summary>One of bank-holidays.json.</summary>
public sealed record HolidayFile(DateOnly Date, string Name);

/// <summary>outcomes.json</summary>
public sealed record OutcomesFile
{
    /// <summary>What is asked after support, in the order of time; the standard ones when left out.</summary>
    public IReadOnlyList<FollowUp>? FollowUps { get; init; }

    public IReadOnlyList<Instrument> Instruments { get; init; } = [];

    /// <summary>For how many days support can be extended at most.</summary>
    public int LongestExtensionDays { get; init; } = 42;
}

/// <summary>One of rules.json, with cases that it holds for and cases that it just does not: the check tries them.</summary>
public sealed record RuleFile(string Id, Condition When, Effect Then, string Because, IReadOnlyList<ExampleFile> Fires, IReadOnlyList<ExampleFile> Misses)
{
    public Rule ToRule() => new(Id, When, Then, Because);
}

/// <summary>A case in short. What is left out is not known; without a reason it is another need, without a time ten in the morning.</summary>
public sealed record ExampleFile
{
    public Reason Reason { get; init; } = Reason.Other;
    public Urgency HowSoon { get; init; } = Urgency.TwoDays;
    public Purpose Purpose { get; init; } = Purpose.PreventAdmission;
    public bool Company { get; init; }
    public IReadOnlyList<RedFlag> RedFlags { get; init; } = [];
    public IReadOnlyList<Circumstance> Circumstances { get; init; } = [];
    public int? Age { get; init; }
    public int? News2 { get; init; }
    public int? News2Single { get; init; }
    public int? Frailty { get; init; }
    public bool? SafeToWait { get; init; }
    public Residence? Residence { get; init; }
    public OrganisationKind Source { get; init; } = OrganisationKind.GpPractice;
    public TimeOnly Time { get; init; } = new(10, 0);

    public Case ToCase() => new(
        Reason, HowSoon, Purpose, Company, Flags.Of([.. RedFlags]), Flags.Of([.. Circumstances]), Age, News2, News2Single, Frailty, SafeToWait, Residence,
        Source, Time);
}

/// <summary>How the files of a locality are read: every property known, none twice, all that is required there.</summary>
public static class LocalityJson
{
    /// <summary>For what is shaped like HSDS: snake case.</summary>
    public static readonly JsonSerializerOptions Hsds = Make(JsonNamingPolicy.SnakeCaseLower);

    /// <summary>For the rest.</summary>
    public static readonly JsonSerializerOptions Ours = Make(JsonNamingPolicy.CamelCase);

    private static JsonSerializerOptions Make(JsonNamingPolicy naming)
    {
        var options = new JsonSerializerOptions(Json.Strict) { PropertyNamingPolicy = naming, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        options.Converters.Insert(0, new ConditionJson());
        options.MakeReadOnly();
        return options;
    }
}
