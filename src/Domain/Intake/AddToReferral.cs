using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>A professional who was about to refer the same person again adds to the referral that is open instead.</summary>
public static class AddToReferral
{
    /// <summary>Why this cannot be the person of that referral, of which nothing more is told; null when the NHS number and the date of
    /// birth are the same.</summary>
    public static Problem? WhoElse(Referral? referral, Details details) =>
        details.Person.NhsNumber is { } typed && typed == referral?.Details.Person.NhsNumber && details.Person.DateOfBirth == referral.Details.Person.DateOfBirth ? null
        : new("nhsNumber", "This is not the NHS number and date of birth of that referral, so nothing was added. Check both, or make a separate referral.");

    /// <param name="source">What kind of organisation adds to it.</param>
    /// <param name="saidBy">The name of who said it, where the hub took it down from them.</param>
    /// <param name="saidFor">Their organisation.</param>
    public static Decision Decide(
        Referral referral, Details details, Locality locality, OrganisationKind source, DateTimeOffset now, string? saidBy = null, OdsCode? saidFor = null)
    {
        var added = new AddedTo(details.Story, details.CallBack, details.Need, SaidBy: saidBy, SaidFor: saidFor);
        if (referral.Additions.Values.Any(a => a.Said == added))
            return Decision.Nothing;
        if (!referral.IsOpen)
            return Refusal.NotOpen;
        return AdviseEmergency.Of(details, locality, source, now) is { } emergency ? Decision.Of([added, emergency], now) : Decision.Of(added, now);
    }
}
