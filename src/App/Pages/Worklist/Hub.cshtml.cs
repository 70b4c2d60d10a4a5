using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>Rows of the hub's board.</summary>
public sealed record Board(string Caption, IReadOnlyList<BoardRow> Rows);

/// <summary>Everything that is open, or what is asked for of it: 999 first, then what is due soonest.</summary>
public sealed class HubPage(Lists lists, FailedMessages failed, HubPeople people, HubCalls calls, Locality town, TimeProvider clock) : FormPage
{
    private IReadOnlyList<Line> lines = [];

    public BoardFilter Filter { get; private set; } = new(null, null, null, null);

    public IReadOnlyList<BoardRow> Rows { get; private set; } = [];

    /// <summary>How many are open, whether or not they are shown.</summary>
    public int Open => lines.Count;

    public int Late => Rows.Count(r => r.PressureAt(Now) is Pressure.Late);

    public int DueSoon => Rows.Count(r => r.PressureAt(Now) is Pressure.DueSoon);

    /// <summary>The calls that were put through and that nobody has dealt with: whoever waits to be rung back first.</summary>
    public IReadOnlyList<HubCall> Calls { get; private set; } = [];

    /// <summary>How many callers wait to be rung back.</summary>
    public int ToRingBack => Calls.Count(c => c.Rang is HubRang.Missed);

    /// <summary>The referral that a call is about waits for the rest to be asked.</summary>
    public bool IsIncomplete(Reference reference) => lines.Any(l => l.Reference == reference && l.Todo is Todo.RingBack);

    public int Failed { get; private set; }

    /// <summary>How many are without owner, next action or due time.</summary>
    public int DeadEndCount { get; private set; }

    /// <summary>The referral that was taken by the click that led here; the list may not have heard of it yet.</summary>
    public string? Took { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Title => $"Hub board – {(Calls.Count > 0 ? $"{Words.Count(Calls.Count, "call")}, " : "")}{(ToRingBack > 0 ? $"{ToRingBack} to ring back, " : "")}{(Filter.IsEmpty ? $"{Open} open" : $"{Rows.Count} of {Open} shown")}, {Late} late";

    /// <summary>Changes when anything on the board does, when something becomes late or due soon, and each minute, because it says how long there is.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The services that have something, and the hub.</summary>
    public IEnumerable<Choice> Teams =>
    [
        new("", "Anybody"), new(NextActions.Hub, town.Hub.Name),
        .. lines.SelectMany(l => (l.Others ?? []).Select(o => o.Owner).Append(l.Owner)).Append(Filter.With).Distinct()
            .Select(id => id is null ? null : town.Service(id)).OfType<Service>().OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => new Choice(s.Id, s.Name)),
    ];

    /// <summary>The marks that something on the board has.</summary>
    public IEnumerable<Choice> Marked =>
    [
        new("", "Anything"),
        .. lines.SelectMany(l => l.Flags ?? []).Append(Filter.Marked).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(m => new Choice(m, Words.Flag(m))),
    ];

    public async Task OnGet(string? took, CancellationToken cancel)
    {
        await Load(cancel);
        Failed = (await failed.List(cancel)).Count;
        Form = new Form(Filter.Fields);
        var me = HttpContext.Principal().Actor;
        if (lines.FirstOrDefault(l => l.Reference.Text == took) is not { } taken || (taken.OwnedBy is { } owner && owner != me.Id))
            return;
        Took = taken.Reference.Spaced;
        if (taken.OwnedBy is null)
            Rows = Filter.Rows(lines.Select(l => l == taken ? l with { OwnedBy = me.Id, OwnedByName = me.Name } : l), me.Id);
    }

    /// <summary>The list alone, for a page that keeps itself up to date.</summary>
    public async Task<IActionResult> OnGetLatest(CancellationToken cancel)
    {
        await Load(cancel);
        Response.Headers.ETag = Version;
        return Request.Headers.IfNoneMatch.ToString().Contains(Version, StringComparison.Ordinal) ? StatusCode(StatusCodes.Status304NotModified) : Partial("_LiveBoard", this);
    }

    private async Task Load(CancellationToken cancel)
    {
        var who = HttpContext.Principal();
        var (reading, ringing) = (lists.Rows(Lists.Hub, cancel), calls.Read(cancel));
        await Task.WhenAll(reading, ringing, people.Note(who, cancel));
        Calls = await ringing;
        Filter = BoardFilter.Of(Request.Query);
        lines = Lists.LinesOf(await reading);
        Rows = Filter.Rows(lines, who.Actor.Id);
        DeadEndCount = DeadEnds.Among(await reading, town, Now).Count;
        var shown = $"{who.Actor.Id} {town.Version} {Open} {DeadEndCount} {Now:HH:mm} {string.Join(' ', Rows.Select(r => r.PressureAt(Now)))} {string.Join(' ', Calls.Select(c => $"{c.Id}*{c.Times}{c.Rang}{c.From is null}"))} ";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(shown + System.Text.Json.JsonSerializer.Serialize(Rows, Json.Options)));
        Version = $"\"{Convert.ToHexStringLower(hash.AsSpan(0, 8))}\"";
    }
}
