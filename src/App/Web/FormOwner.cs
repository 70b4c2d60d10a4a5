using Microsoft.AspNetCore.Antiforgery;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// A form is sent by whoever it was made for: its token tells who that was. On a device that several people share, what one of them
/// typed is neither sent in the name of the next nor shown to them.
/// </summary>
public sealed class FormOwner(DeploymentKey key) : IAntiforgeryAdditionalDataProvider
{
    private static readonly object SomebodyElses = new();

    public string GetAdditionalData(HttpContext context) => context.PrincipalOrNull() is { } who ? key.Hash("form-owner", who.Actor.Id)[..16] : "";

    public bool ValidateAdditionalData(HttpContext context, string additionalData)
    {
        if (Proofs.AreSame(additionalData, GetAdditionalData(context)))
            return true;
        context.Items[SomebodyElses] = true;
        return false;
    }

    /// <summary>Whether the form that was sent was made for another person.</summary>
    public static bool IsSomebodyElses(HttpContext http) => http.Items.ContainsKey(SomebodyElses);
}
