using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>A call as the telephone network is told to go on with it.</summary>
public static class CallDocument
{
    /// <summary>The network posts what is keyed to the address of the turn: what comes there again is not taken again.</summary>
    public static string Address(int turn) => $"/voice/call/{turn}";

    public static IReadOnlyList<Verb> Of(Call call, Hub hub)
    {
        var menu = Menus.Of(call.Step);
        IReadOnlyList<Verb> says = [.. menu.Says(call, hub).Select(s => new Say(s))];
        return call.Step switch
        {
            Step.Ended => [.. says, new Hangup()],
            Step.Hub => [.. says, new Dial(hub.AnsweredAt, Address(call.Turn))],
            _ when menu.Entry is { } entry => [new Gather(Address(call.Turn), says, entry.Digits, Timeout: 10)],
            _ => [new Gather(Address(call.Turn), says, Digits: 1, FinishOn: "", Timeout: 8)],
        };
    }

    /// <summary>Where the call cannot be gone on with just now.</summary>
    public static IReadOnlyList<Verb> Trouble(Hub hub) =>
    [
        new Say("This cannot be done just now. You are being put through to the hub."), new Dial(hub.AnsweredAt),
        new Say("The hub did not answer. Please ring again in a minute."), new Hangup(),
    ];

    public static readonly IReadOnlyList<Verb> NoCall = [new Say("This call cannot be taken. Please ring again."), new Hangup()];
}
