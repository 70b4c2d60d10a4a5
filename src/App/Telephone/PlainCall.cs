using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>What was keyed on a call, as the hub's board says it: what it is for, and not whom it is about.</summary>
public static class PlainCall
{
    /// <summary>One line; null where nothing was keyed that it says.</summary>
    public static string? Of(ReferralForm? keyed)
    {
        if (keyed is null)
            return null;
        var said = string.Join("; ", Parts(keyed).OfType<string>());
        return said.Length > 0 ? char.ToUpperInvariant(said[0]) + said[1..] : null;
    }

    private static IEnumerable<string?> Parts(ReferralForm keyed)
    {
        yield return Code.TryRead(keyed.Reason, out Reason reason) ? Plain.Of(reason) : null;
        yield return Code.TryRead(keyed.HowSoon, out Urgency urgency) ? $"to be seen {Plain.Of(urgency)}" : null;
        yield return keyed.SafeToWait switch { "yes" => "can safely wait two hours", "no" => "cannot safely wait two hours", _ => null };
        yield return keyed.NhsNumber is null ? null : "NHS number";
    }
}
