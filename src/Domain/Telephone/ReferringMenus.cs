using System.Globalization;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>The menus of a new referral. What the caller's own organisation has said before is confirmed and not asked again.</summary>
internal static class ReferringMenus
{
    /// <summary>The reasons in the order of their keys: 9 leads on to the last of them and to whatever else there is, because 0 rings the hub.</summary>
    private static readonly (Reason Reason, string Means)[] Reasons =
    [
        (Domain.Reason.Fall, "Fall"), (Domain.Reason.Frailty, "Frailty"), (Domain.Reason.ReducedFunction, "Mobility"), (Domain.Reason.PalliativeCrisis, "End of life"),
        (Domain.Reason.Equipment, "Equipment"), (Domain.Reason.Confusion, "Confusion"), (Domain.Reason.Catheter, "Catheter"), (Domain.Reason.Diabetes, "Diabetes"),
        (Domain.Reason.CarerBreakdown, "Carer breakdown"),
    ];

    private const int First = 8;

    /// <summary>Brief, but for the last: "press" was said in the main menu.</summary>
    public static IEnumerable<Menu> All() => Making().Select(m => m with { IsBrief = m.Step is not Step.Referred });

    private static IEnumerable<Menu> Making()
    {
        yield return new(Step.RedFlags, (_, _) => TellRedFlags.Of())
        {
            Choices = [new('1', "If none", Step.NhsNumber)],
        };
        yield return new(Step.NhsNumber, (_, _) => ["NHS number."])
        {
            Entry = new("NHS number", 10, Step.ConfirmNumber, ReadNumber, Ask.FindPerson),
            Choices = [new('1', "Unknown", Step.DateOfBirth) { Then = WithoutPerson }, new('#', null, Step.DateOfBirth) { Then = WithoutPerson }],
        };
        yield return new(Step.ConfirmNumber, (call, _) => [$"{Number(call)}."])
        {
            Choices = [.. Settled('1', "Right", call => call), new('2', "Wrong", Step.NhsNumber) { Then = WithoutPerson }],
        };
        yield return new(Step.KnownPerson, (call, _) => [$"{Number(call)}. {Person(call.Draft!.Known!)}."])
        {
            Choices = [.. Settled('1', "Right and there", IsThere), .. Settled('2', "Elsewhere", IsElsewhere), new('3', "Somebody else", Step.NhsNumber) { Then = WithoutPerson }],
        };
        yield return new(Step.DateOfBirth, (_, _) => ["Key the date of birth: day, month and year, 8 digits."])
        {
            Entry = new("date of birth", 8, Step.ConfirmBirth, ReadBirth),
            Choices = [new('1', "Unknown", Step.Reason) { Then = WithoutBirth }, new('#', null, Step.Reason) { Then = WithoutBirth }],
        };
        yield return new(Step.ConfirmBirth, (call, _) => [$"{Day(call.Draft!.Form.DateOfBirth)}."])
        {
            Choices = [new('1', "Right", Step.Reason), new('2', "Wrong", Step.DateOfBirth) { Then = WithoutBirth }],
        };
        yield return new(Step.OpenAlready, (call, _) => [$"This person was referred already, on {Plain.Date(call.Draft!.Open!.Since)}. {call.Draft.Open.Standing}"])
        {
            Choices = [new('1', "For a new referral all the same", Step.Reason) { Then = call => call with { Draft = call.Draft! with { IsSeparate = true } } }, Menus.TheHub],
        };
        yield return new(Step.Reason, (_, _) => [])
        {
            Choices =
            [
                .. Of(Reasons[..First]), new('9', "Another", Step.OtherReason),
            ],
        };
        yield return new(Step.OtherReason, (_, _) => [])
        {
            Choices = [.. Of([.. Reasons[First..], (Domain.Reason.Other, "Something else")])],
        };
        yield return new(Step.HowSoon, (_, _) => [])
        {
            Choices = [.. Soon('1', "Two hours", Urgency.TwoHours), .. Soon('2', "Two days", Urgency.TwoDays), .. Soon('3', "Five working days", Urgency.Routine)],
        };
        yield return new(Step.Where, (_, _) => ["Where is the person?"])
        {
            Choices =
            [
                Says('1', "At home", Step.SafeToWait, f => f with { Residence = Code.Of(Residence.OwnHome) }),
                Says('2', "In a care home", Step.SafeToWait, f => f with { Residence = Code.Of(Residence.CareHome) }),
                Says('3', "Elsewhere", Step.SafeToWait, f => f with { Residence = null }),
            ],
        };
        yield return new(Step.SafeToWait, (_, _) => ["Safe to wait two hours?"]) { Choices = [.. Safe('1', "Yes", "yes"), .. Safe('2', "No", "no")] };
        yield return new(Step.OtherNumber, (_, _) => ["Key the number to ring you on, then hash."])
        {
            Entry = new("call-back number", null, Step.Summary, ReadCallBack),
        };
        yield return new(Step.Summary, (call, _) => [Summary(call)])
        {
            Choices = [new('1', "Refer", Step.Referred, Ask.Refer), new('2', "Another number", Step.OtherNumber)],
        };
        yield return new(Step.Referred, (call, _) => call.Told) { Choices = [new('1', "The main menu", Step.Main), Menus.TheHub, Menus.Done], MayEnd = true };
    }

