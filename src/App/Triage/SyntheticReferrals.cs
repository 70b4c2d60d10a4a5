using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Triage;

/// <summary>
/// Synthetic referrals to try rules with: of all reasons, ages, findings, places and sources, over all hours of a year and on its
/// bank holidays. The same number in the same town is always the same referral.
/// </summary>
public static class SyntheticReferrals
{
    public const int Count = 2000;

    private const int Year = 2026;

    public static IEnumerable<Trial> All(Locality town)
    {
        string[] districts = [.. town.Services.SelectMany(s => s.Catchment.Districts.Concat(s.Catchment.Sectors.Select(c => c.Split(' ')[0]))).Distinct().Order(StringComparer.Ordinal)];
        OdsCode[] sources = [.. town.Organisations.Values.Select(o => o.Code).OrderBy(c => c.Text, StringComparer.Ordinal)];
        DateOnly[] holidays = [.. town.BankHolidays.Order()];
        return Enumerable.Range(1, Count).Select(number => One(number, districts, sources, holidays));
    }

    private static Trial One(int number, string[] districts, OdsCode[] sources, DateOnly[] holidays)
    {
        var random = new Random(number * 7919);
        T Any<T>() where T : struct, Enum => Pick(random, Enum.GetValues<T>());
        bool OneIn(int many) => random.Next(many) == 0;
        int? Maybe(int from, int to) => OneIn(2) ? null : random.Next(from, to + 1);
        T[] Some<T>(int oneIn) where T : struct, Enum => [.. Enum.GetValues<T>().Where(_ => OneIn(oneIn))];

        var day = OneIn(20) && holidays.Length > 0 ? Pick(random, holidays) : new DateOnly(Year, 1, 1).AddDays(random.Next(365));
        var born = OneIn(10) ? day.AddDays(-random.Next(1, 365 * 60)) : day.AddDays(-random.Next(365 * 60, 365 * 100));
        var reason = Any<Reason>();
        var postcode = $"{(districts.Length == 0 || OneIn(50) ? "ZZ99" : Pick(random, districts))} {random.Next(1, 10)}{Pick(random, "ABDEFGHJ".ToCharArray())}A";
        var need = new Need(reason, Any<Urgency>(), Purposed(reason), OneIn(6))
        {
            Assessment = new(
                [.. Some<RedFlag>(300)], [.. Some<Circumstance>(15)], OneIn(3) ? Observations.None : Observed(random, Maybe),
                Maybe(1, 9), OneIn(2) ? null : !OneIn(4), OneIn(3) ? null : Any<Residence>()),
        };
        return new(
            Reference.Derive("synthetic"u8, "synthetic", number.ToString(), 0),
            new(new Person("Synthetic person", born, Postcode.Read(postcode).Value ?? Postcode.Read("ZZ99 3WZ").Value!), new Story("Synthetic."), PhoneNumber.Read("07700 900 200").Value!, need),
            Pick(random, sources), Plain.FromLondon(day.ToDateTime(TimeOnly.MinValue).AddMinutes(random.Next(24 * 60))));
    }

    private static Purpose Purposed(Reason reason) => reason switch
    {
        Reason.HospitalDischarge => Purpose.SupportDischarge, Reason.Recovery => Purpose.Recover, _ => Purpose.PreventAdmission,
    };

    /// <summary>Mostly what is usual, now and then what is not.</summary>
    private static Observations Observed(Random random, Func<int, int, int?> maybe) => new(
        null, maybe(12, 26), maybe(90, 100), random.Next(20) == 0, random.Next(10) == 0, maybe(95, 170), maybe(50, 125),
        random.Next(12) == 0 ? Consciousness.Confusion : Consciousness.Alert, random.Next(360, 392) / 10m);

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
