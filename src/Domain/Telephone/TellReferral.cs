using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Where a referral stands and with whom, as whoever follows it hears it: not a word of who the person is.</summary>
public static class TellReferral
{
    public static ImmutableList<string> Of(Referral referral, Locality town, DateTimeOffset now)
    {
        var strands = referral.Strands.Where(s => s.IsOpen).SelectMany(s => Of(s, town, now)).Distinct().ToList();
        return
        [
            $"Referral {Spoken.Of(referral.Reference)}.",
            .. referral.IsOpen && !referral.Missing.IsEmpty ? ["The hub rings back for what is missing."]
                : referral.IsOpen && strands.Count > 0 ? strands : [Standing.Of(referral, town).Sentence(now)],
        ];
    }

    private static IEnumerable<string> Of(Strand strand, Locality town, DateTimeOffset now)
    {
        var service = strand.Current is { } offer ? town.Service(offer.Service)?.Name ?? offer.Service : "";
        switch (strand.Stage)
        {
            case Stage.OnOffer:
                yield return $"It is on offer to {service}, to be answered by {Plain.Moment(strand.Current!.AnswerBy, now)}.";
                break;
            case Stage.Accepted:
                yield return $"{service} has accepted it{(ReferralClocks.SeeBy(strand, town) is { } by ? $", and the person is to be seen by {Plain.Moment(by, now)}" : "")}.";
                if (strand.ExpectedAt is { } at)
                    yield return $"The service expects to be there at {Plain.Moment(at, now)}.";
                break;
            case Stage.Visited:
                yield return $"{service} has seen the person.";
                break;
            default:
                yield return "A service is being found.";
                break;
        }
    }
}
