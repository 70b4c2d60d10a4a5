using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>A text that is to be sent: the reference and times, never anything about the person.</summary>
/// <param name="Key">The id of the fact that it tells, and of the strand when one fact tells several: sent once each.</param>
public sealed record TextMessage(string Key, PhoneNumber To, string Body);

/// <summary>Which texts a fact gives rise to.</summary>
public static class TextMessages
{
    public static bool Tells(Fact fact) => fact is Offered or Accepted or Declined or Visited or Closed or Withdrawn or Merged or MessageSent or EmergencyAdvised or OfferTakenBack or AddedTo or ClockWarned or ClockBreached or BreachEscalated or HandedToHub { Because: not HandedOverBecause.ClinicianDecides };

    /// <summary>The texts of one fact. A referrer whose number is not a mobile gets none; the page tells them.</summary>
    public static IReadOnlyList<TextMessage> Of(Referral referral, Recorded recorded, Locality locality)
    {
        var key = Recorded.IdOf(referral.Reference, recorded.Number);
        var number = referral.Reference.Spaced;
        return recorded.Fact switch
        {
            Offered o => ToService(o.Service, $"Referral {number}: offered to {NameOf(o.Service)}. Answer by {Time(o.AnswerBy)}. Sign in to see it."),
            Accepted a => ToReferrer($"Referral {number}: {NameOf(a.Service)} has accepted. The person is to be seen by {Time(SeeBy(a.Strand))}."),
            Declined d => ToReferrer($"Referral {number}: {NameOf(d.Service)} could not take it. It goes to another service or to the hub."),
            Visited v => ToReferrer($"Referral {number}: the person was seen at {Time(recorded.Happened)}."),
            Closed c => ToReferrer($"Referral {number}: {(referral.IsOpen ? "part of it" : "it")} is now closed. Sign in to see the outcome."),
            EmergencyAdvised =>
                [new(key, locality.Hub.AlertPhone, $"Referral {number}: the referrer was told to call 999. Sign in now, and ring them back.")],
            HandedToHub { Because: not HandedOverBecause.ClinicianDecides } h when referral.Strand(h.Strand)?.Urgency is Urgency.TwoHours =>
                [new(key, locality.Hub.AlertPhone, $"Referral {number}: no service could be offered it. The person is to be seen by {Time(SeeBy(h.Strand))}. Sign in to find one.")],
            OfferTakenBack o => ToService(o.Service, $"Referral {number}: the hub has taken it back from {NameOf(o.Service)}. Nothing more to do."),
            AddedTo => ToWhoHasIt($"Referral {number}: more was added to it. Sign in to see it."),
            Withdrawn => ToWhoHasIt($"Referral {number} was withdrawn. Nothing more to do."),
            Merged m =>
            [
                .. ToWhoHasIt($"Referral {number} was a duplicate and has ended. Nothing more to do under this number."),
                .. ToReferrer($"Referral {number} goes on as {m.Into.Spaced}: the person had been referred already. Sign in to follow it."),
            ],
            ClockFact told => ClockTexts.Of(referral, told, key, locality),
            MessageSent m => Sides.For(referral, m, recorded.By.Organisation ?? referral.Referrer) switch
            {
                Side.Referrer => ToReferrer(Message(m)),
                Side.Service => ToWhoHasIt(Message(m)),
                _ => [],
            },
            _ => [],
        };

        string Message(MessageSent message) => message.AnswerWanted
            ? $"Referral {number}: you are asked a question. Sign in to answer it."
            : $"Referral {number}: there is a message for you. Sign in to read it.";

        IReadOnlyList<TextMessage> ToWhoHasIt(string body) =>
            [.. referral.Strands.Where(s => s.Current is not null).SelectMany(s => ToService(s.Current!.Service, body, $"{key}-{s.Number}"))];

        IReadOnlyList<TextMessage> ToReferrer(string body) =>
            [.. MergedIn().Prepend((Key: key, To: referral.Details.CallBack)).Where(r => r.To.IsMobile).DistinctBy(r => r.To).Select(r => new TextMessage(r.Key, r.To, body))];

        // Where whoever made a duplicate can be reached, by what was said of it last.
        IEnumerable<(string Key, PhoneNumber To)> MergedIn() => referral.Additions.Where(a => a.Value.Said?.For is not null)
            .GroupBy(a => (a.Value.Said!.From, a.Value.Said.For, a.Value.Name)).Select(a => a.Last()).Select(a => ($"{key}-added-{a.Key}", a.Value.Said!.CallBack));

        IReadOnlyList<TextMessage> ToService(string service, string body, string? itsKey = null) =>
            locality.Service(service) is { } found ? [new(itsKey ?? key, found.DutyPhone, body)] : [];

        string NameOf(string service) => locality.Service(service)?.Name ?? service;

        DateTimeOffset SeeBy(int strand) => ReferralClocks.SeeBy(referral.Strand(strand)!, locality);
    }

    private static string Time(DateTimeOffset at) => Plain.InLondon(at).ToString("HH:mm 'on' d MMM");
}
