using System.Text.Json;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>One of the people who can sign in to the demonstration.</summary>
public sealed record DemonstrationPerson(string Id, string Name, string Job, OdsCode Organisation, IReadOnlyList<Role> Roles)
{
    public Principal ToPrincipal() => new(new Actor(Id, Name, Organisation), Organisation, Roles.ToHashSet());
}

/// <summary>A folder of a locality has mistakes; the message lists each with its file, place and reason.</summary>
public sealed class LocalityException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes));

/// <summary>Reads a town from its folder, checked against its types; every mistake is found in one go.</summary>
public static class LocalityFiles
{
    /// <summary>A text message of 160 characters says a service's name and up to 81 characters besides.</summary>
    private const int LongestName = 70;

    public static Locality Read(string folder)
    {
        var mistakes = new List<string>();
        var about = ReadFile<LocalityFile>(folder, "locality.json", mistakes);
        var organisations = ReadFile<List<Organisation>>(folder, "organisations.json", mistakes) ?? [];
        var services = ReadFile<List<ServiceFile>>(folder, "services.json", mistakes) ?? [];
        if (mistakes.Count == 0)
            Check(about!, organisations, services, mistakes);
        if (mistakes.Count > 0)
            throw new LocalityException(mistakes);
        return new Locality(
            Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)), about!.Name, about.Hub, organisations.ToDictionary(o => o.Code.Text),
            [.. services.Select(s => new Service(
                s.Id, s.Name, s.Organisation, s.Pathway, s.Districts.ToHashSet(), s.DutyPhone, TimeSpan.FromMinutes(s.AnswerWithinMinutes)))]);
    }

    public static IReadOnlyList<DemonstrationPerson> ReadPeople(string folder)
    {
        var mistakes = new List<string>();
        var people = ReadFile<List<DemonstrationPerson>>(folder, "demonstration-people.json", mistakes);
        return mistakes.Count == 0 ? people! : throw new LocalityException(mistakes);
    }

    private static void Check(LocalityFile about, List<Organisation> organisations, List<ServiceFile> services, List<string> mistakes)
    {
        TakeOutEmpty(organisations, "organisations.json", mistakes);
        TakeOutEmpty(services, "services.json", mistakes);
        var codes = organisations.Select(o => o.Code).ToHashSet();
        foreach (var twice in organisations.GroupBy(o => o.Code).Where(g => g.Skip(1).Any()))
            mistakes.Add($"organisations.json: two organisations have the code {twice.Key}");
        if (!codes.Contains(about.Hub.Organisation))
            mistakes.Add($"locality.json: hub.organisation: organisations.json has no {about.Hub.Organisation}");
        foreach (var twice in services.GroupBy(s => s.Id).Where(g => g.Skip(1).Any()))
            mistakes.Add($"services.json: two services have the id {twice.Key}");
        for (var i = 0; i < services.Count; i++)
        {
            var (service, place) = (services[i], $"services.json: [{i}] {services[i].Id}");
            if (!codes.Contains(service.Organisation))
                mistakes.Add($"{place}: organisation: organisations.json has no {service.Organisation}");
            if (service.Name.Length is 0 or > LongestName)
                mistakes.Add($"{place}: name: 1 to {LongestName} characters, so that a text message has room for it");
            if (service.Districts.Count == 0)
                mistakes.Add($"{place}: districts: a service covers at least one postcode district");
            foreach (var district in service.Districts.Where(d => Postcode.Read(d + " 1AA").Value?.District != d))
                mistakes.Add($"{place}: districts: '{district}' is not a postcode district, like SS1");
            if (!service.DutyPhone.IsMobile)
                mistakes.Add($"{place}: dutyPhone: offers are texted, so this must be a mobile number");
            if (service.AnswerWithinMinutes is < 1 or > 7 * 24 * 60)
                mistakes.Add($"{place}: answerWithinMinutes: from 1 minute to 7 days");
        }
    }

    /// <summary>Takes out, as mistakes, the entries of a list that say nothing.</summary>
    private static void TakeOutEmpty<T>(List<T> list, string file, List<string> mistakes) where T : class
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
                mistakes.Add($"{file}: [{i}]: this is empty");
        }
        list.RemoveAll(entry => entry is null);
    }

    private static T? ReadFile<T>(string folder, string file, List<string> mistakes) where T : class
    {
        var path = Path.Combine(folder, file);
        try
        {
            using var stream = File.OpenRead(path);
            if (JsonSerializer.Deserialize<T>(stream, Json.Strict) is { } value)
                return value;
            mistakes.Add($"{file}: the file is empty");
        }
        catch (JsonException e)
        {
            mistakes.Add($"{file}: {e.Path}: {e.Message.Split(" Path:")[0]}");
        }
        catch (IOException)
        {
            mistakes.Add($"{path}: there is no such file");
        }
        return null;
    }

    private sealed record LocalityFile(string Name, Hub Hub);

    private sealed record ServiceFile(
        string Id, string Name, OdsCode Organisation, Pathway Pathway, List<string> Districts, PhoneNumber DutyPhone, int AnswerWithinMinutes);
}
