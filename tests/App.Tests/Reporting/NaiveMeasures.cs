using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Tests.Reporting;

/// <summary>
/// The measures once more, worked out from the raw facts alone by code that shares nothing with the app's: what the app says is
/// compared with this.
/// </summary>
public sealed class NaiveMeasures(IReadOnlyDictionary<string, string> kinds, DateTimeOffset now)
{
    private readonly List<(string Measure, string? Of, Dictionary<string, string[]> Groups, bool? IsMet, decimal? Value)> cases = [];

    private sealed class S
    {
        public required int Number;
        public required string Pathway;
        public required Urgency Urgency;
        public required DateTimeOffset From;
        public required DateTimeOffset UrgencySince;
        public required DateTimeOffset Since;
        public string Stage = "time-finding";
        public string? Service;
        public string? Had;
        public int? Stay;
        public bool WantsCapacity;
        public DateTimeOffset? Seen;
        public DateTimeOffset? Ended;
        public DateTimeOffset? Extended;
        public GoalsAgreed? Agreed;
        public readonly Dictionary<string, int> Instruments = [];
        public Closed? Closed;
        public readonly List<(string Stage, string? Service, TimeSpan For)> Left = [];
        public readonly List<Declined> Declines = [];

        public void Go(string stage, DateTimeOffset at, string? service = null)
        {
            Left.Add((Stage, Service, at - Since));
            (Stage, Since, Service) = (stage, at, service);
        }
    }

