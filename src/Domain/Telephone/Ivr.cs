using System.Collections.Immutable;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>
/// Takes keys: what a call becomes, and what it asks for. Total: every key, none, and what is no key has an answer in every step, and
/// no call goes on for ever.
/// </summary>
public static class Ivr
{
    /// <summary>How often in a row nothing sensible may be keyed, and how many PINs may be wrong, before somebody at the hub helps.</summary>
    public const int MostMisses = 3;

    /// <summary>Nobody has as much to key as this.</summary>
    public const int MostTurns = 200;

    /// <param name="keys">Digits, * and #, as far as they are those; empty for silence.</param>
    /// <param name="today">Today in England.</param>
    public static (Call Call, Ask? Ask) Take(Call call, string keys, DateOnly today)
    {
        var next = call with { Turn = call.Turn + 1, Before = [], HasHashed = keys == "#" };
        if (call.Step is Step.Ended)
            return (next, null);
        if (call.Step is Step.Hub)
            return (NotAnswered(next), null);
        if (call.Turn >= MostTurns)
            return call.Step is Step.HubBusy or Step.RingBack ? (End(next), null) : ToHub(next);
        if (keys.Contains('*', StringComparison.Ordinal))
            return Back(next);
        if (next.HasHashed && !call.HasHashed)
            return (next, null);
        var menu = Menus.Of(call.Step);
        if (keys.Length == 1 && menu.ChoiceOf(call, keys[0]) is { } choice)
            return Lead(next with { Misses = 0 }, choice);
        if (keys == "0")
            return ToHub(next);
        if (menu.Entry is { } entry && keys.Length > 0 && keys.All(char.IsAsciiDigit))
        {
            var entered = entry.Read(next, keys, today);
            return entered.Call is not { } taken ? Miss(next, menu, entered.Problem!)
                : entry.Asks is { } asked ? (taken, asked) : (Go(taken with { Misses = 0 }, entry.To), null);
        }
        return Miss(next, menu, keys.Length == 0 ? null : menu.Entry is null ? "That key does nothing here." : $"That is no {menu.Entry.Of}.");
    }

    /// <summary>The call to the hub is over; where nobody answered, what was keyed is not lost with it.</summary>
    public static (Call Call, Ask? Ask) HubRang(Call call, bool wasAnswered)
    {
        var next = call with { Turn = call.Turn + 1, Before = [] };
        return call.Step is not Step.Hub ? (next, null) : wasAnswered ? (End(next), null)
            : NotAnswered(next) is { Step: Step.HubBusy } busy ? (busy, LeaveToHub(busy)) : (NotAnswered(next), null);
    }

    /// <summary>Whoever withholds their number is asked for one, because nobody can ring them back otherwise.</summary>
    private static Call NotAnswered(Call call) =>
        call with { Step = call is { From: null, RingBackOn: null, Draft: null or { Form.CallBack: null } } ? Step.RingBack : Step.HubBusy, Misses = 0 };

    /// <summary>What was keyed is made a referral, where it is enough.</summary>
    internal static Ask? LeaveToHub(Call call) => call is { Caller.MayRefer: true, Draft.CanBeLeftToHub: true } ? Ask.ReferAsKeyed : null;

    /// <summary>Nothing sensible was keyed: it is said again, and the third time the hub is rung.</summary>
    internal static (Call Call, Ask? Ask) Miss(Call call, Menu menu, string? sentence)
    {
        var missed = call with { Misses = call.Misses + 1 };
        return missed.Misses < MostMisses ? (missed with { Before = sentence is null ? [Help(menu)] : [sentence, Help(menu)] }, null)
            : menu.MayEnd ? (End(missed), null)
            : ToHub(missed);
    }

    private static string Help(Menu menu)
    {
        var hash = menu.Entry is null ? "" : " and hash";
        return $"To go back, star{hash}.{(menu.Choices.Any(c => c.Key == '0') ? "" : $" For the hub, 0{hash}.")}";
    }

    /// <summary>Where a referral was begun by somebody who has signed in, * leads back to it when the hub does not answer.</summary>
    internal static (Call Call, Ask? Ask) ToHub(Call call, params string[] before)
    {
        var at = call.Left is { } left ? GoOn(call, left) : call;
        ImmutableList<Step> trail = at.Draft is null || at.Caller is null ? [] : at.Step is Step.Hub or Step.RingBack or Step.HubBusy ? at.Trail : at.Trail.Add(at.Step);
        return (at with { Step = Step.Hub, Trail = trail, IsJustBelieved = false, Misses = 0, Before = [.. before], Told = [] }, Ask.SpeakToHub);
    }

    internal static Call GoOn(Call call, Left left) => call with { Draft = left.Draft, Step = left.Step, Trail = left.Trail, Left = null };

    /// <summary>The call as it is at another step. From the main menu, and from where something was done, there is no way back.</summary>
    internal static Call Go(Call call, Step to) => call with
    {
        Step = to,
        Trail = to is Step.Main or Step.StaffNumber or Step.CutOff or Step.Referred or Step.Accepted or Step.Ended ? [] : Forth(call, to),
        Draft = to is Step.Main or Step.Referred or Step.Ended ? null : call.Draft,
        Visiting = to is Step.Main ? null : call.Visiting,
    };

    /// <summary>Whoever comes to where they were is not led through what came after when they go back.</summary>
    private static ImmutableList<Step> Forth(Call call, Step to) =>
        call.Trail.IndexOf(to) is >= 0 and var been ? call.Trail.GetRange(0, been) : to == call.Step ? call.Trail : call.Trail.Add(call.Step);

    private static Call End(Call call) => Go(call, Step.Ended);

    private static (Call Call, Ask? Ask) Lead(Call call, Choice choice)
    {
        var then = choice.Then(call) with { IsJustBelieved = false };
        if (choice.Asks is Ask.SpeakToHub)
            return ToHub(then);
        // Whoever goes on with what was left stands where they stood.
        return choice.Asks is { } asked ? (then, asked) : then.Step != call.Step ? (then, null) : (Go(then, choice.To), null);
    }

    private static (Call Call, Ask? Ask) Back(Call call)
    {
        if (call.IsJustBelieved)
            return (Go(call with { Caller = null, StaffNumber = "", Left = null, Draft = null, IsJustBelieved = false }, Step.StaffNumber), Ask.Forget);
        if (call.Step is Step.Pin or Step.Locked)
            return (Go(call, Step.StaffNumber), null);
        return call.Trail.IsEmpty ? (call with { Misses = 0 }, null)
            : (call with { Step = call.Trail[^1], Trail = call.Trail.RemoveAt(call.Trail.Count - 1), Misses = 0, Before = [] }, null);
    }
}