    private static IEnumerable<Choice> Of((Reason Reason, string Means)[] reasons) =>
        reasons.Select((r, i) => Says((char)('1' + i), r.Means, Step.HowSoon, f => f with { Reason = Code.Of(r.Reason) }));

    public static Call Begin(Call call) =>
        call with { Draft = new(NewId(call), new() { CallBack = call.From?.National }), Reference = null };

    /// <summary>Of a request that nobody has made before: each turn of a call begins at most one.</summary>
    public static string NewId(Call call) => $"{call.Id}-{call.Turn}";

    private const string NoNumber = "That is not a telephone number of this country.";

    private static Call With(Call call, Func<ReferralForm, ReferralForm> change) => call with { Draft = call.Draft! with { Form = change(call.Draft.Form) } };

    private static Choice Says(char key, string means, Step to, Func<ReferralForm, ReferralForm> change) => new(key, means, to) { Then = call => With(call, change) };

    /// <summary>Who the person is, is settled: they are told of another referral that is open before they go on.</summary>
    private static IEnumerable<Choice> Settled(char key, string means, Func<Call, Call> then) =>
    [
        new(key, means, Step.OpenAlready) { When = call => call.Draft!.Open is not null, Then = then },
        new(key, means, Step.Reason) { When = call => call.Draft!.Open is null, Then = then },
    ];

    /// <summary>Where the person is, is not asked where their address was confirmed.</summary>
    private static IEnumerable<Choice> Soon(char key, string means, Urgency soon) =>
    [
        Says(key, means, Step.Where, f => f with { HowSoon = Code.Of(soon) }) with { When = call => call.Draft!.Form.Postcode is null },
        Says(key, means, Step.SafeToWait, f => f with { HowSoon = Code.Of(soon) }) with { When = call => call.Draft!.Form.Postcode is not null },
    ];

    private static IEnumerable<Choice> Safe(char key, string means, string answer) =>
    [
        Says(key, means, Step.Summary, f => f with { SafeToWait = answer }) with { When = call => call.Draft!.Form.CallBack is not null },
        Says(key, means, Step.OtherNumber, f => f with { SafeToWait = answer }) with { When = call => call.Draft!.Form.CallBack is null },
    ];

    private static Entered ReadNumber(Call call, string keys, DateOnly today) => NhsNumber.Read(keys) is { IsRead: true } reading
        ? call with { Draft = Of(call, Kept(call.Draft!.Form) with { NhsNumber = reading.Value.Text }) }
        : NhsNumber.Read(keys).Problem!.TrimEnd('.') + ".";

