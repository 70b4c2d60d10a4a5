using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Routing;

/// <summary>A service that somebody answers for.</summary>
/// <param name="Places">Null where it does not count them.</param>
/// <param name="Closed">Null where it takes new referrals.</param>
/// <param name="WantNoTexts">Those of its duty phones that sent STOP: what is offered to it does not reach them by text.</param>
public sealed record ServiceCard(Service Service, CapacityView? Places, ClosedService? Closed, IReadOnlyList<PhoneNumber> WantNoTexts);

/// <summary>The services that somebody answers for: how many places they have, whether they take new referrals, and where those are
/// texted to.</summary>
public sealed class CapacityPage(SetCapacity capacity, Closures closures, OptOuts optOuts, TimeProvider clock) : FormPage
{
    public IReadOnlyList<ServiceCard> Services { get; private set; } = [];

    /// <summary>The box of a service's number.</summary>
    public static string Box(string service) => $"number-{service}";

    public static string ReasonBox(string service) => $"reason-{service}";

    public static string DayBox(string service) => $"day-{service}";

    public static string TimeBox(string service) => $"time-{service}";

    public async Task OnGet(CancellationToken cancel)
    {
        await Read(cancel);
        Form = new Form(Services.SelectMany(s => DateBoxes.Filled(DayBox(s.Service.Id), clock.Today())).ToDictionary());
    }

    protected override Task Refill() => Read(HttpContext.RequestAborted);

    private async Task Read(CancellationToken cancel)
    {
        var who = HttpContext.Principal();
        var services = closures.Of(who).ToList();
        var (places, closed, stopped) = (capacity.All(who, cancel), closures.Now(cancel), optOuts.Among(services.SelectMany(s => s.DutyPhones), cancel));
        var (counted, shut, silent) = ((await places).ToDictionary(p => p.Service), await closed, await stopped);
        Services = [.. services.Select(s => new ServiceCard(s, counted.GetValueOrDefault(s.Id), shut.GetValueOrDefault(s.Id), [.. s.DutyPhones.Where(silent.Contains)]))];
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var who = HttpContext.Principal();
        var service = closures.Of(who).FirstOrDefault(s => s.Id == Form["service"]);
        var problems = (service, Form["do"]) switch
        {
            (null, _) => [new Problem("", "That is not a service of your organisation, or the directory has it no more.")],
            ({ } of, "close") => await Close(of, cancel),
            ({ } of, "open") => await Open(of, cancel),
            ({ } of, _) => await Set(of, cancel),
        };
        if (problems.Count == 0)
            return Redirect($"/capacity?done={service!.Id}");
        await Read(cancel);
        return Again(problems, problems[0].Field.Length == 0 ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IReadOnlyList<Problem>> Set(Service service, CancellationToken cancel)
    {
        if (service.Capacity is null)
            return [new("", "That service does not count its places any more.")];
        if (SetCapacity.Read(Form[Box(service.Id)]) is not { } number)
            return [new(Box(service.Id), SetCapacity.AskNumber)];
        await capacity.Set(HttpContext, service, number);
        return [];
    }

    private async Task<IReadOnlyList<Problem>> Close(Service service, CancellationToken cancel)
    {
        var (dayBox, timeBox) = (DayBox(service.Id), TimeBox(service.Id));
        var isReason = Code.TryRead(Form[ReasonBox(service.Id)], out ClosedBecause because);
        var isDay = Days.TryRead(Form.Date(dayBox), out var day);
        var isTime = TimeOnly.TryParseExact((Form[timeBox] ?? "").Trim(), ["H:mm", "HHmm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        DateTimeOffset? until = isDay && isTime ? Plain.FromLondon(day.ToDateTime(time)) : null;
        List<Problem> problems =
        [
            .. isReason ? Array.Empty<Problem>() : [new Problem(ReasonBox(service.Id), "Select why the service is closed")],
            .. isDay ? Array.Empty<Problem>() : [new Problem(dayBox, "Enter a real date, like 27 3 2026")],
            .. isTime ? Array.Empty<Problem>() : [new Problem(timeBox, "Enter a time on the 24-hour clock, like 14:05")],
            .. until is { } then && CloseService.Problem(then, clock.GetUtcNow()) is { } wrong ? [new Problem(timeBox, wrong)] : Array.Empty<Problem>(),
        ];
        if (problems.Count == 0)
            await closures.Close(HttpContext, service, new(until!.Value, because));
        return problems;
    }

    private async Task<IReadOnlyList<Problem>> Open(Service service, CancellationToken cancel)
    {
        await closures.Open(HttpContext, service);
        return [];
    }
}
