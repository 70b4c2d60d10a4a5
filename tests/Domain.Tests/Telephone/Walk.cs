using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

/// <summary>One step of a walk: where a call stood, what was keyed, and where it stood then.</summary>
public sealed record Trod(Call From, string Keys, Call To, Ask? Asked);

/// <summary>Walks through the menus: every key in every place, with everything that can come of what is asked for.</summary>
public static class Walk
{
    public const string Number = "9990000018";
    public static readonly DateOnly Today = new(2026, 3, 3);
    public static readonly Hub Hub = The.Town.Hub;
    public static readonly ReferralForm Known = new()
    {
        Name = The.Form.Name, DateOfBirth = The.Form.DateOfBirth, NhsNumber = Number, Postcode = The.Form.Postcode, Address = The.Form.Address, Practice = The.Form.Practice, Phone = The.Form.Phone,
    };

    public static readonly Caller Referrer = new(MayRefer: true, MayFollow: true, MayAnswer: false);
    public static readonly Caller Provider = new(MayRefer: false, MayFollow: true, MayAnswer: true);
    private static readonly Caller Everybody = new(MayRefer: true, MayFollow: true, MayAnswer: true);
    private static readonly Caller Nobody = new(MayRefer: false, MayFollow: false, MayAnswer: false);
    private static readonly PhoneNumber Phone = PhoneNumber.Read("07700 900 201").Value!;
    private static readonly OpenReferral Open = new(The.Start.AddHours(-5), "It is on offer to a service.");
    private static readonly Left Left = new(new("CA0-4", new() { NhsNumber = Number, CallBack = Phone.National }), Step.ConfirmNumber, [Step.Main, Step.RedFlags, Step.NhsNumber]);

    public static HeardOffer Offer(int number) =>
        new(The.Reference, number, 3, "Rapid response, east", Urgency.TwoHours, Reason.Fall, "75 to 84", "SS1", The.Start.AddMinutes(15));

    public static Call Incoming(bool isWithheld = false) => new("CA1", isWithheld ? null : Phone);

    /// <summary>All that can come of what is asked for.</summary>
    public static IReadOnlyList<Found> CanCome(Ask ask) => ask switch
    {
        Ask.CheckPin =>
        [
            new Found.PinRight(Referrer, null), new Found.PinRight(Provider, null), new Found.PinRight(Nobody, null), new Found.PinRight(Everybody, null), new Found.PinRight(Referrer, Left),
            new Found.PinWrong(), new Found.PinLocked(),
        ],
        Ask.Forget or Ask.SpeakToHub => [new Found.Done()],
        Ask.FindPerson => [new Found.PersonFound(null, null), new Found.PersonFound(Known, null), new Found.PersonFound(null, Open), new Found.PersonFound(Known, Open)],
        Ask.Refer => [new Found.Referred(The.Reference, true, []), new Found.Referred(The.Reference, false, ["Call 999 now."]), new Found.NotTaken("It could not be taken."), new Found.ReferredBefore(The.Reference)],
        Ask.ReferAsKeyed => [new Found.Done(), new Found.ReferredAsKeyed(The.Reference, ["Call 999 now."])],
        Ask.FindReferral => [new Found.ReferralFound(The.Reference, ["It is on offer to a service."]), new Found.ReferralFound(The.Reference, ["It is accepted."], 1), new Found.NoReferral()],
        Ask.FindOffers => [new Found.OffersFound([]), new Found.OffersFound([Offer(1)]), new Found.OffersFound([Offer(1), Offer(2)])],
        Ask.Accept => [new Found.OfferAccepted(The.Reference, 1, ["Accepted."]), new Found.OfferAnswered("It has moved on.")],
        Ask.Decline => [new Found.OfferAnswered("That is done.")],
        Ask.ExpectVisit => [new Found.VisitTold("You are expected at 09:40.", false), new Found.VisitTold("It is closed.", true)],
        Ask.RecordVisit => [new Found.VisitTold("Seen at 09:40.", true)],
        Ask.LeaveNumber => [new Found.NumberLeft()],
        _ => throw new ArgumentOutOfRangeException(nameof(ask)),
    };

