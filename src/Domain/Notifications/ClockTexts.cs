using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>Which texts tell of a clock: what is to be done, by when, and never about whom.</summary>
internal static class ClockTexts
{
    public static IReadOnlyList<TextMessage> Of(Referral referral, ClockFact told, string key, Locality town)
    {
        if (town.Clocks.Rules.FirstOrDefault(r => r.Id == told.Clock.Rule) is not { } rule)
            return [];
        var (what, number) = (rule.Name, referral.Reference.Spaced);
        return told switch
        {
            ClockWarned w => To(rule.AtWarning, $"Referral {number}: due by {Time(w.Due)}: {what}. Sign in to see it."),
            ClockBreached => To(rule.AtBreach, $"Referral {number} is late: {what}. Sign in, and say that you see to it."),
            BreachEscalated e when town.Clocks.Escalation.At(e.Step, town.Hub.OnCall) is { } next =>
                [new(key, next.Phone, $"Referral {number} is late and nobody has said that they see to it: {what}. Sign in now.")],
            _ => [],
        };

        IReadOnlyList<TextMessage> To(IReadOnlyList<Tell> whom, string body) =>
            [.. whom.Select(Phone).OfType<PhoneNumber>().Where(p => p.IsMobile).Distinct().Select((p, i) => new TextMessage(i == 0 ? key : $"{key}-{i}", p, body))];

        PhoneNumber? Phone(Tell tell) => tell switch
        {
            Tell.Service => Service()?.DutyPhone ?? FirstAtHub(),
            Tell.Lead => Service()?.LeadPhone,
            Tell.Hub => FirstAtHub(),
            Tell.Referrer => referral.Details.CallBack,
            _ => throw new InvalidOperationException($"No rule says where {tell} is told."),
        };

        Service? Service() => told.Clock.Strand is { } strand && referral.Strand(strand)?.Current is { } offer ? town.Service(offer.Service) : null;

        PhoneNumber? FirstAtHub() => town.Clocks.Escalation.At(0, town.Hub.OnCall)?.Phone;
    }

    private static string Time(DateTimeOffset at) => Plain.InLondon(at).ToString("HH:mm 'on' d MMM");
}
