using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>How somebody uses the telephone, and what they are texted about.</summary>
/// <param name="StaffNumber">Six digits, by which they sign in on the telephone.</param>
/// <param name="HasPin">Whether they have set a PIN, without which they cannot; it is never shown.</param>
/// <param name="IsLocked">Five wrong PINs were tried: the number opens again when the PIN is set anew.</param>
/// <param name="Hub">The number to ring.</param>
/// <param name="Texts">What they are texted about: accepted, visited, moved-on and closed; null for whoever refers nobody.</param>
public sealed record AccountView(string StaffNumber, bool HasPin, bool IsLocked, PhoneNumber Hub, IReadOnlyList<ReferrerText>? Texts);

/// <summary>By what somebody is known on the telephone, and what they are texted about: their own to set.</summary>
public sealed class TelephoneAccount(StaffNumbers staff, TextChoices choices, LocalityInForce town)
{
    public async Task<AccountView> Of(Principal who, CancellationToken cancel)
    {
        var (number, wanted) = (staff.Of(who, cancel), IsTexted(who) ? choices.Of(who.Actor.Id, cancel) : null);
        var (staffNumber, hasPin, isLocked) = await number;
        return new(staffNumber, hasPin, isLocked, town.Now.Hub.Phone, wanted is null ? null : [.. (await wanted).Order()]);
    }

    /// <summary>Only referrers are texted as somebody; a service's texts go to its duty phone.</summary>
    public static bool IsTexted(Principal who) => who.Is(Role.Referrer);

    /// <summary>What is wrong with a new PIN; null where it can be set.</summary>
    public async Task<string?> ProblemWith(string pin, Principal who, CancellationToken cancel) => Pin.Problem(pin, (await staff.Of(who, cancel)).Number);

    public Task SetPin(Principal who, string pin, CancellationToken cancel) => staff.SetPin(who, pin, cancel);

    public Task Choose(Principal who, IReadOnlyCollection<ReferrerText> wanted, CancellationToken cancel) => choices.Choose(who.Actor.Id, wanted, cancel);
}
