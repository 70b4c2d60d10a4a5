using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Submits what somebody at the hub takes down of a call that was put through: the same for the form and the API. However many take
/// it down, and whether or not the call itself has made it a referral meanwhile, it is one; and the call leaves the board.</summary>
public sealed class TakeDown(Submit submit, HubCalls calls)
{
    /// <param name="key">Names the request, where the call does not.</param>
    /// <param name="call">As the board knows it; null or empty where it is of none.</param>
    public async Task<(Submission? Submission, EmergencyAdvised? Emergency, IReadOnlyList<Problem> Problems)> Run(
        HttpContext http, ReferralForm form, Beside beside, string key, string? call)
    {
        var who = http.Principal();
        if (string.IsNullOrEmpty(call))
            return await submit.Run(form, beside, key, who, http.RequestAborted);
        if (!who.Is(Role.Hub))
            return (null, null, [new("call", "Only the hub takes down a call")]);
        var came = HubCalls.KeyOf(call) is { } ofCall
            ? await submit.Run(form, beside, ofCall, who, http.RequestAborted, Submit.AnyoneAtTheHub) : await submit.Run(form, beside, key, who, http.RequestAborted);
        if (came.Submission is not null)
            await calls.TakeOff(http, call);
        return came;
    }
}
