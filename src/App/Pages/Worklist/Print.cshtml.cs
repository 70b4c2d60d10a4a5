using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Worklist;
using Whom = SinglePointOfReferral.Domain.Routing.WhomToRing;

namespace SinglePointOfReferral.App.Pages.Worklist;

/// <summary>The open list on paper, with whom to ring: what the hub works from when the network is down.</summary>
public sealed class PrintPage(Lists lists, ReferralJournal journal, AuditLog audit, Locality town, TimeProvider clock) : PageModel
{
    private const int Together = 16;
    private readonly List<(BoardRow, Stored?)> sheets = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Each row of the board with its referral; null where that cannot be read now.</summary>
    public IReadOnlyList<(BoardRow Row, Stored? Stored)> Sheets => sheets;

    public async Task OnGet(CancellationToken cancel)
    {
        var rows = new BoardFilter(null, null, null, null).Rows(await lists.Read(Lists.Hub, cancel), HttpContext.Principal().Actor.Id);
        foreach (var some in rows.Chunk(Together))
            sheets.AddRange(await Task.WhenAll(some.Select(async row => (row, await Read(row, cancel)))));
    }

    /// <summary>The service that has it, or those that the hub can ask.</summary>
    public IEnumerable<Service> WhomToRing(Stored stored, OpenStrand action) =>
        town.Service(action.Owner) is { } service ? [service]
        : stored.Referral.Strands.Find(s => IsAbout(stored.Referral, s, action, town)) is { } strand ? Whom.About(stored.Referral, strand, stored.Facts, town)
        : [];

    /// <summary>Of a referral's soonest action the board does not say which strand it is of.</summary>
    private static bool IsAbout(Referral referral, Strand strand, OpenStrand action, Locality town) => action.Strand is { } number
        ? strand.Number == number
        : NextActions.Of(referral, strand, town) is { } next && next.Todo == action.Todo && next.Due == action.Due;

    /// <summary>A referral, whose view is recorded before it is shown.</summary>
    private async Task<Stored?> Read(BoardRow row, CancellationToken cancel)
    {
        try
        {
            await audit.Record(HttpContext, row.Line.Reference, Act.Printed);
            return await journal.Load(row.Line.Reference, cancel);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
