using System.Security.Cryptography;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// Lets the page's script keep what somebody types on their device, encrypted. The keys are their own, stand in a page only while
/// they are signed in, are others each day, and are never kept on the device: nobody else can read what is there.
/// </summary>
/// <param name="Owner">Tells one person's drafts from another's, and not who it is.</param>
/// <param name="Pad">Random in every answer, so that nothing can be guessed from the length of many that are compressed.</param>
/// <param name="Keys">Today's key and yesterday's, each 32 bytes for AES-GCM, combined with the pad by exclusive or; in hexadecimal.</param>
public sealed record Draft(string Owner, string Pad, string Keys)
{
    public static Draft Of(Principal who, DeploymentKey key, DateTimeOffset now)
    {
        var pad = RandomNumberGenerator.GetBytes(32);
        return new(
            key.Hash("draft-owner", who.Actor.Id)[..16], Convert.ToHexStringLower(pad),
            string.Join(' ', new[] { now, now.AddDays(-1) }.Select(day => Covered($"{who.Actor.Id}\n{day.UtcDateTime:yyyy-MM-dd}"))));

        string Covered(string text) => Convert.ToHexStringLower([.. Convert.FromHexString(key.Hash("draft", text)).Zip(pad, (a, b) => (byte)(a ^ b))]);
    }
}