    public void Add(IReadOnlyList<Recorded> facts)
    {
        if (facts.Any(f => f.Fact is Merged))
            return;
        var submitted = (Submitted)facts[0].Fact;
        var received = facts[0].Happened;
        var strands = new List<S>();
        var unmet = new List<(string Pathway, string? Service)>();
        var isWithdrawn = false;
        foreach (var (fact, at) in facts.Select(f => (f.Fact, f.Happened)))
        {
            var s = fact is StrandFact of ? strands.Find(x => x.Number == of.Strand) : null;
            switch (fact)
            {
                case Triaged t: strands.AddRange(t.Strands.Select(w => New(w.Strand, w.Pathway, w.Urgency, received, at))); break;
                case AdditionTriaged t: strands.AddRange(t.Strands.Select(w => New(w.Strand, w.Pathway, w.Urgency, facts[t.Addition - 1].Fact is AddedTo ? facts[t.Addition - 1].Happened : at, at))); break;
                case StrandAdded a: strands.Add(New(a.Strand, a.Pathway, a.Urgency, at, at)); break;
                case Offered o: s!.Go("time-on-offer", at, o.Service); s.Stay = o.LongestStayDays; break;
                case HandedToHub h:
                    s!.Go("time-with-hub", at);
                    if (h.Because is HandedOverBecause.NoCapacity && !s.WantsCapacity)
                        unmet.Add((s.Pathway, null));
                    break;
                case Accepted a: s!.Go("time-to-be-seen", at, a.Service); break;
                case Lapsed: s!.Go("time-finding", at); break;
                case Declined d:
                    s!.Go("time-finding", at);
                    s.Declines.Add(d);
                    if (d.Reason is DeclineReason.NoCapacity)
                    {
                        s.WantsCapacity = true;
                        unmet.Add((s.Pathway, d.Service));
                    }
                    break;
                case Visited: (s!.Seen, _) = (at, 0); s.Go("time-supported", at, s.Service); break;
                case GoalsAgreed g:
                    s!.Agreed = g;
                    foreach (var i in g.Instruments ?? [])
                        s.Instruments.TryAdd(i.Instrument, i.Score);
                    break;
                case SupportExtended e: s!.Extended = e.Until; break;
                case Closed c:
                    s!.Had = s.Stage is "time-to-be-seen" or "time-supported" ? s.Service : null;
                    s.Go("closed", at);
                    (s.Closed, s.Ended) = (c, at);
                    break;
                case Withdrawn:
                    isWithdrawn = true;
                    foreach (var open in strands.Where(x => x.Ended is null))
                    {
                        open.Had = open.Stage is "time-to-be-seen" or "time-supported" ? open.Service : null;
                        open.Go("withdrawn", at);
                        open.Ended = at;
                    }
                    break;
                case OfferTakenBack or Overridden: throw new InvalidOperationException("The town of the test has none of these.");
                default: break;
            }
        }

        string? Has(S s) => s.Ended is not null ? s.Had : s.Stage is "time-to-be-seen" or "time-supported" ? s.Service : null;

        Dictionary<string, string[]> In(string[] pathways, string[] services) => new()
        {
            ["all"] = ["all"], ["day"] = [Plain.InLondon(received).ToString("yyyy-MM-dd")], ["referrer"] = [kinds[facts[0].By.Organisation!.Text]],
            ["practice"] = [submitted.Need.Practice?.Text ?? "none"], ["pathway"] = pathways, ["service"] = services,
        };

        void Of(S s, string measure, bool? isMet = null, decimal? value = null, string? of = null) => cases.Add((measure, of, In([s.Pathway], [Has(s) ?? "none"]), isMet, value));

        void At(string pathway, string? service, string measure, decimal? value = null, string? of = null) => cases.Add((measure, of, In([pathway], [service ?? "none"]), null, value));

        var whole = strands.Count == 0 ? In(["none"], ["none"]) : In([.. strands.Select(s => s.Pathway).Distinct()], [.. strands.Select(s => Has(s) ?? "none").Distinct()]);
        cases.Add(("referrals-received", null, whole, null, null));
        cases.Add(("withdrawn", null, whole, isWithdrawn, null));
        unmet.ForEach(u => At(u.Pathway, u.Service, "unmet-need"));
        foreach (var s in strands)
        {
            foreach (var (name, urgency, limit) in new[] { ("two-hours", Urgency.TwoHours, TimeSpan.FromMinutes(120)), ("two-days", Urgency.TwoDays, TimeSpan.FromHours(48)) })
            {
                foreach (var (end, start) in new[] { ("from-received", s.From), ("from-triaged", s.UrgencySince) })
                {
                    if (s.Urgency == urgency && s.Seen is { } seenAt)
                        Of(s, $"{name}-{end}", seenAt - start <= limit);
                    else if (s.Urgency == urgency && (s.Ended ?? now) > start + limit)
                        Of(s, $"{name}-{end}", false);
                }
            }
            if (s.Ended is not null)
                Of(s, "ended-unseen", s.Seen is null);
            foreach (var (stage, service, length) in s.Left)
                At(s.Pathway, service, stage, WholeMinutes(length));
            s.Declines.ForEach(d => At(s.Pathway, d.Service, "declines", of: Code.Of(d.Reason)));
            if (s.Closed is { } closed)
                Closing(s, closed, (m, isMet, value, of) => Of(s, m, isMet, value, of));
            if (s.Seen is not { } seen)
                continue;
            Of(s, "response-minutes", value: WholeMinutes(seen - s.From), of: Code.Of(s.Urgency));
            if (s.Ended is { } ended)
                Of(s, "episode-days", value: (Plain.InLondon(ended).Date - Plain.InLondon(seen).Date).Days);
            var until = seen.AddDays(Math.Min(s.Stay ?? 42, 42));
            Of(s, "over-running", (s.Ended ?? now) > until);
            Of(s, "over-running-extension", (s.Ended ?? now) > (s.Extended ?? until));
        }
        foreach (var late in facts.Select(f => f.Fact).OfType<BreachExplained>().GroupBy(e => $"{e.Clock.Rule} {e.Clock.Strand} {e.Clock.Since:O}"))
        {
            if (strands.Find(x => x.Number == late.Last().Clock.Strand) is { } s)
                Of(s, "late-reasons", of: Code.Of(late.Last().Because));
            else
                cases.Add(("late-reasons", Code.Of(late.Last().Because), whole, null, null));
        }
        AtHome(facts, strands, isWithdrawn, (s, isMet) => Of(s, "at-home-91-days", isMet));
    }

