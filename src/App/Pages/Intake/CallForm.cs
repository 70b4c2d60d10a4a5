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
        (boxes["call"], boxes["key"]) = (call.Id, HubCalls.KeyOf(call.Id));
        if (call.Organisation is { } organisation && call.CallerName is { } caller)
            (boxes["onBehalfOf"], boxes["referrerName"]) = (locality.NameOf(organisation), caller);
        return boxes;
    }
}
