using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Finds what is wrong with a locality's clocks, and what no clock watches.</summary>
public static class CheckClockRules
{
    /// <summary>A text of 160 characters says what is to be done and up to 94 characters besides.</summary>
    private const int LongestName = 60;
    private const int MostMinutes = 366 * 24 * 60;
    private const int LongestPause = 14 * 24 * 60;

    /// <summary>What can start and stop a clock together; whether its length follows from the facts, so that it needs none.</summary>
    private static readonly Dictionary<(ClockStart From, ClockStop To), bool> Pairs = new()
    {
        [(ClockStart.Received, ClockStop.Completed)] = false,
        [(ClockStart.Received, ClockStop.Triaged)] = false,
        [(ClockStart.Wanted, ClockStop.Placed)] = false,
        [(ClockStart.HandedToHub, ClockStop.Placed)] = true,
        [(ClockStart.Offered, ClockStop.Answered)] = true,
        [(ClockStart.Received, ClockStop.Seen)] = false,
        [(ClockStart.Accepted, ClockStop.Seen)] = false,
        [(ClockStart.Seen, ClockStop.Reviewed)] = false,
        [(ClockStart.Seen, ClockStop.Closed)] = false,
    };

    /// <summary>Those of which every strand has one, or just one.</summary>
    private static readonly (ClockStart From, ClockStop To, bool JustOne, string What)[] Needed =
    [
        (ClockStart.Wanted, ClockStop.Placed, false, "how soon a service is found"),
        (ClockStart.HandedToHub, ClockStop.Placed, false, "how soon the hub decides"),
        (ClockStart.Offered, ClockStop.Answered, true, "that offers lapse"),
        (ClockStart.Received, ClockStop.Seen, false, "how soon the person is seen"),
        (ClockStart.Seen, ClockStop.Closed, true, "how long support lasts"),
    ];

    public static IEnumerable<string> Mistakes(ClocksFile file)
    {
        var own = file.Clocks.Index().SelectMany(c => OfClock(c.Item).Select(m => $"{LocalityFiles.Clocks}: clocks[{c.Index}] {c.Item.Id}: {m}")).ToList();
        var twice = file.Clocks.GroupBy(c => c.Id).Where(g => g.Skip(1).Any()).Select(g => $"{LocalityFiles.Clocks}: two clocks have the id {g.Key}");
        return [.. own, .. twice, .. own.Count == 0 ? Unwatched(file.ToRules()) : [], .. OfEscalation(file.Escalation).Select(m => $"{LocalityFiles.Clocks}: escalation: {m}")];
    }

    private static IEnumerable<string> OfClock(ClockFile clock)
    {
        if (clock.Id.Length == 0 || clock.Id.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            yield return "id: letters, digits and - only";
        if (clock.Name.Length is 0 or > LongestName || clock.Name.Any(c => c is < ' ' or > '~' or '[' or ']' or '{' or '}' or '\\' or '^' or '|' or '~' or '`'))
            yield return $"name: 1 to {LongestName} characters that a text message has room for, without brackets";
        if (!Pairs.TryGetValue((clock.From, clock.To), out var follows))
            yield return $"from, to: no clock can run from {Code.Of(clock.From)} to {Code.Of(clock.To)}; it can from {string.Join(", ", Pairs.Keys.Select(p => $"{Code.Of(p.From)} to {Code.Of(p.To)}"))}";
        else if (OfLength(clock, follows) is { } wrong)
            yield return $"length: {wrong}";
        if (clock.Warning is { } warning && !(warning is { MinutesBefore: >= 1 and <= MostMinutes, Percent: null } or { MinutesBefore: null, Percent: >= 1 and <= 99 }))
            yield return "warning: either minutesBefore, 1 or more, or percent, from 1 to 99";
        if (clock.Warning?.MinutesBefore is { } before && clock.Length?.Given().FirstOrDefault() is { Amount: > 0 and <= MostMinutes } length && before >= length.Elapsed.TotalMinutes)
            yield return "warning: minutesBefore: less than the clock runs, or it would warn at once";
        if (clock.To is ClockStop.Answered ? clock.AtBreach.Count > 0 : !clock.AtBreach.Any(t => t is Tell.Service or Tell.Hub))
            yield return clock.To is ClockStop.Answered ? "atBreach: leave it out: an offer that is not answered moves on by itself" : "atBreach: the service or the hub is told, or a breach is told to nobody";
        if (clock.Escalates && !clock.AtBreach.Contains(Tell.Hub))
            yield return "escalates: the hub is told at the breach, before the next of its people is";
        if (clock.Pauses.Any(p => p.AtMostMinutes is < 1 or > LongestPause))
            yield return "pauses: atMostMinutes: from 1 minute to 14 days";
    }

    private static string? OfLength(ClockFile clock, bool follows)
    {
        var given = clock.Length?.Given().ToList() ?? [];
        return follows ? given.Count == 0 ? null : "leave it out: it is what the service, or the hub, was given"
            : given.Count != 1 ? "one of minutes, hours, days, workingDays or serviceHours"
            : given[0] is { Amount: <= 0 or > MostMinutes } || given[0].Elapsed.TotalMinutes > MostMinutes ? "more than nothing, and at most 366 days"
            : given[0] is { Unit: LengthUnit.WorkingDays } days && days.Amount != decimal.Truncate(days.Amount) ? "working days are counted whole"
            : clock.To is ClockStop.Reviewed && given[0].Unit > LengthUnit.Days ? "a review is due so many minutes, hours or days before the support ends"
            : null;
    }

    /// <summary>What would be due with nobody told: a clock that nobody watches is a dead end with a number on it.</summary>
    private static IEnumerable<string> Unwatched(ClockRules rules)
    {
        if (rules.Rules.Count(r => r.To is ClockStop.Completed) != 1)
            yield return $"{LocalityFiles.Clocks}: one clock from received to completed says how soon what is missing is asked for";
        if (rules.Rules.All(r => r.To is not ClockStop.Triaged))
            yield return $"{LocalityFiles.Clocks}: a clock from received to triaged says how soon a referral is triaged";
        foreach (var (start, stop, justOne, what) in Needed)
        {
            var wrong = from pathway in Enum.GetValues<Pathway>()
                        from urgency in Enum.GetValues<Urgency>()
                        let count = rules.For(pathway, urgency, stop).Count(r => r.From == start)
                        where count == 0 || (justOne && count > 1)
                        select new { pathway, urgency, count };
            if (wrong.FirstOrDefault() is { } of)
                yield return $"{LocalityFiles.Clocks}: {(of.count == 0 ? "no clock says" : "more than one clock says")} {what} for {Plain.Of(of.pathway)}, {Plain.Of(of.urgency)} (from {Code.Of(start)} to {Code.Of(stop)})";
        }
    }

    private static IEnumerable<string> OfEscalation(EscalationFile escalation)
    {
        if (escalation.People.Any(p => p.Name.Length == 0 || !p.Phone.IsMobile))
            yield return "people: each has a name and a mobile number, as they are texted";
        if (escalation.RepeatMinutes is < 1 or > 24 * 60)
            yield return "repeatMinutes: from 1 minute to a day";
        if (escalation.Rounds is < 1 or > 10)
            yield return "rounds: from 1 to 10";
    }
}