    /// <summary>Every line as text, for one way of grouping.</summary>
    public IReadOnlyList<string> Lines(string by)
    {
        var lines = new List<string>();
        foreach (var group in cases.SelectMany(c => c.Groups[by].Select(g => (Group: g, Case: c))).GroupBy(c => (c.Case.Measure, c.Group)))
        {
            var (name, all) = (group.Key.Measure, group.Select(c => c.Case).ToList());
            if (name is "referrals-received" or "unmet-need")
                lines.Add(Line(name, group.Key.Group, all.Count, null, null, null, null));
            else if (all[0].Value is null && all[0].Of is null)
                lines.Add(Line(name, group.Key.Group, all.Count(c => c.IsMet!.Value), all.Count, null, null, null));
            else if (all[0].Value is null)
                lines.AddRange(all.GroupBy(c => c.Of).Select(k => Line($"{name}:{k.Key}", group.Key.Group, k.Count(), all.Count, null, null, null)));
            else
            {
                foreach (var kind in all.GroupBy(c => c.Of))
                {
                    var values = kind.Select(c => c.Value!.Value).Order().ToArray();
                    lines.Add(Line(
                        kind.Key is null ? name : $"{name}:{kind.Key}", group.Key.Group, kind.First().IsMet is null ? null : kind.Count(c => c.IsMet!.Value), values.Length,
                        values.First(v => values.Count(w => w <= v) >= 0.5m * values.Length), values.First(v => values.Count(w => w <= v) >= 0.9m * values.Length), Math.Round(values.Average(), 2)));
                }
            }
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    public static string Line(string measure, string group, decimal? above, decimal? below, decimal? median, decimal? p90, decimal? mean)
    {
        var percent = above is { } a && below is { } b ? Math.Round(100 * a / b, 1) : (decimal?)null;
        return $"{measure} | {group} | {above:0.##} | {below:0.##} | {percent:0.##} | {median:0.##} | {p90:0.##} | {mean:0.##}";
    }

    private static void Closing(S s, Closed closed, Action<string, bool?, decimal?, string?> of)
    {
        of("outcomes", null, null, Code.Of(closed.Outcome));
        if (closed.AdmissionAvoided is { } avoided)
            of("admission-avoided", avoided, null, null);
        if (s.Seen is not null)
            of("admission-not-said", closed.AdmissionAvoided is null, null, null);
        if (closed.HoursBefore is { } before && closed.HoursAfter is { } after)
            of("hours-saved", before - after > 0, before - after, null);
        var changes = new List<decimal>();
        for (var i = 0; i < (closed.Scores?.Count ?? 0); i++)
        {
            if (s.Agreed!.Goals[i].Score is { } start && closed.Scores![i] is { } end)
                changes.Add(end - start);
        }
        if (changes.Count > 0)
            of("goal-change", changes.Average() > 0, changes.Average(), null);
        foreach (var score in closed.Instruments ?? [])
        {
            if (s.Instruments.TryGetValue(score.Instrument, out var start))
                of("instrument-change", score.Instrument == YearOfASmallTown.LowIsGood ? score.Score < start : score.Score > start, score.Score - start, score.Instrument);
        }
    }

    private void AtHome(IReadOnlyList<Recorded> facts, List<S> strands, bool isWithdrawn, Action<S, bool> count)
    {
        var seen = strands.Where(s => s.Seen is not null).ToList();
        var supported = seen.Where(s => s.Closed?.Outcome is not Outcome.MovedAway).ToList();
        if (isWithdrawn || strands.Count == 0 || strands.Exists(s => s.Ended is null) || supported.Count == 0 || facts.Any(f => f.Fact is FollowedUp { Result: FollowUpResult.Objected }))
            return;
        var last = supported.MaxBy(s => s.Ended)!;
        if (facts.Select(f => f.Fact).OfType<FollowedUp>().FirstOrDefault(f => f.FollowUp == "91-days") is { } answered)
        {
            count(strands.Single(s => s.Number == answered.Strand), answered.Result is FollowUpResult.AtHome);
            return;
        }
        var opened = facts.Select(f => f.Fact).OfType<FollowUpOpened>().FirstOrDefault(f => f.FollowUp == "91-days");
        var day = seen.Min(s => s.Seen!.Value).AddDays(91);
        var due = opened?.Due ?? (day < last.Ended ? last.Ended.Value : day);
        var hasDied = strands.Exists(s => s.Closed?.Outcome is Outcome.Died) || facts.Any(f => f.Fact is FollowedUp { Result: FollowUpResult.Died });
        if (now >= due.AddDays(hasDied ? 0 : 14))
            count(opened is null ? last : strands.Single(s => s.Number == opened.Strand), false);
    }

    private static S New(int number, Pathway pathway, Urgency urgency, DateTimeOffset from, DateTimeOffset at) =>
        new() { Number = number, Pathway = Code.Of(pathway), Urgency = urgency, From = from, UrgencySince = at, Since = at };

    private static decimal WholeMinutes(TimeSpan length) => length <= TimeSpan.Zero ? 0 : (length.Ticks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
}
