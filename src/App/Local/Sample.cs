using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Local;

/// <summary>Synthetic referrals, submitted as the demonstration's referrers would. NHS numbers are from the range 999, which is
/// never issued.</summary>
public static class Sample
{
    private static readonly string[] FirstNames =
        ["Edith", "Arthur", "Mavis", "Ronald", "Joan", "Harpreet", "Stanley", "Olive", "Ngozi", "Derek", "Irene", "Mohammed", "Beryl", "Kenneth", "Sheila", "Wei", "Doris", "Frank"];
    private static readonly string[] LastNames =
        ["Smith", "Okonkwo", "Patel", "Baker", "Jones", "Singh", "Turner", "Khan", "Wright", "Chen", "Hall", "Adeleke", "Cooper", "Ali", "Ward", "Morris"];
    private static readonly string[] Streets = ["Marine Parade", "Victoria Avenue", "London Road", "Thorpe Hall Avenue", "Hamlet Court Road", "Elm Road"];

    private static readonly (Reason Reason, Urgency HowSoon, string WhatChanged)[] Stories =
    [
        (Reason.Fall, Urgency.TwoHours, "Found on the kitchen floor this morning. No injury seen and no loss of consciousness, but cannot stand without help."),
        (Reason.Frailty, Urgency.TwoHours, "Off legs since yesterday, eating little, usually walks with a frame."),
        (Reason.ReducedFunction, Urgency.TwoDays, "Has not managed the stairs for four days after a chest infection."),
        (Reason.PalliativeCrisis, Urgency.TwoHours, "Pain not controlled overnight; wishes to stay at home."),
        (Reason.Equipment, Urgency.TwoHours, "Commode broke this morning and cannot reach the bathroom."),
        (Reason.Confusion, Urgency.TwoHours, "More confused since last night, passing little urine, family very worried."),
        (Reason.Catheter, Urgency.TwoHours, "Catheter has not drained since 7 this morning, uncomfortable."),
        (Reason.Diabetes, Urgency.TwoHours, "Readings between 18 and 22 since a steroid course; district nurse visits once a day."),
        (Reason.CarerBreakdown, Urgency.TwoHours, "Daughter, who does all the care, was taken ill during the night."),
        (Reason.HospitalDischarge, Urgency.TwoDays, "Home today after a hip operation, lives alone, needs help to wash and dress."),
        (Reason.Recovery, Urgency.TwoDays, "Ready to leave the ward but needs rehabilitation before going home."),
        (Reason.Loneliness, Urgency.Routine, "Has not left the flat since the funeral in spring; would like company."),
    ];

    private static readonly string[] WhatMatters = ["To stay in my own home.", "To get back to the allotment.", "To be able to make my own tea.", "To look after the cat."];

    private static readonly Circumstance[] Circumstances =
        [Circumstance.LivesAlone, Circumstance.BloodThinners, Circumstance.Dementia, Circumstance.CannotBeAloneAtNight, Circumstance.FrequentAttender];
    private static readonly Residence[] Residences = [Residence.OwnHome, Residence.OwnHome, Residence.ShelteredHousing, Residence.CareHome];

    /// <summary>One synthetic referral; the same for the same number.</summary>
    public static ReferralForm Form(int number, Locality town)
    {
        var random = new Random(number * 7919);
        var story = Pick(random, Stories);
        var practices = town.Organisations.Values.Where(o => o.Kind is OrganisationKind.GpPractice).ToList();
        var districts = town.Services.SelectMany(s => s.Catchment.Districts).Distinct().Order(StringComparer.Ordinal).ToList();
        var isMeasured = random.Next(4) == 0;
        return new ReferralForm
        {
            Name = $"{Pick(random, FirstNames)} {Pick(random, LastNames)}",
            DateOfBirth = new DateOnly(1926, 1, 1).AddDays(random.Next(365 * 45)).ToString("yyyy-MM-dd"),
            NhsNumber = random.Next(10) == 0 ? null : TestNumber(random),
            Postcode = $"{Pick(random, districts)} {random.Next(1, 10)}{Pick(random, "ABDEFGHJ".ToCharArray())}{Pick(random, "LNPQRSTU".ToCharArray())}",
            Address = $"{random.Next(1, 180)} {Pick(random, Streets)}",
            Phone = $"01632 960{random.Next(1000):D3}",
            Practice = Pick(random, practices).Code.Text,
            Reason = Code.Of(story.Reason),
            HowSoon = Code.Of(story.HowSoon),
            Purpose = story.Reason is Reason.HospitalDischarge ? Code.Of(Purpose.SupportDischarge) : story.Reason is Reason.Recovery ? Code.Of(Purpose.Recover) : null,
            Company = random.Next(6) == 0 ? "yes" : null,
            WhatChanged = story.WhatChanged,
            WhatMatters = Pick(random, WhatMatters),
            Access = random.Next(2) == 0 ? "Key safe by the front door; ask the referrer for the code." : null,
            CallBack = $"07700 900{random.Next(200, 1000):D3}",
            RedFlags = random.Next(40) == 0 ? Code.Of(Pick(random, Enum.GetValues<RedFlag>())) : null,
            Circumstances = random.Next(3) == 0 ? string.Join(',', random.GetItems(Circumstances, 2).Distinct().Select(Code.Of)) : null,
            Residence = random.Next(2) == 0 ? Code.Of(Pick(random, Residences)) : null,
            Frailty = random.Next(3) == 0 ? $"{random.Next(3, 8)}" : null,
            SafeToWait = random.Next(3) switch { 0 => "yes", 1 when story.HowSoon is Urgency.TwoHours => "no", _ => null },
            Respirations = Measured(14, 23),
            Saturation = Measured(93, 99),
            Oxygen = isMeasured ? "no" : null,
            Systolic = Measured(105, 165),
            Pulse = Measured(60, 105),
            Consciousness = isMeasured ? Code.Of(Consciousness.Alert) : null,
            Temperature = Measured(36, 39),
        };

        string? Measured(int from, int before) => isMeasured ? $"{random.Next(from, before)}" : null;
    }

    /// <summary>Submits through the front door, with a line of progress.</summary>
    public static async Task Submit(WebApplication app, int count, CancellationToken cancel)
    {
        var town = app.Services.GetRequiredService<Locality>();
        var referrers = app.Services.GetRequiredService<IReadOnlyList<DemonstrationPerson>>().Where(p => p.Roles.Contains(Audit.Role.Referrer)).ToList();
        if (referrers.Count == 0)
            throw new SetupException("--sample refers as the demonstration's people, and there are none here.");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var start = Random.Shared.Next(1_000_000);
        for (var i = 1; i <= count; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals") { Content = JsonContent.Create(Form(start + i, town), options: Json.Options) };
            request.Headers.Add(DemonstrationSignIn.UserHeader, referrers[i % referrers.Count].Id);
            using var response = await http.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode)
                throw new SetupException($"Sample referral {i} was answered with {(int)response.StatusCode}.");
            if (!Console.IsOutputRedirected || i == count)
                Console.Write($"\r  {i} of {count} sample referrals submitted");
        }
        Console.WriteLine();
    }

    private static string TestNumber(Random random)
    {
        while (true)
        {
            var stem = $"999{random.Next(1_000_000):D6}";
            for (var check = 0; check <= 9; check++)
            {
                if (NhsNumber.Read($"{stem}{check}") is { IsRead: true } number)
                    return number.Value.Spaced;
            }
        }
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
