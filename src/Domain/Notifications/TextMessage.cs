using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>A text that is to be sent: the reference and times, never anything about the person.</summary>
/// <param name="Key">The id of the fact that it tells, and of the strand when one fact tells several: sent once each.</param>
/// <param name="To">Where it is sent first.</param>
public sealed record TextMessage(string Key, PhoneNumber To, string Body, TextKind Kind, Audience Audience)
{
    /// <summary>The service that is told; null where somebody else is.</summary>
    public Service? Service { get; init; }

    /// <summary>What a call says in its place, where that is not the same.</summary>
    public string? Said { get; init; }

    /// <summary>The number of the fact with the offer that it reminds of: it is of use as long as that waits for an answer. Null for none.</summary>
    public int? RemindsOf { get; init; }

    /// <summary>After this it need not arrive any more; null where it always may.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How it is sent, in this order, until it has arrived: to a service by text to each of its duty phones, then by a call; to the hub
    /// by a text, then by a call; to a referrer by a text. Of an offer the offer itself is read out by a call, which takes the answer; a reminder
    /// is not.</summary>
    public IEnumerable<Way> Ways => Service is null
        ? [new(WayKind.Text, To), .. Audience is Audience.Hub ? new[] { new Way(WayKind.Call, To) } : []]
        : [.. Service.DutyPhones.Where(p => p.IsMobile).Select(p => new Way(WayKind.Text, p)), .. RemindsOf is null ? new[] { new Way(WayKind.Call, Service.Voice ?? Service.DutyPhone) } : []];
}

/// <summary>Which texts a fact gives rise to.</summary>
public static class TextMessages
{
    public static bool Tells(Fact fact) => fact is Submitted { Door: Door.Keypad } or Offered or Accepted or Declined or Visited or Closed or Withdrawn or Merged or MessageSent or EmergencyAdvised or OfferTakenBack or AddedTo or ServiceNotReached or ClockWarned or ClockBreached or BreachEscalated or GlassBroken or HandedToHub { Because: not HandedOverBecause.ClinicianDecides };

    /// <summary>The texts of one fact. A referrer whose number is not a mobile gets none; the page tells them.</summary>
    public static IReadOnlyList<TextMessage> Of(Referral referral, Recorded recorded, Locality locality)
    {
        var key = Recorded.IdOf(referral.Reference, recorded.Number);
        return recorded.Fact switch
        {
            Submitted { Door: Door.Keypad } s when s.CallBack.IsMobile => [new(key, s.CallBack, Say(TextKind.Received), TextKind.Received, Audience.Referrer)],
            Offered o => [.. ToService(o.Service, TextKind.Offered, time: o.AnswerBy).Select(t => t with { Said = Say(TextKind.OfferedCall, NameOf(o.Service), o.AnswerBy), Until = o.AnswerBy })],
            Accepted a => ToReferrer(TextKind.Accepted, NameOf(a.Service), SeeBy(a.Strand)),
            Declined d => ToReferrer(TextKind.Declined, NameOf(d.Service)),
            Visited => ToReferrer(TextKind.Visited, time: recorded.Happened),
            Closed => ToReferrer(referral.IsOpen ? TextKind.PartClosed : TextKind.Closed),
            EmergencyAdvised => ToHub(TextKind.EmergencyAdvised),
            HandedToHub { Because: not HandedOverBecause.ClinicianDecides } h when referral.Strand(h.Strand)?.Urgency is Urgency.TwoHours => ToHub(TextKind.NoService, time: SeeBy(h.Strand)),
            ServiceNotReached { About: { } about } n => ToHub(TextKind.NotTold, NameOf(n.Service), what: PlainTexts.Clause(about)),
            ServiceNotReached n => ToHub(TextKind.NotReached, NameOf(n.Service)),
            OfferTakenBack o => ToService(o.Service, TextKind.TakenBack),
            GlassBroken when locality.GovernanceLead is { } lead => [new(key, lead.Phone, Say(TextKind.GlassBroken), TextKind.GlassBroken, Audience.GovernanceLead)],
            AddedTo => ToWhoHasIt(TextKind.AddedTo),
            Withdrawn => ToWhoHasIt(TextKind.Withdrawn),
            Merged m => [.. ToWhoHasIt(TextKind.Duplicate), .. ToReferrer(TextKind.GoesOn, what: m.Into.Spaced)],
            ClockFact told => ClockTexts.Of(referral, told, key, locality),
            MessageSent m => Sides.For(referral, m, recorded.By.Organisation ?? referral.Referrer) switch
            {
                Side.Referrer => ToReferrer(KindOf(m)),
                Side.Service => ToWhoHasIt(KindOf(m)),
                _ => [],
            },
            _ => [],
        };

        static TextKind KindOf(MessageSent message) => message.AnswerWanted ? TextKind.Question : TextKind.Message;

        string Say(TextKind kind, string service = "", DateTimeOffset? time = null, string what = "") => locality.Texts.Fill(kind, referral.Reference, service, time, what);

        IReadOnlyList<TextMessage> ToHub(TextKind kind, string service = "", DateTimeOffset? time = null, string what = "") =>
            [new(key, locality.Hub.AlertPhone, Say(kind, service, time, what), kind, Audience.Hub)];

        IReadOnlyList<TextMessage> ToWhoHasIt(TextKind kind) =>
            [.. referral.Strands.Where(s => s.Current is not null).SelectMany(s => ToService(s.Current!.Service, kind, $"{key}-{s.Number}"))];

        IReadOnlyList<TextMessage> ToReferrer(TextKind kind, string service = "", DateTimeOffset? time = null, string what = "") =>
            [.. MergedIn().Prepend((Key: key, To: referral.Details.CallBack)).Where(r => r.To.IsMobile).DistinctBy(r => r.To).Select(r =>
                new TextMessage(r.Key, r.To, Say(kind, service, time, what), kind, r.Key == key ? Audience.Referrer : Audience.AlsoReferring))];

        // Where whoever made a duplicate can be reached, by what was said of it last.
        IEnumerable<(string Key, PhoneNumber To)> MergedIn() => referral.Additions.Where(a => a.Value.Said?.For is not null)
            .GroupBy(a => (a.Value.Said!.From, a.Value.Said.For, a.Value.Name)).Select(a => a.Last()).Select(a => ($"{key}-added-{a.Key}", a.Value.Said!.CallBack));

        IReadOnlyList<TextMessage> ToService(string service, TextKind kind, string? itsKey = null, DateTimeOffset? time = null) => locality.Service(service) is { } found
            ? [new(itsKey ?? key, found.DutyPhone, Say(kind, found.Name, time), kind, Audience.Service) { Service = found }] : [];

        string NameOf(string service) => locality.Service(service)?.Name ?? service;

        DateTimeOffset SeeBy(int strand) => ReferralClocks.SeeBy(referral.Strand(strand)!, locality);
    }
}
