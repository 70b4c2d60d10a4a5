using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Who rings: by staff number and PIN, or because their telephone is remembered.</summary>
public sealed class SignInByPhone(StaffNumbers staff, RememberedCallers remembered, WrongTries tries, LiveCalls live)
{
    private static readonly Permission ToRefer = Permissions.For(HttpMethods.Get, "/refer")!;
    private static readonly Permission ToFollow = Permissions.For(HttpMethods.Get, "/referrals/{reference}")!;
    private static readonly Permission ToAnswer = Permissions.For(HttpMethods.Get, "/worklist")!;

    /// <summary>A call that comes in.</summary>
    public async Task<LiveCall> Begin(Call call, CancellationToken cancel)
    {
        if (call.From is null || await remembered.Of(call.From, cancel) is not (var number, var set) || await staff.Trusted(number, set, cancel) is not { } who)
            return new(call, null, null);
        return new(ResumeCall.Believed(call, number, await Right(call, number, who, cancel)), who, null);
    }

    public async Task<(Found Found, Principal? Who)> Check(Call call, string pin, CancellationToken cancel)
    {
        var (lately, request) = (await tries.Of(call.From, cancel), $"{call.Id}-{call.Turn}");
        if (lately.AreTooMany)
            return (new Found.CallerRefused(), null);
        var check = await staff.Check(call.StaffNumber, pin, request, cancel);
        await (check is PinCheck.Right ? lately.Forget(call.StaffNumber, cancel) : lately.AddWrong(call.StaffNumber, request, cancel));
        switch (check)
        {
            case PinCheck.Right right:
                if (call.From is not null)
                    await remembered.Remember(call.From, call.StaffNumber, right.Set, cancel);
                return (await Right(call, call.StaffNumber, right.Principal, cancel), right.Principal);
            case PinCheck.Locked:
                return (new Found.PinLocked(), null);
            default:
                return (new Found.PinWrong(), null);
        }
    }

    public Task Forget(Call call, CancellationToken cancel) => call.From is null ? Task.CompletedTask : remembered.Forget(call.From, cancel);

    /// <summary>What an earlier call left stays there until the caller says what becomes of it.</summary>
    private async Task<Found.PinRight> Right(Call call, string number, Principal who, CancellationToken cancel)
    {
        var left = await live.LeftBy(number, call.Id, cancel);
        return new(new Caller(ToRefer.Allows(who), ToFollow.Allows(who), ToAnswer.Allows(who)), left?.Call.Unfinished);
    }
}
