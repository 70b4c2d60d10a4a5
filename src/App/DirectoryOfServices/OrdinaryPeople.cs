using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>
/// Finds ordinary people whom no service would take, though some cover the place: an 80-year-old at home, referred by a GP for each
/// reason and each urgency, with nothing measured. What is wanted within two hours must start within two hours, and take
/// referrals, or open within them, on each day of the week and on bank holidays, at least from 8 to 18: crisis response is to be there from 8am to 8pm
/// on seven days (Community health services two-hour urgent community response standard), and the last referral may be earlier.
/// The rules and services are asked as routing asks them, so this waits until nothing else is wrong.
/// </summary>
public static class OrdinaryPeople
{
    private const int Age = 80;
    private const int Opens = 8 * 60;
    private const int LastReferral = 18 * 60;
    private const int Step = 30;
    private const int Ten = 10 * 60;

    /// <summary>One mistake for an area and pathway, with the first person that it happens to; where some are wanted within two hours, those are looked at.</summary>
    public static IEnumerable<string> Mistakes(Locality town, Entries<ServiceAreaFile> areas)
    {
        var wanted = People().Select(p => (Case: p, Verdict: town.Rules.Judge(p)))
            .Where(w => !w.Verdict.AskClinician && w.Verdict.Pathway is not Pathway.Advice).GroupBy(w => w.Verdict.Pathway)
            .Select(w => w.OrderBy(p => p.Verdict.Urgency is not Urgency.TwoHours).ToList())
            .Select(w => (w[0].Verdict.Pathway, w[0].Verdict.Urgency, People: w.FindAll(p => (p.Verdict.Urgency is Urgency.TwoHours) == (w[0].Verdict.Urgency is Urgency.TwoHours)).ConvertAll(p => p.Case)))
            .ToList();
        for (var i = 0; i < areas.Count; i++)
        {
            foreach (var (pathway, urgency, people) in wanted)
            {
                var area = areas[i];
                foreach (var part in Coverage.Parts(area))
                {
                    if (FirstUnserved(people, urgency, [.. town.OfKind(pathway).Where(s => Covers(s, part))]) is not var (person, why))
                        continue;
                    yield return $"{areas.Place(i)} {area.Id}: in {part} {why} {Plain.Of(pathway)} {Plain.Of(urgency)}, as the rules ask for {CheckRules.InWords(person)}";
                    break;
                }
            }
        }
    }

    /// <summary>At ten in the morning before any other time.</summary>
    private static IEnumerable<Case> People() =>
        from minute in Enumerable.Range(0, (LastReferral - Opens) / Step).Select(n => Opens + n * Step).OrderByDescending(m => m == Ten)
        from reason in Enum.GetValues<Reason>()
        from howSoon in Enum.GetValues<Urgency>()
        select new Case(
            reason, howSoon, Purpose.PreventAdmission, Company: false, default, default, Age, null, null, null, null, Residence.OwnHome,
            OrganisationKind.GpPractice, TimeOnly.MinValue.AddMinutes(minute));

    /// <summary>Within two hours nobody may be left; what has more time the hub can find elsewhere, unless it is nowhere for anybody.</summary>
    private static (Case, string)? FirstUnserved(List<Case> people, Urgency urgency, List<Service> covering)
    {
        var unserved = people.Select(p => (Case: p, Why: WhyUnserved(p, urgency, covering))).Where(p => p.Why is not null).ToList();
        return unserved.Count > 0 && (urgency is Urgency.TwoHours || unserved.Count == people.Count) ? (unserved[0].Case, unserved[0].Why!) : null;
    }

    private static string? WhyUnserved(Case person, Urgency urgency, List<Service> covering)
    {
        var taking = covering.FindAll(s => CompareServices.WhyNotForCase(s, person) is null);
        if (taking.Count == 0)
            return "no active service has referrers, ages, purposes and eligibility for";
        if (urgency is not Urgency.TwoHours)
            return null;
        var soon = taking.FindAll(s => s.StartsWithin <= TimeSpan.FromHours(2));
        if (soon.Count == 0)
            return "no active service starts within 120 minutes with";
        var minute = person.Time.Hour * 60 + person.Time.Minute;
        for (var day = 0; day <= 7; day++)
        {
            if (!soon.Exists(s => (day == 7 ? s.Hours.BankHolidays : s.Hours.Weekdays[day]).Any(p => minute >= p.Opens - Waits(s) && minute < p.LastReferral)))
                return $"nobody takes referrals on a {(day == 7 ? "bank holiday" : (DayOfWeek)day)} at {person.Time:HH:mm} for";
        }
        return null;
    }

    /// <summary>For how many minutes a service that is closed is waited for.</summary>
    private static int Waits(Service service) => service.WhenClosed is WhenClosed.Wait ? 120 : 0;

    private static bool Covers(Service service, string part) =>
        service.Catchment.Practices.Contains(part) || service.Catchment.Covers(new(part.Split(' ')[0], part, null));
}
