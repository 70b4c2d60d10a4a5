using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>One line of a list: what can be said in clear of a referral, or of one strand of it, that is open.</summary>
/// <param name="Strand">The strand, in a provider's worklist; null where the line stands for the whole referral.</param>
/// <param name="IsEmergency">The referrer was told to call 999.</param>
/// <param name="HasMatches">On the hub's board: others may be of the same person, and nobody has decided yet.</param>
/// <param name="Flags">What it is marked with, as codes.</param>
/// <param name="Offer">The number of the fact that made the offer in force.</param>
/// <param name="SeenAt">When the person was first seen, in UTC: where the weeks of support start.</param>
/// <param name="Attempts">Null where nobody has gone in vain, or the person was seen since.</param>
/// <param name="ReviewedAt">When the support was last looked at, in UTC.</param>
/// <param name="Goals">How many goals are agreed; null before.</param>
/// <param name="HasQuestion">A question waits for an answer: on the hub's board any, elsewhere one that was asked of them.</param>
public sealed record Line(
    Reference Reference, int? Strand, Reason Reason, Pathway? Pathway, Urgency? Urgency, Stage? Stage, string District, string AgeBand,
    string? Practice, string Referrer, DateTimeOffset Received, string Owner, Todo Todo, DateTimeOffset Due, bool IsEmergency = false,
    bool HasMatches = false, IReadOnlyList<string>? Flags = null, int? Offer = null, DateTimeOffset? SeenAt = null, Attempts? Attempts = null,
    DateTimeOffset? ReviewedAt = null, int? Goals = null, bool HasQuestion = false);

/// <summary>Somebody went and did not see the person, so many times, the last of them then and therefore.</summary>
public sealed record Attempts(int Times, DateTimeOffset Last, NoAccess Reason);

/// <summary>
/// The lists: the hub's board, an organisation's referrals, a provider's worklist. Each is a partition that holds what is open
/// and nothing else, so that a page is one round trip however long the history.
/// </summary>
public sealed class Lists(ITables tables)
{
    public const string Table = "lists";
    public const string Hub = "hub";

    public static string Of(OdsCode referrer) => $"organisation-{referrer.Text}";

    public static string Worklist(OdsCode provider) => $"provider-{provider.Text}";

    /// <summary>The lines of a list, the one due soonest first.</summary>
    public async Task<IReadOnlyList<Line>> Read(string list, CancellationToken cancel)
    {
        var lines = new List<Line>();
        string? from = null;
        while (true)
        {
            var rows = await tables.Range(Table, list, from, cancel: cancel);
            lines.AddRange(rows.Select(LineIn));
            if (rows.Count < StorageLimits.PageRows)
                return SoonestFirst(lines);
            from = rows[^1].Key + "!";
        }
    }

    /// <summary>Those of a list's lines that stand under some keys, the one due soonest first.</summary>
    public async Task<IReadOnlyList<Line>> Read(string list, IEnumerable<string> keys, CancellationToken cancel)
    {
        var rows = await Task.WhenAll(keys.Select(key => tables.Get(Table, list, key, cancel)));
        return SoonestFirst(rows.OfType<Row>().Select(LineIn));
    }

    /// <summary>Every place where a referral may stand in a list, with the line that belongs there now, or null for none.</summary>
    public static IEnumerable<(string List, string Key, Line? Line)> Places(Referral referral)
    {
        var soonest = NextActions.Of(referral);
        var whole = soonest is null ? null : LineOf(referral, SoonestStrand(referral, soonest), soonest) with { Strand = null };
        yield return (Hub, referral.Reference.Text, whole is null ? null : whole with { HasMatches = !referral.Matches.IsEmpty, HasQuestion = referral.Questions.Any() });
        foreach (var referrer in referral.Referrers)
            yield return (Of(referrer), referral.Reference.Text, whole is null ? null : whole with { HasQuestion = referral.Questions.Any(q => !referral.IsReferredBy(q.By)) });
        foreach (var strand in referral.Strands)
        {
            var action = NextActions.Of(referral, strand);
            foreach (var provider in strand.Offers.Select(o => o.Provider).Distinct())
            {
                var isTheirs = action?.Provider == provider;
                yield return (Worklist(provider), $"{referral.Reference.Text}-{strand.Number}", isTheirs ? LineOf(referral, strand, action!) with { HasQuestion = referral.Questions.Any(q => referral.IsReferredBy(q.By)) } : null);
            }
        }
    }

    public static Write WriteOf(string key, Line line) =>
        Write.Upsert(key, new Dictionary<string, string> { ["line"] = System.Text.Json.JsonSerializer.Serialize(line, Json.Options) });

    private static Line LineIn(Row row) => System.Text.Json.JsonSerializer.Deserialize<Line>(row["line"]!, Json.Options)!;

    private static IReadOnlyList<Line> SoonestFirst(IEnumerable<Line> lines) =>
        [.. lines.OrderBy(l => l.Due).ThenBy(l => l.Reference.Text, StringComparer.Ordinal)];

    private static Strand? SoonestStrand(Referral referral, NextAction soonest) =>
        referral.Strands.FirstOrDefault(s => NextActions.Of(referral, s) == soonest);

    private static Line LineOf(Referral referral, Strand? strand, NextAction action)
    {
        var (person, need, marks) = (referral.Details.Person, referral.Details.Need, referral.Marks);
        return new Line(
            referral.Reference, strand?.Number, need.Reason, strand?.Pathway, strand?.Urgency, strand?.Stage, referral.Missing.Contains("postcode") ? "area not known" : person.Postcode.District,
            person.AgeBandOn(DateOnly.FromDateTime(referral.Received.UtcDateTime)), need.Practice?.Text, referral.Referrer.Text,
            referral.Received, action.Owner, action.Todo, action.Due, referral.IsEmergency, Flags: marks.Count == 0 ? null : marks,
            Offer: strand?.Current?.FactNumber, SeenAt: strand?.VisitedAt, Attempts: AttemptsOf(strand), ReviewedAt: strand?.Reviewed?.At, Goals: strand?.Agreed?.Goals.Count);
    }

    private static Attempts? AttemptsOf(Strand? strand) => strand is { Stage: Stage.Accepted, Attempts: { IsEmpty: false } all } && all.MaxBy(a => a.At) is { } last
        ? new(all.Count, last.At, last.Reason) : null;
}
