using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>What a text from a duty phone is answered: one segment each, numbers and times, and never anything about the person.</summary>
/// <param name="hub">Where the hub is rung, as it is read out.</param>
public sealed class ReplyAnswers(string hub)
{
    private const int MostNamed = 3;

    public string Help { get; } =
        $"Reply Y to accept. N and a number to decline: {string.Join(", ", DeclineKeys.All.Select(k => $"{k.Key} {Short(k.Reason)}"))}. ETA 40. VISITED. Hub: {hub}.";

    /// <summary>For whoever has no duty phone: it tells nothing, not even whether a reference exists.</summary>
    public string Stranger { get; } = $"This number is for health and care services. Telephone {hub}.";

    public string WrongReference { get; } = $"That is not a reference: it has 8 numbers, and one of yours is wrong. Check it, or telephone the hub on {hub}.";

    /// <summary>Something failed, perhaps after it was recorded. A text that is sent again with its reference is not doubled.</summary>
    public string NotSure { get; } = $"Your answer may not have been recorded. Send it again with the reference, or telephone the hub on {hub}.";

    /// <summary>Asks why it is declined; nothing is recorded before.</summary>
    public static string AskWhy(Reference? reference) =>
        $"Why? Reply N{After(reference)} and a number: {string.Join(", ", DeclineKeys.All.Select(k => $"{k.Key} {Short(k.Reason)}"))}.";

    public static string AskMinutes(Reference? reference) =>
        $"In how many minutes will you be there? Reply ETA and 1 to {ExpectVisit.Longest.TotalMinutes}, like ETA 40{After(reference)}.";

    /// <summary>Asks which referral is meant, where there are several; at most three are named.</summary>
    public static string Which(IReadOnlyList<Reference> references, ReplyText said)
    {
        var named = references.Take(MostNamed).Select(r => r.Spaced).ToList();
        var more = references.Count > MostNamed ? $" (and {references.Count - MostNamed} more)" : "";
        return $"Which? {string.Join(", ", named[..^1])} or {named[^1]}{more}. Reply {Typed(said)} and its number.";
    }

    /// <summary>That there is nothing that the word could be about.</summary>
    public string Nothing(ReplyWord word) => FindMeant.IsOfOffers(word)
        ? $"Nothing waits for an answer from this phone. If you expect something, telephone the hub on {hub}."
        : $"This phone has accepted nobody who is still to be seen. If you expect something, telephone the hub on {hub}.";

    /// <summary>What was recorded, now or before, and what comes next.</summary>
    /// <param name="strand">As it is after it.</param>
    public string Recorded(ReplyText said, Referral referral, Strand strand, IReadOnlySet<string> services, Locality town, DateTimeOffset now)
    {
        var number = referral.Reference.Spaced;
        var others = referral.Strands.Where(s => s.Number != strand.Number && s.Current is { } now && services.Contains(now.Service)).ToList();
        var hasMore = others.Exists(s => s.Stage is Stage.OnOffer);
        return said.Word switch
        {
            ReplyWord.Accept when strand.VisitedAt is not null => $"{number} was accepted and visited already. Nothing more to answer.",
            ReplyWord.Accept when hasMore => $"{number} accepted. See the person by {Time(ReferralClocks.SeeBy(strand, town), now)}. Another part of it is on offer: reply Y {number} again.",
            ReplyWord.Accept => $"{number} accepted. See the person by {Time(ReferralClocks.SeeBy(strand, town), now)}. When you know, reply ETA and minutes. Then VISITED.",
            ReplyWord.Decline => $"{number} declined, reason {said.Number}, {Short(DeclineKeys.Of(said.Number ?? 0) ?? DeclineReason.Other)}. It moves on: "
                + (hasMore ? $"another part of it is still on offer. Reply Y or N and a number with {number}." : others.Count > 0 ? "another part of it stays with you." : "nothing more to do."),
            ReplyWord.Eta => $"{number}: you are expected at {Time(strand.ExpectedAt ?? now, now)}. Reply VISITED when you have seen the person.",
            ReplyWord.Visited => $"{number}: seen at {Time(strand.VisitedAt ?? now, now)}. Sign in to agree goals, and to close it when it ends.",
            _ => Help,
        };
    }

    /// <summary>That the visit had been recorded before.</summary>
    public static string VisitedBefore(Reference reference, DateTimeOffset at, DateTimeOffset now) =>
        $"{reference.Spaced}: recorded already, seen at {Time(at, now)}. Sign in to agree goals, and to close it when it ends.";

    /// <summary>That this phone's service had declined it.</summary>
    public string DeclinedBefore(Reference reference, DateTimeOffset at, DateTimeOffset now) =>
        $"{reference.Spaced} was declined by your service at {Time(at, now)} and has moved on. If you can take it after all, telephone the hub on {hub}.";

    /// <summary>Why nothing was recorded, and what to do.</summary>
    public string Refused(Refusal refusal, Reference reference)
    {
        var number = reference.Spaced;
        return refusal switch
        {
            Refusal.Full => $"{number} not accepted: every place of the service is taken. It has moved on. If there is a place after all, telephone the hub on {hub}.",
            Refusal.OfferLapsed => $"{number} was not answered in time and has moved on. If you can still take it, telephone the hub on {hub}.",
            Refusal.AlreadyAccepted => $"{number} is accepted already. If the service cannot keep it, telephone the hub on {hub}.",
            Refusal.NotAccepted => $"{number} is not accepted yet. Reply Y {number} first.",
            Refusal.AlreadyVisited => $"{number}: the visit is recorded already. Sign in to see when.",
            Refusal.AlreadyClosed => $"{number} is closed: nothing more to do.",
            Refusal.Withdrawn => $"{number} was withdrawn: nothing more to do.",
            Refusal.Merged => $"{number} was a duplicate and has ended: nothing more to do under this number.",
            Refusal.NotOfferedToYou or Refusal.NotTriagedYet or Refusal.NoSuchStrand => $"{number} is not with this phone. Check the number, or telephone the hub on {hub}.",
            Refusal.WrongArrival => AskMinutes(reference),
            _ => $"{number}: that could not be recorded. Telephone the hub on {hub}.",
        };
    }

    private static string After(Reference? reference) => reference is null ? "" : $" {reference.Spaced}";

    private static string Typed(ReplyText said) => said.Word switch
    {
        ReplyWord.Accept => "Y",
        ReplyWord.Decline => $"N {said.Number}",
        ReplyWord.Eta => $"ETA {said.Number}",
        _ => "VISITED",
    };

    private static string Short(DeclineReason reason) => reason switch
    {
        DeclineReason.NoCapacity => "no capacity",
        DeclineReason.OutsideCatchment => "out of area",
        DeclineReason.NotEligible => "not eligible",
        DeclineReason.NeedsHospital => "hospital",
        DeclineReason.AlreadyKnown => "known",
        DeclineReason.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    private static string Time(DateTimeOffset at, DateTimeOffset now)
    {
        var (there, here) = (Plain.InLondon(at), Plain.InLondon(now));
        return there.ToString(there.Date == here.Date ? "HH:mm" : "HH:mm 'on' d MMM");
    }
}
