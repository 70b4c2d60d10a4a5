using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Intake;

/// <summary>Where a referral stands, for any professional.</summary>
public sealed record StatusView(Stage Stage, DateTimeOffset? SeeBy, string Sentence)
{
    public static StatusView Of(Referral referral, Locality town, DateTimeOffset now)
    {
        var standing = Standing.Of(referral, town);
        return new(standing.Stage, standing.SeeBy, standing.Sentence(now));
    }
}

/// <summary>An open referral of the same person.</summary>
/// <param name="Since">When it was received.</param>
/// <param name="MayOpen">Whoever asks may read it.</param>
/// <param name="Reason">Only for those who may read it.</param>
public sealed record KnownView(Reference Reference, DateTimeOffset Since, StatusView Status, bool MayOpen, Reason? Reason);

/// <summary>Finds open referrals of a person by NHS number, and tells of each only what the one who asks may know.</summary>
public sealed class AlreadyKnown(PersonIndex index, ReferralJournal journal, AuditLog audit, LocalityInForce locality, TimeProvider clock)
{
    private const int Most = 5;
    private static readonly Permission ToRead = Permissions.For(HttpMethods.Get, "/referrals/{reference}")!;

    /// <summary>The oldest first. That somebody looked is recorded before they are told.</summary>
    public async Task<IReadOnlyList<KnownView>> Find(HttpContext http, NhsNumber? number)
    {
        if (number is null)
            return [];
        await audit.RecordSearch(http, number);
        var references = await index.Find(number, http.RequestAborted);
        var found = await Task.WhenAll(references.Take(PersonIndex.MostMatches).Select(r => journal.Load(r, http.RequestAborted)));
        var open = found.OfType<Stored>().Select(s => s.Referral).Where(r => r.IsOpen && r.Details.Person.NhsNumber == number);
        return [.. open.OrderBy(r => r.Received).Take(Most).Select(View)];

        KnownView View(Referral referral)
        {
            var mayOpen = ToRead.Allows(http.Principal(), referral, clock.GetUtcNow());
            return new(
                referral.Reference, referral.Received, StatusView.Of(referral, locality.Now, clock.GetUtcNow()), mayOpen, mayOpen ? referral.Details.Need.Reason : null);
        }
    }
}
