using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>Which texts tell of a clock: what is to be done, by when, and never about whom. They go to whoever had the strand when it fell
/// due, however late they are sent.</summary>
internal static class ClockTexts
{
    private static readonly Tell[] OfFollowUp = [Tell.Service];

    public static IReadOnlyList<TextMessage> Of(Referral referral, ClockFact told, string key, Locality town)
    {
        var (rule, number) = (town.Clocks.Rules.FirstOrDefault(r => r.Id == told.Clock.Rule), referral.Reference.Spaced);
        if ((rule?.Name ?? town.FollowUps.FirstOrDefault(f => f.Id == told.Clock.Rule)?.Name) is not { } what)
            return [];
        return told switch
        {
            ClockWarned w => To(rule?.AtWarning ?? [], w.Service, $"Referral {number}: due by {Time(w.Due)}: {what}. Sign in to see it."),
            ClockBreached { IsOver: false } b when rule is null => To(OfFollowUp, b.Service, $"Referral {number} is late: {what}. Sign in, and say how the person is."),
            ClockBreached { IsOver: false } b => To(rule.AtBreach, b.Service, $"Referral {number} is late: {what}. Sign in, and say that you see to it."),
            BreachEscalated e when town.Clocks.Escalation.At(e.Step, town.Hub.OnCall) is { } next =>
                [new(key, next.Phone, $"Referral {number} is late and nobody has said that they see to it: {what}. Sign in now.")],
            _ => [],
        };

        IReadOnlyList<TextMessage> To(IReadOnlyList<Tell> whom, string? service, string body) =>
            [.. whom.Select(tell => (tell, Phone: PhoneOf(tell, service is null ? null : town.Service(service)))).Where(t => t.Phone is { IsMobile: true }).DistinctBy(t => t.Phone)
                .Select(t => new TextMessage($"{key}-{Code.Of(t.tell)}", t.Phone!, body))];

        PhoneNumber? PhoneOf(Tell tell, Service? service) => tell switch
        {
            Tell.Service => service?.DutyPhone ?? FirstAtHub(),
            Tell.Lead => service?.LeadPhone,
            Tell.Hub => FirstAtHub(),
            _ => throw new InvalidOperationException($"No rule says where {tell} is told."),
        };

        PhoneNumber? FirstAtHub() => town.Clocks.Escalation.At(0, town.Hub.OnCall)?.Phone;
    }

    private static string Time(DateTimeOffset at) => Plain.InLondon(at).ToString("HH:mm 'on' d MMM");
}
