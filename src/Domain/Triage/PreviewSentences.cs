using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>A preview as people say it.</summary>
public static class PreviewSentences
{
    public static string Of(PreviewedStrand strand, Locality locality, DateTimeOffset now)
    {
        if (strand.Offer is { } offer)
        {
            var opens = strand.Closed.FirstOrDefault(c => c.Service.Id == offer.Service)?.Takes;
            return $"{NameOf(offer.Service, locality)} would be offered this now{(opens is { } at ? $", takes referrals from {Plain.Moment(at, now)}," : "")} "
                + $"and would come by {Plain.Moment(offer.Starts, now)}. If it has not answered by {Plain.Moment(offer.AnswerBy, now)}, the referral moves on.";
        }
        return strand.WithHub is { } hub
            ? $"{locality.Hub.Name} would {(hub.Because is HandedOverBecause.ClinicianDecides ? "decide what is needed" : "find a service by telephone")} "
                + $"by {Plain.Moment(hub.Due, now)}: {Plain.Of(hub.Because)}."
            : "Nothing would be done.";
    }

    /// <summary>Why the rules say so: those that decided the pathway or the urgency, or did something besides.</summary>
    public static IReadOnlyList<string> Why(Verdict verdict)
    {
        var pathway = verdict.Fired.FirstOrDefault(r => r.Then.Pathway is not null);
        var urgency = verdict.Fired.FirstOrDefault(r => r.Then.Urgency is not null);
        return [.. verdict.Fired.Where(r => r.Then.Accumulates || ReferenceEquals(r, pathway) || ReferenceEquals(r, urgency)).Select(r => r.Because).Distinct()];
    }

    public static string Of(PassedOver passed, Locality locality) => $"{NameOf(passed.Service, locality)}: {Plain.Of(passed)}.";

    public static string Of(ClosedNow closed, DateTimeOffset now) =>
        $"{closed.Service.Name} {(closed.Because is { } because ? $"is closed to new referrals ({Plain.Of(because)})" : closed.Openness is Openness.Closed ? "is closed now" : "takes no more referrals for now")}"
        + (closed.Takes is { } at ? $"; it next takes referrals at {Plain.Moment(at, now)}." : ", and does not say when it next takes referrals.");

    private static string NameOf(string service, Locality locality) => locality.Service(service)?.Name ?? service;
}
