using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>Which texts tell of a clock: what is to be done, by when, and never about whom. They go to whoever had the strand when it fell
/// due, however late they are sent.</summary>
internal static class ClockTexts
{
    private static readonly Tell[] OfFollowUp = [Tell.Service];

    public static IReadOnlyList<TextMessage> Of(Referral referral, ClockFact told, string key, Locality town)
    {
        var rule = town.Clocks.Rules.FirstOrDefault(r => r.Id == told.Clock.Rule);
        if ((rule?.Name ?? town.FollowUps.FirstOrDefault(f => f.Id == told.Clock.Rule)?.Name) is not { } what)
            return [];
        return told switch
        {
            ClockWarned w => To(rule?.AtWarning ?? [], w.Service, TextKind.DueSoon, w.Due),
            ClockBreached { IsOver: false } b when rule is null => To(OfFollowUp, b.Service, TextKind.FollowUpLate),
            ClockBreached { IsOver: false } b => To(rule.AtBreach, b.Service, TextKind.Late),
            BreachEscalated e when town.Clocks.Escalation.At(e.Step, town.Hub.OnCall) is { } next =>
                [new(key, next.Phone, Say(TextKind.Escalated), TextKind.Escalated, Audience.Hub)],
            _ => [],
        };

        string Say(TextKind kind, DateTimeOffset? time = null, string service = "") => town.Texts.Fill(kind, referral.Reference, service, time, what);

        IReadOnlyList<TextMessage> To(IReadOnlyList<Tell> whom, string? id, TextKind kind, DateTimeOffset? time = null)
        {
            var service = id is null ? null : town.Service(id);
            return [.. whom.Select(tell => (Tell: tell, Phone: PhoneOf(tell, service))).Where(t => t.Phone is { IsMobile: true }).DistinctBy(t => t.Phone)
                .Select(t => ToOne(t.Tell, t.Phone!, t.Tell is Tell.Service && service is not null ? OfAnswer(kind) : kind, service, time))];
        }

        TextMessage ToOne(Tell tell, PhoneNumber phone, TextKind kind, Service? service, DateTimeOffset? time) =>
            new($"{key}-{Code.Of(tell)}", phone, Say(kind, time, service?.Name ?? ""), kind, service is null || tell is Tell.Hub ? Audience.Hub : Audience.Service)
            {
                Service = tell is Tell.Service ? service : null,
                RemindsOf = kind is TextKind.AnswerDue ? referral.Strand(told.Clock.Strand!.Value)?.Offers[^1].FactNumber : null,
                Until = kind is TextKind.AnswerDue ? time : null,
            };

        // Whoever has the offer is told how it is answered.
        TextKind OfAnswer(TextKind kind) => kind is TextKind.DueSoon && rule?.To is ClockStop.Answered ? TextKind.AnswerDue : kind;

        PhoneNumber? PhoneOf(Tell tell, Service? service) => tell switch
        {
            Tell.Service => service?.DutyPhone ?? FirstAtHub(),
            Tell.Lead => service?.LeadPhone,
            Tell.Hub => FirstAtHub(),
            _ => throw new InvalidOperationException($"No rule says where {tell} is told."),
        };

        PhoneNumber? FirstAtHub() => town.Clocks.Escalation.At(0, town.Hub.OnCall)?.Phone;
    }
}
