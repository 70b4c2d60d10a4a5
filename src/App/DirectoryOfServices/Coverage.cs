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
        foreach (var ((pathway, urgency), rule) in Wanted(of))
        {
            for (var i = 0; i < of.Areas.Count; i++)
            {
                var (wanted, area) = ($"{Plain.Of(pathway)}{(urgency is { } soon ? $" {Plain.Of(soon)}" : "")}, which the rule {rule} asks for", of.Areas[i]);
                var serving = active.Where(s => s.Service.Pathway == pathway).ToList();
                foreach (var left in Parts(area).Where(part => !serving.Exists(s => s.Covers(part))))
                    yield return $"{of.Areas.Place(i)} {area.Id}: no active service covers {left} with {wanted}";
                if (urgency is Urgency.TwoHours && Closed(area, serving) is { } day)
                    yield return $"{of.Areas.Place(i)} {area.Id}: nobody takes referrals on a {day} for {wanted}";
            }
        }
    }

    /// <summary>What the rules can ask for, each with the first rule that does; without an urgency where another rule decides it.</summary>
    private static IEnumerable<((Pathway Pathway, Urgency? Urgency) What, string Rule)> Wanted(LocalityContent of) => of.Rules
        .SelectMany(r => new[]
        {
            (What: (r.Then.Pathway, r.Then.Urgency), r.Id), (What: (r.Then.Also?.Pathway, r.Then.Also?.Urgency), r.Id),
        })
        .Where(w => w.What.Pathway is not (null or Pathway.Advice))
        .Select(w => ((w.What.Pathway!.Value, w.What.Urgency), w.Id)).DistinctBy(w => w.Item1);

    /// <summary>The districts, sectors and practices of an area.</summary>
    private static IEnumerable<string> Parts(ServiceAreaFile area) => [.. area.Districts, .. area.Sectors, .. area.Practices];

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
        private readonly HashSet<string> parts = [.. Of.Areas.Where(a => Service.ServiceAreas.Contains(a.Id)).SelectMany(Parts)];

        /// <summary>Always open where the schedules have mistakes of their own.</summary>
        public OpeningHours Hours { get; } = Schedules.Mistakes(Service.Schedules).Any() ? OpeningHours.Always : Schedules.Read(Service.Schedules);

        public bool Covers(string part) => parts.Contains(part) || parts.Contains(part.Split(' ')[0]);
    }
}
