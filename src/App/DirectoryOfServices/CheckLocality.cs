using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Finds what is wrong with a locality beyond the types of its files: each mistake with its file, place and a sentence.</summary>
public static class CheckLocality
{
    private const int LongestName = 60;

    private const int LongestAnswer = 7 * 24 * 60;

    public static IEnumerable<string> Mistakes(LocalityContent of) =>
    [
        .. Twice(of.Organisations.Select(o => o.Code.Text), LocalityFiles.Organisations, "two organisations have the code"),
        .. Twice(of.Areas.Select(a => a.Id), LocalityFiles.Areas, "two service areas have the id"),
        .. Twice(of.Services.Select(s => s.Id), LocalityFiles.Services, "two services have the id"),
        .. Twice(of.Rules.Select(r => r.Id), LocalityFiles.Rules, "two rules have the id"),
        .. Twice(of.Holidays.Select(h => h.Date.ToString("O")), LocalityFiles.Holidays, "two bank holidays are on"),
        .. of.Clocks is { } clocks ? CheckClockRules.Mistakes(clocks) : [], .. OfHub(of), .. OfAreas(of), .. OfServices(of), .. OfDistricts(of), .. OutcomeMistakes.Of(of.Outcomes), .. TextMistakes.Of(of), .. RuleMistakes.Of(of.Rules), .. Coverage.Mistakes(of),
    ];

    private static IEnumerable<string> Twice(IEnumerable<string> ids, string file, string sentence) =>
        ids.Index().GroupBy(i => i.Item).Where(g => g.Skip(1).Any()).Select(g => $"{file}: {sentence} {g.Key}: {string.Join(" and ", g.Select(i => $"[{i.Index}]"))}");

    private static IEnumerable<string> OfHub(LocalityContent of)
    {
        if (of.Organisations.All(o => o.Code != of.About.Hub.Organisation))
            yield return $"{LocalityFiles.About}: hub.organisation: {LocalityFiles.Organisations} has no {of.About.Hub.Organisation}";
        if (!of.About.Hub.AlertPhone.IsMobile)
            yield return $"{LocalityFiles.About}: hub.alertPhone: alerts are texted, so this must be a mobile number";
        if (of.About.Retention is { } kept && (kept.Years is < 1 or > 100 || kept.ChildUntilAge is < 18 or > 100))
            yield return $"{LocalityFiles.About}: retention: years are 1 to 100, childUntilAge is 18 to 100";
        if (of.About.InformationGovernance is not { } lead)
            yield return $"{LocalityFiles.About}: informationGovernance: somebody is told at once when the glass is broken: give a name and a mobile phone";
        else if (!lead.Phone.IsMobile)
            yield return $"{LocalityFiles.About}: informationGovernance.phone: it is texted, so this must be a mobile number";
    }

    private static IEnumerable<string> OfAreas(LocalityContent of)
    {
        for (var i = 0; i < of.Areas.Count; i++)
        {
            var (area, place) = (of.Areas[i], $"{of.Areas.Place(i)} {of.Areas[i].Id}");
            if (area.Districts.Count + area.Sectors.Count + area.Practices.Count == 0)
                yield return $"{place}: a service area has districts, sectors or practices";
            foreach (var district in area.Districts.Where(d => Postcode.Read(d + " 1AA").Value?.District != d))
                yield return $"{place}: districts: '{district}' is not a postcode district, like SS1";
            foreach (var sector in area.Sectors.Where(s => Postcode.Read(s + "AA").Value?.Sector != s))
                yield return $"{place}: sectors: '{sector}' is not a postcode sector, like SS1 2";
            foreach (var practice in area.Practices.Where(p => of.Organisations.All(o => o.Code.Text != p)))
                yield return $"{place}: practices: {LocalityFiles.Organisations} has no {practice}";
        }
    }

    private static IEnumerable<string> OfDistricts(LocalityContent of)
    {
        foreach (var district in of.Districts.Where(d => d.Value is null).Select(d => d.Key))
            yield return $"{LocalityFiles.Districts}: {district}: this is empty";
        var named = of.Areas.SelectMany(a => a.Districts.Concat(a.Sectors.Select(s => Postcode.Read(s + "AA").Value?.District).OfType<string>()));
        foreach (var district in named.Distinct().Where(d => !of.Districts.ContainsKey(d)))
            yield return $"{LocalityFiles.Districts}: it has no {district}, which {LocalityFiles.Areas} names; give the point in its middle";
    }

    private static IEnumerable<string> OfServices(LocalityContent of)
    {
        for (var i = 0; i < of.Services.Count; i++)
        {
            foreach (var mistake in OfService(of.Services[i], of))
                yield return $"{of.Services.Place(i)} {of.Services[i].Id}: {mistake}";
        }
    }

    private static IEnumerable<string> OfService(ServiceFile service, LocalityContent of)
    {
        if (service.Id.Length == 0 || service.Id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            yield return "id: letters, digits, - and _ only";
        if (of.Organisations.All(o => o.Code.Text != service.OrganizationId))
            yield return $"organization_id: {LocalityFiles.Organisations} has no {service.OrganizationId}";
        if (service.Name.Length is 0 or > LongestName)
            yield return $"name: 1 to {LongestName} characters, so that a text message has room for it";
        if (service.ServiceAreas.Count == 0)
            yield return "service_areas: a service covers at least one service area";
        foreach (var area in service.ServiceAreas.Where(a => of.Areas.All(other => other.Id != a)))
            yield return $"service_areas: {LocalityFiles.Areas} has no '{area}'";
        if (service.Phones.FirstOrDefault(p => p.Type == "text") is not { Number.IsMobile: true })
            yield return "phones: offers are texted, so one of them must be of type text, and a mobile number";
        if (service.Phones.Any(p => p.Type == "lead" && !p.Number.IsMobile))
            yield return "phones: whoever leads a service is texted, so lead must be a mobile number";
        if (service.AnswerWithinMinutes is < 1 or > LongestAnswer)
            yield return "answer_within_minutes: from 1 minute to 7 days";
        if (service.StartsWithinMinutes < 0)
            yield return "starts_within_minutes: 0 or more";
        if (service.MinimumAge < 0 || service.MinimumAge > (service.MaximumAge ?? Case.Oldest) || service.MaximumAge > Case.Oldest)
            yield return $"minimum_age, maximum_age: from 0 to {Case.Oldest}, the lower first";
        if (service.ServiceCapacity is { Maximum: < 0 or > 999 })
            yield return "service_capacity.maximum: from 0 to 999";
        if (CaseSet.Of(service.Eligibility).IsEmpty)
            yield return "eligibility: it can never hold, because it contradicts itself";
        foreach (var mistake in Schedules.Mistakes(service.Schedules).Concat(Schedules.Mistakes(service.ClosedDates)))
            yield return mistake;
    }
}
