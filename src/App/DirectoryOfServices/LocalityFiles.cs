using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>One of the people who can sign in to the demonstration.</summary>
public sealed record DemonstrationPerson(string Id, string Name, string Job, OdsCode Organisation, IReadOnlyList<Role> Roles)
{
    public Principal ToPrincipal() => new(new Actor(Id, Name, Organisation), Organisation, Roles.ToHashSet());
}

/// <summary>The files of a locality have mistakes; the message lists each with its file, place and reason.</summary>
public sealed class LocalityException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes => mistakes;
}

/// <summary>What the files of a locality say, before it is known whether it makes sense.</summary>
public sealed record LocalityContent(
    AboutFile About, Entries<Organisation> Organisations, Entries<ServiceAreaFile> Areas, Entries<ServiceFile> Services, Entries<RuleFile> Rules,
    IReadOnlyDictionary<string, Place> Districts, Entries<HolidayFile> Holidays, ClocksFile? Clocks, OutcomesFile Outcomes,
    IReadOnlyDictionary<TextKind, string> Texts);

/// <summary>What a file lists, without entries that are empty.</summary>
public sealed class Entries<T>(string file, IReadOnlyList<T?> all) : ReadOnlyCollection<T>([.. all.OfType<T>()]) where T : class
{
    private readonly int[] places = [.. Enumerable.Range(0, all.Count).Where(i => all[i] is not null)];

    /// <summary>Where the file has an entry, as mistakes name it.</summary>
    public string Place(int index) => $"{file}: [{places[index]}]";

    /// <summary>The mistakes of having empty entries.</summary>
    public IEnumerable<string> Missing => Enumerable.Range(0, all.Count).Except(places).Select(i => $"{file}: [{i}]: this is empty");
}

/// <summary>Reads a town from its files, checked against their types and by <see cref="CheckLocality"/>; every mistake is found in one go.</summary>
public static class LocalityFiles
{
    public const string About = "locality.json";
    public const string Organisations = "organisations.json";
    public const string Areas = "service-areas.json";
    public const string Services = "services.json";
    public const string Rules = "rules.json";
    public const string Districts = "districts.json";
    public const string Holidays = "bank-holidays.json";
    public const string Clocks = "clocks.json";
    public const string Outcomes = "outcomes.json";
    public const string Texts = "texts.json";
    private const string People = "demonstration-people.json";

    /// <summary>The files of a locality; those about the demonstration are not among them.</summary>
    public static readonly IReadOnlyList<string> Names = [About, Organisations, Areas, Services, Rules, Districts, Holidays, Clocks, Outcomes, Texts];

    /// <summary>Those that a locality need not have: without one it goes by what is standard.</summary>
    private static readonly IReadOnlyList<string> Optional = [Clocks, Outcomes, Texts];