    private static Call WithoutPerson(Call call) => call with { Draft = Of(call, Kept(call.Draft!.Form)) };

    private static Call WithoutBirth(Call call) => call with { Draft = Of(call, call.Draft!.Form with { DateOfBirth = null }) };

    /// <summary>The draft of whom a form is of. Another person is another request: what was sent of the first is never answered for the second.</summary>
    private static Draft Of(Call call, ReferralForm form)
    {
        var before = call.Draft!.Form;
        var isSame = form.NhsNumber == before.NhsNumber && (form.NhsNumber is not null || form.DateOfBirth == before.DateOfBirth);
        return new(isSame ? call.Draft.Id : NewId(call), form);
    }

    /// <summary>What was keyed of the need, without a word of the person.</summary>
    private static ReferralForm Kept(ReferralForm form) => new()
    {
        Reason = form.Reason, HowSoon = form.HowSoon, SafeToWait = form.SafeToWait, Residence = form.Postcode is null ? form.Residence : null, CallBack = form.CallBack,
    };

    private static Entered ReadBirth(Call call, string keys, DateOnly today)
    {
        var form = call.Draft!.Form with { DateOfBirth = keys.Length == 8 ? $"{keys[4..]}-{keys[2..4]}-{keys[..2]}" : keys };
        return SubmitReferral.Read(form, today).Problems.FirstOrDefault(p => p.Field == "dateOfBirth") is { } problem
            ? problem.Sentence.TrimEnd('.') + "." : call with { Draft = Of(call, form) };
    }

    private static Entered ReadCallBack(Call call, string keys, DateOnly today) =>
        PhoneNumber.Read(keys) is { IsRead: true } reading ? With(call, f => f with { CallBack = reading.Value.National }) : NoNumber;

    /// <summary>Of whoever the hub did not answer: where a referral was begun, it is the number to ring about that.</summary>
    internal static Entered ReadRingBack(Call call, string keys, DateOnly today) => PhoneNumber.Read(keys) is not { IsRead: true } reading
        ? NoNumber : call with { RingBackOn = reading.Value, Draft = call.Draft is { } draft ? draft with { Form = draft.Form with { CallBack = reading.Value.National } } : null };

    private static Call IsThere(Call call) => With(call, f => call.Draft!.Known! with
    {
        NhsNumber = f.NhsNumber, Reason = f.Reason, HowSoon = f.HowSoon, SafeToWait = f.SafeToWait, CallBack = f.CallBack,
    });

    /// <summary>The same person, and nothing of the place that they are not in.</summary>
    private static Call IsElsewhere(Call call) => With(IsThere(call), f => f with { Postcode = null, Address = null, Residence = null, Access = null, KeySafe = null });

    private static string Number(Call call) => Spoken.Of(NhsNumber.Read(call.Draft!.Form.NhsNumber!).Value!);

    private static string Person(ReferralForm known) =>
        $"{known.Name}, born {Day(known.DateOfBirth)}, at {Spoken.Of(Postcode.Read(known.Postcode!).Value!)}";

    private static string Day(string? date) => DateOnly.ParseExact(date!, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM yyyy");

    /// <summary>A mobile that is rung back is the one in the caller's hand; any other number is read out.</summary>
    private static string Summary(Call call)
    {
        var (form, number) = (call.Draft!.Form, PhoneNumber.Read(call.Draft.Form.CallBack!).Value!);
        var whom = number.IsMobile && number == call.From ? "this telephone" : $"you on {Spoken.Of(number)}";
        return $"{Of(form.Reason)}, {(Code.TryRead(form.HowSoon, out Urgency soon) ? Plain.Of(soon) : "")}. We ring {whom}.";
    }

    private static string Of(string? reason) => Reasons.FirstOrDefault(r => Code.Of(r.Reason) == reason).Means ?? "Another need";
}
