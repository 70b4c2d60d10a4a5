using System.Collections.Immutable;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>
/// Every menu of the telephone, a row a step. In each, * goes back one step and 0 rings the hub; # ends digits, and
/// what is keyed instead of them where the network waits for several. Nothing before the PIN says anything of anybody.
/// </summary>
public static class Menus
{
    private const int StaffNumberDigits = 6;

    public static readonly IReadOnlyList<Menu> All = [.. SignIn(), .. ReferringMenus.All(), .. Following(), .. Answering(), .. Ending()];

    private static readonly ImmutableDictionary<Step, Menu> ByStep = All.ToImmutableDictionary(m => m.Step);

    public static Menu Of(Step step) => ByStep[step];

    private static IEnumerable<Menu> SignIn()
    {
        yield return new(Step.StaffNumber, (call, hub) => [call.Turn == 1 ? $"{hub.Name}. Staff number." : "Staff number."])
        {
            Entry = new("staff number", StaffNumberDigits, Step.Pin, (call, keys, _) => keys.Length == StaffNumberDigits
                ? call with { StaffNumber = keys } : $"A staff number has {StaffNumberDigits} digits."),
        };
        yield return new(Step.Pin, (_, _) => ["PIN, then hash."])
        {
            Entry = new("PIN", null, Step.Main, (call, _, _) => call, Ask.CheckPin),
        };
        yield return new(Step.Locked, (_, _) => ["This PIN is locked after five wrong tries. Set a new one on the web, under your account."])
        {
            Choices = [TheHub, new('1', "Another staff number", Step.StaffNumber)],
        };
        yield return new(Step.CutOff, (call, hub) => [.. Believed(call, hub), "You were cut off while you referred."])
        {
            Choices =
            [
                new('1', "To go on", Step.Main) { Then = call => Ivr.GoOn(call, call.Left!) },
                new('2', "To start anew", Step.Main) { Then = call => call with { Left = null } },
            ],
        };
        yield return new(Step.Main, Believed)
        {
            Choices =
            [
                new('1', "New referral", Step.RedFlags) { When = call => call.Caller!.MayRefer, Then = ReferringMenus.Begin },
                new('2', "Follow one", Step.Follow) { When = call => call.Caller!.MayFollow },
                new('3', "Answer an offer", Step.Offer, Ask.FindOffers) { When = call => call.Caller!.MayAnswer },
                TheHub,
                Done,
            ],
        };
    }

    private static IEnumerable<Menu> Following()
    {
        yield return new(Step.Follow, (_, _) => ["Key the reference."])
        {
            Entry = new("reference", 8, Step.Followed, ReadReference, Ask.FindReferral),
        };
        yield return new(Step.Followed, (call, _) => call.Told)
        {
            Choices = [new('1', "Another reference", Step.Follow), .. Visiting(Step.Followed), TheHub, Done], MayEnd = true,
        };
    }

    private static IEnumerable<Menu> Answering()
    {
        yield return new(Step.Offer, (call, _) => [Offer(call.Offers[0])])
        {
            Choices =
            [
                new('1', "To accept", Step.Offer, Ask.Accept),
                new('2', "To decline", Step.DeclineReason),
                new('3', "The next", Step.Offer) { When = call => call.Offers.Count > 1, Then = call => call with { Offers = call.Offers.RemoveAt(0).Add(call.Offers[0]) } },
            ],
        };
        yield return new(Step.DeclineReason, (_, _) => ["Why?"])
        {
            Choices = [.. DeclineKeys.All.Select(d => new Choice((char)('0' + d.Key), Sentence(Plain.Of(d.Reason)), Step.Offer, Ask.Decline) { Then = call => call with { Declining = d.Reason } })],
        };
        yield return new(Step.Accepted, (call, _) => call.Told)
        {
            Choices =
            [
                new('1', "The next offer", Step.Offer) { When = call => !call.Offers.IsEmpty }, .. Visiting(Step.Accepted), new('4', "The main menu", Step.Main), TheHub, Done,
            ],
            MayEnd = true,
        };
        yield return new(Step.Eta, (_, _) => ["In how many minutes do you come? Key them, then hash."])
        {
            Entry = new("number of minutes", null, Step.Accepted, ReadMinutes, Ask.ExpectVisit),
        };
    }

    /// <summary>For whoever has accepted, as a duty phone may text ETA 40 and VISITED. That the person was seen cannot be taken back: its key does
    /// nothing in the menus that lead here.</summary>
    private static IEnumerable<Choice> Visiting(Step here) =>
    [
        new('2', "To say when you come", Step.Eta) { When = call => call.Visiting is not null },
        new('5', "If the person has been seen", here, Ask.RecordVisit) { When = call => call.Visiting is not null },
    ];

    private static IEnumerable<Menu> Ending()
    {
        yield return new(Step.Hub, (_, _) => ["You are being put through to the hub."]);
        yield return new(Step.RingBack, (_, _) => ["The hub did not answer. To be rung back, key your number, then hash."])
        {
            Entry = new("telephone number", null, Step.HubBusy, ReferringMenus.ReadRingBack, Ask.LeaveNumber), MayEnd = true,
        };
        yield return new(Step.HubBusy, (call, hub) => [call.RingBackOn is { } on ? $"The hub did not answer. It rings you back on {Spoken.Of(on)}." : "The hub did not answer.", .. call.Told, $"Its number is {Spoken.Of(hub.AnsweredAt)}."])
        {
            Choices = [new('1', "To try again", Step.Hub, Ask.SpeakToHub), Done], MayEnd = true,
        };
        yield return new(Step.Ended, (_, _) => ["Goodbye."]);
    }

    private static IEnumerable<string> Believed(Call call, Hub hub) =>
        call.IsJustBelieved ? [$"{hub.Name}. You are signed in from this telephone. If not you, press star."] : [];

    internal static Choice TheHub => new('0', "The hub", Step.Hub, Ask.SpeakToHub);

    /// <summary>Never said: whoever is done hangs up.</summary>
    internal static Choice Done => new('#', null, Step.Ended);

    private static Entered ReadMinutes(Call call, string keys, DateOnly today) =>
        int.TryParse(keys, out var minutes) && ExpectVisit.IsWithin(TimeSpan.FromMinutes(Math.Min(minutes, 9999)))
            ? call with { Minutes = minutes } : $"Key 1 to {ExpectVisit.Longest.TotalMinutes} minutes.";

    private static Entered ReadReference(Call call, string keys, DateOnly today) =>
        Reference.Read(keys) is { IsRead: true } reading ? call with { Reference = reading.Value } : Reference.Read(keys).Problem!.TrimEnd('.') + ".";

    private static string Offer(HeardOffer offer) =>
        $"Referral {Spoken.Of(offer.Reference)}, offered to {offer.Service}, to be seen {Plain.Of(offer.Urgency)}, to be answered by {AnswerBy(offer)}. " +
        $"{Sentence(Plain.Of(offer.Reason))}, {(offer.AgeBand is "age not known" ? "" : "aged ")}{offer.AgeBand}, {Spoken.Apart(offer.District)}.";

    private static string AnswerBy(HeardOffer offer) => offer.HeardAt is { } now && Plain.InLondon(now).Date != Plain.InLondon(offer.AnswerBy).Date
        ? Plain.Moment(offer.AnswerBy, now) : $"{Plain.InLondon(offer.AnswerBy):HH:mm}";

    internal static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
