using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Whom to see, where and what for, as whoever has accepted hears it: it names the person, so that it is for somebody who has signed in.
/// What is written at length is not read out, but that it is there is said.</summary>
public static class TellWhereToGo
{
    public static ImmutableList<string> Of(Referral referral, Strand strand)
    {
        var (person, story) = (referral.Details.Person, referral.Details.Story);
        string?[] written =
        [
            story.Risks is null ? null : "risks to staff", story.WhereNow is null ? null : "where the person is now", story.Access is null ? null : "how to get in",
            story.KeySafe is null ? null : "a key safe", story.Interpreter is null ? null : "an interpreter", story.Communication is null ? null : "communication needs",
        ];
        var noted = string.Join(", ", written.OfType<string>());
        return
        [
            $"{person.Name}, at {(person.Address is { } address ? $"{address}, " : "")}{Spoken.Of(person.Postcode)}.",
            .. person.Phone is { } phone ? [$"Telephone {Spoken.Of(phone)}."] : ImmutableList<string>.Empty,
            $"{Menus.Sentence(Plain.Of(referral.Details.Need.Reason))}, to be seen {Plain.Of(strand.Urgency)}.",
            .. noted.Length > 0 ? [$"Read before you go: {noted}."] : ImmutableList<string>.Empty,
        ];
    }
}
