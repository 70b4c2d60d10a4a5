using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>
/// Finds places that nobody serves with what the rules can ask for there. Advice needs no service. What is asked for within two
/// hours is wanted on each day of the week, at some time at least.
/// </summary>
public static class Coverage
{
    private const int DaysOfAWeek = 7;

    public static IEnumerable<string> Mistakes(LocalityContent of)
    {
        var active = of.Services.Where(s => s.Status is ServiceStatus.Active).Select(s => new Serving(s, of)).ToList();
        var wanted = Wanted(of).ToList();
        for (var i = 0; i < of.Areas.Count; i++)
        {
            var (area, place) = (of.Areas[i], $"{of.Areas.Place(i)} {of.Areas[i].Id}");
            foreach (var (pathway, _, rule) in wanted.DistinctBy(w => w.Pathway))
            {
                var left = Parts(area).Where(part => !active.Exists(s => s.Service.Pathway == pathway && s.Covers(part))).ToList();
                if (left.Count > 0)
                    yield return $"{place}: no active service covers {string.Join(", ", left)} with {Plain.Of(pathway)}, which the rule {rule} asks for";
            }
            foreach (var (pathway, _, rule) in wanted.Where(w => w.Urgency is Urgency.TwoHours).DistinctBy(w => w.Pathway))
            {
                if (Closed(area, active.FindAll(s => s.Service.Pathway == pathway)) is { } day)
                    yield return $"{place}: nobody takes referrals on a {day} for {Plain.Of(pathway)} within 2 hours, which the rule {rule} asks for";
            }
        }
    }

    /// <summary>What the rules can ask for, and which; without an urgency where another rule decides it.</summary>
    private static IEnumerable<(Pathway Pathway, Urgency? Urgency, string Rule)> Wanted(LocalityContent of)
    {
        foreach (var rule in of.Rules)
        {
            if (rule.Then.Pathway is { } pathway and not Pathway.Advice)
                yield return (pathway, rule.Then.Urgency, rule.Id);
            if (rule.Then.Also is { Pathway: not Pathway.Advice } also)
                yield return (also.Pathway, also.Urgency, rule.Id);
        }
    }

    /// <summary>The places of an area. Those on the list of a practice live somewhere: it counts where nothing else is named.</summary>
    internal static IEnumerable<string> Parts(ServiceAreaFile area) =>
        area.Districts.Count + area.Sectors.Count > 0 ? [.. area.Districts, .. area.Sectors] : area.Practices;

    /// <summary>The first day on which a part of the area, though it is covered, is not served at all.</summary>
    private static DayOfWeek? Closed(ServiceAreaFile area, List<Serving> serving)
    {
        foreach (var covering in Parts(area).Select(part => serving.FindAll(s => s.Covers(part))).Where(c => c.Count > 0))
        {
            for (var day = 0; day < DaysOfAWeek; day++)
            {
                if (covering.TrueForAll(s => s.Hours.Weekdays[day].IsEmpty))
                    return (DayOfWeek)day;
            }
        }
        return null;
    }

    /// <summary>A service with the parts that it covers; a sector is covered with its district.</summary>
    private sealed record Serving(ServiceFile Service, LocalityContent Of)
    {
        private readonly HashSet<string> parts = [.. Of.Areas.Where(a => Service.ServiceAreas.Contains(a.Id)).SelectMany(a => a.Districts.Concat(a.Sectors).Concat(a.Practices))];

        /// <summary>Always open where the schedules have mistakes of their own.</summary>
        public OpeningHours Hours { get; } = Schedules.Mistakes(Service.Schedules).Any() ? OpeningHours.Always : Schedules.Read(Service.Schedules);

        public bool Covers(string part) => parts.Contains(part) || parts.Contains(part.Split(' ')[0]);
    }
}
