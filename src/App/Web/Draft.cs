using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// Lets the page's script keep what somebody types on their device, encrypted. The key is their own, stands in a page only while
/// they are signed in, and is never kept on the device: nobody else can read what is there.
/// </summary>
/// <param name="Owner">Tells one person's drafts from another's, and not who it is.</param>
/// <param name="Key">32 bytes for AES-GCM, in hexadecimal.</param>
public sealed record Draft(string Owner, string Key)
{
    public static Draft Of(Principal who, DeploymentKey key) => new(key.Hash("draft-owner", who.Actor.Id)[..16], key.Hash("draft", who.Actor.Id));
}
