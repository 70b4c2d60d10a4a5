using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Messages;
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
/// <param name="Since">When the time of the next action began; null on a line that an earlier version wrote.</param>
/// <param name="OwnedBy">The id of who at the hub owns the referral; null for the team.</param>
/// <param name="Others">Further strands that are open, the one due soonest first; null where there are none.</param>
/// <param name="SupportUntil">By when the support must end, in UTC; null before the person was seen.</param>
/// <param name="SeeBy">By when somebody is to be seen who has not been, the soonest of all strands that are open; null for nobody.</param>
/// <param name="FollowUp">The id of the follow-up that the line asks for; null on every other line.</param>
/// <param name="Service">The id of the service that has it on offer or has accepted it.</param>
/// <param name="ExpectedAt">When the service said that it comes, in UTC; null where it has not, and after the visit.</param>
/// <param name="HasQuestion">A question waits for an answer of those whose list it is.</param>
public sealed record Line(
    Reference Reference, int? Strand, Reason Reason, Pathway? Pathway, Urgency? Urgency, Stage? Stage, string District, string AgeBand,
    string? Practice, string Referrer, DateTimeOffset Received, string Owner, Todo Todo, DateTimeOffset Due, bool IsEmergency = false,
    bool HasMatches = false, IReadOnlyList<string>? Flags = null, int? Offer = null, DateTimeOffset? SeenAt = null, Attempts? Attempts = null,
    DateTimeOffset? ReviewedAt = null, int? Goals = null, bool HasQuestion = false, DateTimeOffset? Since = null, string? OwnedBy = null,
    string? OwnedByName = null, IReadOnlyList<OpenStrand>? Others = null, DateTimeOffset? SupportUntil = null, string? FollowUp = null,
    DateTimeOffset? SeeBy = null, string? Service = null, DateTimeOffset? ExpectedAt = null)
{
    public Pressure PressureAt(DateTimeOffset now) => Pressing.Of(Since ?? Received, Due, SeeBy, now);
}

/// <summary>Somebody went and did not see the person, so many times, the last of them then and therefore.</summary>
public sealed record Attempts(int Times, DateTimeOffset Last, NoAccess Reason);

/// <summary>What a strand waits for; before triage, what the referral waits for.</summary>
/// <param name="Since">When the time that it has began.</param>
public sealed record OpenStrand(
    int? Strand, Pathway? Pathway, Urgency? Urgency, Stage? Stage, string Owner, Todo Todo, DateTimeOffset Due, DateTimeOffset Since);

/// <summary>
/// The lists: the hub's board, an organisation's referrals, a provider's worklist. Each is a partition that holds what is open
/// and nothing else, so that a page is one round trip however long the history.
/// </summary>
public sealed class Lists(ITables tables, DeploymentKey key)
{
    public const string Table = "lists";
    public const string Hub = "hub";
    private const string Content = "line";

    /// <summary>The name of the owner at the hub, which like every name stands apart from what is in clear.</summary>
    private const string Person = "person";

    /// <summary>Keyed hashes of the words of the person's name.</summary>
    private const string Names = "names";

    /// <summary>Half of a keyed hash tells the few hundred names on a board apart, and says less of them.</summary>
    private const int HashLength = 16;

    public static string Of(OdsCode referrer) => $"organisation-{referrer.Text}";

    public static string Worklist(OdsCode provider) => $"provider-{provider.Text}";

    /// <summary>The lines of a list, the one due soonest first. One that cannot be read is left out; <see cref="DeadEnds"/> lists it.</summary>
    public async Task<IReadOnlyList<Line>> Read(string list, CancellationToken cancel) => LinesOf(await Rows(list, cancel));

    /// <summary>The open referrals of people whose names have all of some words.</summary>
    public async Task<IReadOnlyList<Line>> Find(IReadOnlyList<string> words, CancellationToken cancel)
    {
        var hashes = words.Select(HashOf).ToList();
        return LinesOf((await Rows(Hub, cancel)).Where(row => row[Names]?.Split(' ') is { } names && hashes.TrueForAll(names.Contains)));
    }

    /// <summary>The rows of a list as they are stored.</summary>
    public async Task<IReadOnlyList<Row>> Rows(string list, CancellationToken cancel)
    {
        var all = new List<Row>();
        string? from = null;
        while (true)
        {
            var rows = await tables.Range(Table, list, from, cancel: cancel);
            all.AddRange(rows);
            if (rows.Count < StorageLimits.PageRows)
                return all;
            from = rows[^1].Key + "!";
        }
    }

    /// <summary>The lines in some rows, the one due soonest first.</summary>
    public static IReadOnlyList<Line> LinesOf(IEnumerable<Row> rows) =>
        [.. rows.Select(LineIn).OfType<Line>().OrderBy(l => l.Due).ThenBy(l => l.Reference.Text, StringComparer.Ordinal)];

    /// <summary>Those of a list's lines that stand under some keys, the one due soonest first.</summary>
    public async Task<IReadOnlyList<Line>> Read(string list, IEnumerable<string> keys, CancellationToken cancel)
    {
        var rows = await Task.WhenAll(keys.Select(k => tables.Get(Table, list, k, cancel)));
        return LinesOf(rows.OfType<Row>());
    }

