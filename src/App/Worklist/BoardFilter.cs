using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>Something on the board: a referral, with what it waits for that is to be shown.</summary>
/// <param name="Action">The soonest of its actions that the filter asks for.</param>
/// <param name="Others">Whatever else of it is open.</param>
public sealed record BoardRow(Line Line, OpenStrand Action, IReadOnlyList<OpenStrand> Others)
{
    /// <summary>999 was advised, and no service has it in hand yet.</summary>
    public bool IsEmergency => Line.IsEmergency && Others.Append(Action).All(o => o.Todo is not (Todo.Visit or Todo.Review or Todo.Close));

    public Pressure PressureAt(DateTimeOffset now) => Pressing.Of(Action.Since, Action.Due, Line.SeeBy, now);
}

/// <summary>What of the board is asked for; it holds nothing personal, so that it may stand in an address.</summary>
/// <param name="Owner"><see cref="Me"/>, <see cref="Team"/>, or null for anybody's.</param>
/// <param name="With">The id of a service, or <see cref="NextActions.Hub"/>.</param>
/// <param name="Marked">What it is marked with, as a code.</param>
public sealed record BoardFilter(string? Owner, Pathway? Pathway, string? With, Todo? Waiting, string? Marked = null)
{
    public const string Me = "me";
    public const string Team = "team";

    public bool IsEmpty => this is { Owner: null, Pathway: null, With: null, Waiting: null, Marked: null };

    /// <summary>What an address asks for; a part of it that means nothing is left out.</summary>
    public static BoardFilter Of(IQueryCollection query) => new(
        query["owner"].ToString() is Me or Team ? query["owner"].ToString() : null,
        Code.TryRead(query["pathway"], out Pathway pathway) ? pathway : null,
        query["with"].ToString() is { Length: > 0 } with ? with : null,
        Code.TryRead(query["waiting"], out Todo waiting) ? waiting : null,
        query["marked"].ToString() is { Length: > 0 } marked ? marked : null);

    /// <summary>The filter as fields of its form.</summary>
    public Dictionary<string, string?> Fields => new()
    {
        ["owner"] = Owner, ["pathway"] = Pathway is { } p ? Code.Of(p) : null, ["with"] = With, ["waiting"] = Waiting is { } w ? Code.Of(w) : null,
        ["marked"] = Marked,
    };

    /// <summary>The filter as it stands in an address, after the question mark.</summary>
    public string Query => string.Join('&', Fields.Where(f => f.Value is not null).Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value!)}"));

    /// <summary>The rows that it lets through: where 999 was advised and nobody has it in hand first, then what is due soonest.</summary>
    public IReadOnlyList<BoardRow> Rows(IEnumerable<Line> lines, string me) =>
    [
        .. lines.Where(l => Marked is null || l.Flags?.Contains(Marked) is true).Where(l => Owner switch { Me => l.OwnedBy == me, Team => l.OwnedBy is null, _ => true }).Select(Row).OfType<BoardRow>()
            .OrderBy(r => r.IsEmergency ? 0 : 1).ThenBy(r => r.Line.SeeBy < r.Action.Due ? r.Line.SeeBy : r.Action.Due).ThenBy(r => r.Line.Reference.Text, StringComparer.Ordinal),
    ];

    private BoardRow? Row(Line line)
    {
        OpenStrand[] actions =
        [
            new(line.Strand, line.Pathway, line.Urgency, line.Stage, line.Owner, line.Todo, line.Due, line.Since ?? line.Received), .. line.Others ?? [],
        ];
        var shown = Array.FindIndex(actions, Matches);
        return shown < 0 ? null : new(line, actions[shown], [.. actions.Where((_, i) => i != shown)]);
    }

    private bool Matches(OpenStrand action) =>
        (Pathway is null || action.Pathway == Pathway) && (With is null || TeamOf(action) == With) && (Waiting is null || action.Todo == Waiting);

    /// <summary>The service that has it, or the hub: whoever there is named.</summary>
    public static string TeamOf(OpenStrand action) => action.Todo is Todo.AnswerOffer or Todo.Visit or Todo.Review or Todo.Close ? action.Owner : NextActions.Hub;
}
