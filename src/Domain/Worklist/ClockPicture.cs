using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>Something that happened to a strand, as a mark above its clock.</summary>
/// <param name="X">How far along the picture, in percent of its width.</param>
/// <param name="Lane">0 next to the bar; higher where marks would cover each other.</param>
public sealed record ClockMark(string Label, DateTimeOffset At, double X, int Lane);

/// <summary>
/// The clock of one strand as a picture: a bar from when it started to when the person is to be seen, filled as far as time has
/// passed, with a mark for each thing that happened. All places are in percent of the width, so that it fits any screen.
/// </summary>
/// <param name="Due">Where the person is to be seen by.</param>
/// <param name="Until">How far the clock has run: to now, to the visit, or to the end.</param>
/// <param name="Runs">It runs still.</param>
/// <param name="Sentence">What the picture shows, in words.</param>
public sealed record ClockPicture(
    IReadOnlyList<ClockMark> Marks, double Due, double Until, bool Runs, DateTimeOffset SeeBy, DateTimeOffset UntilAt, string Sentence)
{
    public const double Left = 4;
    public const double Right = 96;

    /// <summary>Marks that are nearer than this, in percent of the width, would touch on the narrowest phone.</summary>
    public const double Apart = 7;

    public bool IsLate => Until > Due;

    public int Lanes => Marks.Max(m => m.Lane) + 1;

    public static ClockPicture Of(Referral referral, Strand strand, IReadOnlyList<Recorded> facts, Locality town, DateTimeOffset now)
    {
        var seeBy = ReferralClocks.SeeBy(strand, town);
        var ended = facts.LastOrDefault(f => f.Fact is Withdrawn or Merged || f.Fact is Closed closed && closed.Strand == strand.Number)?.Happened;
        var isOver = !referral.IsOpen || !strand.IsOpen;
        var until = strand.VisitedAt ?? (isOver ? ended ?? now : now);
        var last = new[] { seeBy, until }.Max();
        var span = Math.Max((last - strand.ClockFrom).TotalSeconds, 1);
        var marks = new List<ClockMark>();
        foreach (var (label, at) in Happened(strand, facts).Where(m => m.At <= last).OrderBy(m => m.At))
            marks.Add(new(label, at, X(at), FreeLane(marks, X(at))));
        return new(marks, X(seeBy), X(until), strand.VisitedAt is null && !isOver, seeBy, until, Told(strand, seeBy, isOver, now));

        double X(DateTimeOffset at) => Left + (Right - Left) * Math.Clamp((at - strand.ClockFrom).TotalSeconds / span, 0, 1);
    }

    private static IEnumerable<(string Label, DateTimeOffset At)> Happened(Strand strand, IReadOnlyList<Recorded> facts)
    {
        yield return (strand.Number == 1 ? "Received" : "Asked for", strand.ClockFrom);
        if (facts.FirstOrDefault(f => f.Fact is Triaged t && t.Strands.Any(s => s.Strand == strand.Number)
            || f.Fact is AdditionTriaged a && a.Strands.Any(s => s.Strand == strand.Number)) is { } triaged)
        {
            yield return ("Triaged", triaged.Happened);
        }
        if (strand.Offers is [.., var offer])
            yield return ("Offered", offer.OfferedAt);
        if (strand.Stage is Stage.WithHub && facts.LastOrDefault(f => f.Fact is HandedToHub h && h.Strand == strand.Number) is { } handed)
            yield return ("With the hub", handed.Happened);
        if (strand.AcceptedAt is { } accepted && accepted >= strand.Offers[^1].OfferedAt)
            yield return ("Accepted", accepted);
        if (strand.VisitedAt is { } visited)
            yield return ("Seen", visited);
    }

    private static int FreeLane(List<ClockMark> marks, double x)
    {
        var lane = 0;
        while (marks.Exists(m => m.Lane == lane && Math.Abs(m.X - x) < Apart))
            lane++;
        return lane;
    }

    private static string Told(Strand strand, DateTimeOffset seeBy, bool isOver, DateTimeOffset now) => strand.VisitedAt switch
    {
        { } seen when seen <= seeBy => $"The person was seen {Plain.Length(seeBy - seen)} before the time was up.",
        { } seen => $"The person was seen {Plain.Length(seen - seeBy)} late.",
        null when isOver => "It ended before anybody had seen the person.",
        null => $"The person is to be seen {Plain.Time(seeBy, now, isDue: true)}.",
    };
}