    /// <summary>Digits that a menu can read, and the same with one missing.</summary>
    public static string? Right(Step step) => step switch
    {
        Step.StaffNumber => "123456", Step.Pin => "4821", Step.NhsNumber => Number, Step.DateOfBirth => "09031942", Step.Follow => The.Reference.Text, Step.OtherNumber => "01632960555", Step.RingBack => "01632960555", Step.Eta => "40",
        _ => null,
    };

    public static IEnumerable<string> Keys(Step step) =>
        ["", .. "0123456789*#".Select(k => $"{k}"), "98", "*1", .. Right(step) is { } right ? new[] { right, right[..^1] } : []];

    /// <summary>Takes keys, and what comes of each thing asked for in turn as somebody chooses.</summary>
    public static Call Take(Call call, string keys, Func<Ask, Found> choose)
    {
        var (next, ask) = Ivr.Take(call, keys, Today);
        while (ask is { } asked)
            (next, ask) = ResumeCall.With(next, choose(asked));
        return next;
    }

    /// <summary>Where a referrer comes to by some keys, when the person is found as said and all else goes well.</summary>
    public static Call Path(Call call, Found person, params string[] keys) => keys.Aggregate(call, (at, pressed) => Take(at, pressed, ask => ask switch
    {
        Ask.FindPerson => person,
        Ask.CheckPin => new Found.PinRight(Referrer, null),
        Ask.Refer => new Found.Referred(The.Reference, false, []),
        _ => CanCome(ask)[0],
    }));

    /// <summary>Every place that a call can come to, by every key.</summary>
    public static IReadOnlyList<Trod> Everywhere()
    {
        var (trod, seen, open) = (new List<Trod>(), new HashSet<string>(), new Queue<Call>());
        foreach (var start in new[] { Incoming(), Incoming(isWithheld: true), ResumeCall.Believed(Incoming(), "123456", new(Referrer, null)), ResumeCall.Believed(Incoming(), "123456", new(Referrer, Left)) })
            open.Enqueue(start);
        while (open.TryDequeue(out var call))
        {
            foreach (var keys in call.HasHashed ? ["#"] : Keys(call.Step))
            {
                foreach (var (to, asked) in All(Ivr.Take(call, keys, Today)))
                {
                    trod.Add(new(call, keys, to, asked));
                    if (seen.Add(Kind(to)))
                        open.Enqueue(to with { Turn = 2 });
                }
            }
            if (call.Step is Step.Hub)
            {
                foreach (var (rang, asked) in All(Ivr.HubRang(call, wasAnswered: true)).Concat(All(Ivr.HubRang(call, wasAnswered: false))))
                {
                    trod.Add(new(call, "", rang, asked));
                    if (seen.Add(Kind(rang)))
                        open.Enqueue(rang with { Turn = 2 });
                }
            }
        }
        return trod;
    }

    private static IEnumerable<(Call, Ask?)> All((Call Call, Ask? Ask) taken) => taken.Ask is not { } ask ? [(taken.Call, null)]
        : CanCome(ask).SelectMany(found => All(ResumeCall.With(taken.Call, found)).Select(t => (t.Item1, (Ask?)ask)));

    /// <summary>Two calls of a kind go on alike.</summary>
    private static string Kind(Call call) => string.Join('|',
        call.Step, call.From is null, call.Misses, call.HasHashed, call.WrongPins, call.Caller, call.IsJustBelieved, call.Left is not null, call.Offers.Count, call.Visiting, call.Step is Step.Hub or Step.RingBack or Step.HubBusy ? call.RingBackOn : null, call.Trail.IsEmpty ? null : call.Step is Step.Hub or Step.RingBack or Step.HubBusy ? Step.Hub : call.Trail[^1],
        call.Draft is { } d ? $"{d.Known is not null} {d.Open is not null} {d.Form.Postcode is not null} {d.Form.CallBack is not null} {d.Form.NhsNumber is not null} {d.Form.HowSoon is not null}" : "");
}
