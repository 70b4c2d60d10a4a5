using System.Collections.Immutable;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Where a referral stands, as whoever follows it hears it: not a word of who the person is.</summary>
public static class TellReferral
{
    public static ImmutableList<string> Of(Referral referral, Locality town, DateTimeOffset now) =>
    [
        $"Referral {Spoken.Of(referral.Reference)}.",
        referral.IsOpen && !referral.Missing.IsEmpty ? "The hub rings back for what is missing." : Standing.Of(referral, town).Sentence(now),
        .. referral.Strands.Where(s => s.Stage is Stage.Accepted && s.ExpectedAt is not null).Select(s => $"The service expects to be there at {Plain.Moment(s.ExpectedAt!.Value, now)}."),
    ];
}