    public static Locality Read(string folder) => Read(Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)), Load(folder));

    /// <summary>The texts of a folder's files, by name; those that are not there are left out.</summary>
    public static IReadOnlyDictionary<string, string> Load(string folder) =>
        Names.Where(n => File.Exists(Path.Combine(folder, n))).ToDictionary(n => n, n => File.ReadAllText(Path.Combine(folder, n)));

    /// <param name="id">The town's short name.</param>
    /// <param name="files">The texts of its files, by name.</param>
    public static Locality Read(string id, IReadOnlyDictionary<string, string> files)
    {
        var mistakes = new List<string>();
        var content = new LocalityContent(
            ReadFile<AboutFile>(files, About, LocalityJson.Ours, mistakes)!,
            ReadList<Organisation>(files, Organisations, LocalityJson.Ours, mistakes),
            ReadList<ServiceAreaFile>(files, Areas, LocalityJson.Hsds, mistakes),
            ReadList<ServiceFile>(files, Services, LocalityJson.Hsds, mistakes),
            ReadList<RuleFile>(files, Rules, LocalityJson.Ours, mistakes),
            ReadFile<Dictionary<string, Place>>(files, Districts, LocalityJson.Hsds, mistakes) ?? [],
            ReadList<HolidayFile>(files, Holidays, LocalityJson.Ours, mistakes),
            ReadFile<ClocksFile>(files, Clocks, LocalityJson.Ours, mistakes),
            ReadFile<OutcomesFile>(files, Outcomes, LocalityJson.Ours, mistakes) ?? new(),
            ReadFile<Dictionary<TextKind, string>>(files, Texts, LocalityJson.Ours, mistakes) ?? []);
        var isRead = mistakes.Count == 0;
        mistakes.AddRange([.. content.Organisations.Missing, .. content.Areas.Missing, .. content.Services.Missing, .. content.Rules.Missing, .. content.Holidays.Missing]);
        if (isRead)
            mistakes.AddRange(CheckLocality.Mistakes(content));
        if (mistakes.Count > 0)
            throw new LocalityException(mistakes);
        var town = Make(id, content, files);
        mistakes.AddRange(OrdinaryPeople.Mistakes(town, content.Areas));
        return mistakes.Count == 0 ? town : throw new LocalityException(mistakes);
    }

    public static IReadOnlyList<DemonstrationPerson> ReadPeople(string folder)
    {
        var mistakes = new List<string>();
        var path = Path.Combine(folder, People);
        var files = File.Exists(path) ? new Dictionary<string, string> { [People] = File.ReadAllText(path) } : [];
        var people = ReadList<DemonstrationPerson>(files, People, LocalityJson.Ours, mistakes);
        mistakes.AddRange(people.Missing);
        return mistakes.Count == 0 ? people : throw new LocalityException(mistakes);
    }

    private static Locality Make(string id, LocalityContent content, IReadOnlyDictionary<string, string> files)
    {
        var areas = content.Areas.ToDictionary(a => a.Id);
        return new Locality(
            id, content.About.Name, Version(files, Names.Except([Rules]).Where(files.ContainsKey)), content.About.Hub,
            content.Organisations.ToFrozenDictionary(o => o.Code.Text),
            [.. content.Services.Where(s => s.Status is ServiceStatus.Active).Select(s => ServiceOf(s, areas))],
            new RuleBook([.. content.Rules.Select(r => r.ToRule())], Version(files, [Rules])),
            content.Districts.ToFrozenDictionary(), content.Holidays.Select(h => h.Date).ToFrozenSet())
        {
            Clocks = content.Clocks?.ToRules() ?? ClockRules.Standard,
            Texts = TextTemplates.Of(content.Texts),
            FollowUps = content.Outcomes.FollowUps ?? FollowUps.Standard,
            Instruments = content.Outcomes.Instruments,
            Retention = content.About.Retention ?? Retention.Standard,
            GovernanceLead = content.About.InformationGovernance,
            CallersRememberedFor = content.About.RememberCallersHours is { } hours ? TimeSpan.FromHours(hours) : null,
            LongestExtension = TimeSpan.FromDays(content.Outcomes.LongestExtensionDays),
        };
    }

    private static Service ServiceOf(ServiceFile s, Dictionary<string, ServiceAreaFile> areas)
    {
        var covers = s.ServiceAreas.Select(a => areas[a]).ToList();
        return new Service(
            s.Id, s.Name, OdsCode.Read(s.OrganizationId).Value!, s.Pathway,
            new Catchment(
                string.Join('+', covers.Select(c => c.Id)), string.Join(", ", covers.Select(c => c.Name)), covers.SelectMany(c => c.Districts).ToFrozenSet(),
                covers.SelectMany(c => c.Sectors).ToFrozenSet(), covers.SelectMany(c => c.Practices).ToFrozenSet()),
            s.Phones.First(p => p.Type == "text").Number, TimeSpan.FromMinutes(s.AnswerWithinMinutes))
        {
            FurtherDutyPhones = [.. s.Phones.Where(p => p.Type == "text").Skip(1).Select(p => p.Number)],
            Voice = s.Phones.FirstOrDefault(p => p.Type == "voice")?.Number,
            LeadPhone = s.Phones.FirstOrDefault(p => p.Type == "lead")?.Number,
            Hours = Schedules.Read(s.Schedules) with { ClosedOn = [.. s.ClosedDates.Select(c => new ClosedDays(c.From, c.To))] },
            WhenClosed = s.WhenClosed,
            StartsWithin = TimeSpan.FromMinutes(s.StartsWithinMinutes),
            MinimumAge = s.MinimumAge,
            MaximumAge = s.MaximumAge ?? Case.Oldest,
            Eligibility = s.Eligibility,
            EligibilityInWords = s.EligibilityDescription,
            Purposes = Flags.Of([.. s.Purposes]),
            Referrers = Flags.Of([.. s.Referrers]),
            LongestStay = s.LongestStayDays is { } days ? TimeSpan.FromDays(days) : null,
            Capacity = s.ServiceCapacity is { } capacity ? new(capacity.Unit, capacity.Maximum) : null,
            Place = s.Location,
        };
    }

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Where a list has an empty entry, the file's own list apart.</summary>
    private static IEnumerable<string> EmptyWithin(JsonNode at) => at switch
    {
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => EmptyWithin(p.Value!)),
        JsonArray a => a.SelectMany((entry, i) => entry is not null ? EmptyWithin(entry) : a.Parent is null ? [] : [$"{a.GetPath()}[{i}]"]),
        _ => [],
    };

    /// <summary>The same content is the same version, however it is spaced.</summary>
    private static string Version(IReadOnlyDictionary<string, string> files, IEnumerable<string> names)
    {
        var packed = names.Select(n => $"{n}\n{JsonNode.Parse(files[n], documentOptions: Lenient)?.ToJsonString()}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(packed))))[..12];
    }

    private static Entries<T> ReadList<T>(IReadOnlyDictionary<string, string> files, string file, JsonSerializerOptions options, List<string> mistakes)
        where T : class => new(file, ReadFile<List<T?>>(files, file, options, mistakes) ?? []);

    private static T? ReadFile<T>(IReadOnlyDictionary<string, string> files, string file, JsonSerializerOptions options, List<string> mistakes) where T : class
    {
        if (!files.TryGetValue(file, out var text))
        {
            if (!Optional.Contains(file))
                mistakes.Add($"{file}: there is no such file");
            return null;
        }
        try
        {
            var value = JsonSerializer.Deserialize<T>(text, options);
            if (value is null)
                mistakes.Add($"{file}: the file is empty");
            else
                mistakes.AddRange(EmptyWithin(JsonNode.Parse(text, documentOptions: Lenient)!).Select(path => $"{file}: {path}: this is empty"));
            return value;
        }
        catch (JsonException e)
        {
            mistakes.Add($"{file}: {e.Path}: {PlainMistake.Of(e, typeof(T), options)}");
        }
        return null;
    }
}