    /// <summary>Every place where a referral may stand in a list, with the line that belongs there now, or null for none.</summary>
    public static IEnumerable<(string List, string Key, Line? Line)> Places(Referral referral, Locality town)
    {
        var soonest = NextActions.Of(referral, town);
        var whole = soonest is null ? null : LineOf(referral, SoonestStrand(referral, soonest, town), soonest, town) with { Strand = null, Others = Others(referral, soonest, town) };
        yield return (Hub, referral.Reference.Text, whole is null ? null : whole with { HasMatches = !referral.Matches.IsEmpty, HasQuestion = Sides.Asked(referral, Side.Hub) > 0 });
        foreach (var referrer in referral.Referrers)
            yield return (Of(referrer), referral.Reference.Text, whole is null ? null : whole with { HasQuestion = Sides.Asked(referral, Side.Referrer) > 0 });
        foreach (var strand in referral.Strands)
        {
            var action = NextActions.Of(referral, strand, town);
            foreach (var provider in strand.Offers.Select(o => o.Provider).Distinct())
            {
                var isTheirs = action?.Provider == provider;
                yield return (Worklist(provider), $"{referral.Reference.Text}-{strand.Number}", isTheirs ? LineOf(referral, strand, action!, town) with { HasQuestion = Sides.Asked(referral, Side.Service) > 0 } : null);
            }
        }
        var open = FollowUps.Open(referral).ToList();
        foreach (var asked in referral.FollowUps)
        {
            var action = NextActions.Of(referral, asked);
            yield return (Worklist(action.Provider!), $"{referral.Reference.Text}-{asked.Strand}-{asked.FollowUp}",
                open.Contains(asked) ? LineOf(referral, referral.Strand(asked.Strand), action, town) with { FollowUp = asked.FollowUp } : null);
        }
    }

    /// <summary>The row of a place: its line, and on the board what the name is found by.</summary>
    public Write WriteOf((string List, string Key, Line? Line) place, Referral referral)
    {
        if (place.Line is not { } line)
            return Write.Delete(place.Key);
        var texts = new Dictionary<string, string> { [Content] = System.Text.Json.JsonSerializer.Serialize(line with { OwnedByName = null }, Json.Options) };
        if (line.OwnedByName is not null)
            texts[Person] = line.OwnedByName;
        if (place.List == Hub)
            texts[Names] = string.Join(' ', NameWords.Of(referral.Details.Person.Name).Select(HashOf));
        return Write.Upsert(place.Key, texts);
    }

    private string HashOf(string word) => key.Hash("name-word", word)[..HashLength];

    private static Line? LineIn(Row row)
    {
        try
        {
            var line = System.Text.Json.JsonSerializer.Deserialize<Line>(row[Content] ?? "null", Json.Options);
            return line is { Reference: not null, Owner: not null } ? line with { OwnedByName = row[Person] } : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static Strand? SoonestStrand(Referral referral, NextAction soonest, Locality town) =>
        referral.Strands.FirstOrDefault(s => NextActions.Of(referral, s, town) == soonest);

    private static IReadOnlyList<OpenStrand>? Others(Referral referral, NextAction soonest, Locality town)
    {
        var first = SoonestStrand(referral, soonest, town);
        var others = referral.Strands.Where(s => s != first).Select(s => (Strand: s, Action: NextActions.Of(referral, s, town))).Where(o => o.Action is not null)
            .Select(o => new OpenStrand(
                o.Strand.Number, o.Strand.Pathway, o.Strand.Urgency, o.Strand.Stage, o.Action!.Owner, o.Action.Todo, o.Action.Due, Pressing.Since(referral, o.Strand)))
            .OrderBy(o => o.Due).ToList();
        return others.Count == 0 ? null : others;
    }

    private static Line LineOf(Referral referral, Strand? strand, NextAction action, Locality town)
    {
        var (person, need) = (referral.Details.Person, referral.Details.Need);
        List<string> marks = [.. ClockMarks.Of(referral, town), .. referral.Marks];
        return new Line(
            referral.Reference, strand?.Number, need.Reason, strand?.Pathway, strand?.Urgency, strand?.Stage, referral.Missing.Contains("postcode") ? "area not known" : person.Postcode.District,
            person.AgeBandOn(DateOnly.FromDateTime(referral.Received.UtcDateTime)), need.Practice?.Text, referral.Referrer.Text,
            referral.Received, action.Owner, action.Todo, action.Due, referral.IsEmergency, Flags: marks.Count == 0 ? null : marks,
            Offer: strand?.Current?.FactNumber, SeenAt: strand?.VisitedAt, Attempts: AttemptsOf(strand), ReviewedAt: strand?.Reviewed?.At, Goals: strand?.Agreed?.Goals.Count,
            Since: strand is null ? referral.Received : Pressing.Since(referral, strand), OwnedBy: referral.HubOwner?.Id, OwnedByName: referral.HubOwner?.Name,
            SupportUntil: strand is null ? null : ReferralClocks.SupportUntil(strand, town), SeeBy: ReferralClocks.UnseenBy(referral, town),
            Service: strand?.Current?.Service, ExpectedAt: strand?.Stage is Stage.Accepted ? strand.ExpectedAt : null);
    }

    private static Attempts? AttemptsOf(Strand? strand) => strand is { Stage: Stage.Accepted, Attempts: { IsEmpty: false } all } && all.MaxBy(a => a.At) is { } last
        ? new(all.Count, last.At, last.Reason) : null;
}
