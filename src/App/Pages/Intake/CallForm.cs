using System.Security.Cryptography;
using System.Text;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>The boxes of the hub's form as a call fills them in: what was keyed, who refers, and where they can be reached.</summary>
public static class CallForm
{
    public static Dictionary<string, string?> Of(HubCall call, Locality locality)
    {
        var boxes = DetailsForm.Of(call.Keyed ?? new ReferralForm(), locality);
        boxes["purpose"] ??= "prevent-admission";
        boxes["callBack"] ??= call.From?.National;
        boxes["call"] = call.Id;
        if (call.Organisation is { } organisation && call.CallerName is { } caller)
            (boxes["onBehalfOf"], boxes["referrerName"], boxes["key"]) = (locality.NameOf(organisation), caller, KeyOf(call.Id));
        return boxes;
    }

    /// <summary>The same for everybody who takes down the call, so that they make one referral.</summary>
    private static string KeyOf(string call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("call\n" + call)).AsSpan(0, 16));
}
