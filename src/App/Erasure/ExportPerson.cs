using System.Text.Json;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Objections;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Erasure;

/// <summary>Everything that is held about a person: each referral as the hub sees it, every fact as it was recorded, what was texted, who looked, and
/// what they wished of sharing.</summary>
public sealed class ExportPerson(ReferralJournal journal, ReferralViews views, AuditIndex looks, ObjectionList objections, LocalityInForce town)
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    /// <summary>As JSON.</summary>
    /// <param name="number">Null where referrals are asked for and not a person.</param>
    public async Task<string> Of(NhsNumber? number, IReadOnlyList<Reference> references, CancellationToken cancel)
    {
        var hub = new Principal(Actor.System, town.Now.Hub.Organisation, new HashSet<Role> { Role.Hub });
        var held = new List<object>();
        foreach (var reference in references)
        {
            if (await journal.Load(reference, cancel) is { } stored)
                held.Add(new
                {
                    Referral = views.Of(stored, hub),
                    Facts = stored.Facts.Select(f => new { f.Number, Type = FactNames.Of(f.Fact), f.Happened, f.RecordedAt, By = f.By.Name, f.By.Organisation, Fact = (object)f.Fact }),
                    Texts = TextRows.Of(stored).Select(t => t.Dispatch),
                    Looked = (await looks.Read(AuditIndex.Referral(reference), stored.Referral.Received, DateTimeOffset.MaxValue, int.MaxValue, cancel))
                        .Select(e => new { e.At, e.Act, e.By, e.Organisation, e.What, e.Why }),
                });
        }
        var wishes = number is null ? [] : (await objections.All(cancel)).Where(w => w.Wish.Number == number)
            .Select(w => new { w.At, w.Wish.Objects, w.Wish.Why, w.Wish.TakenBy, By = w.By.Name });
        return JsonSerializer.Serialize(new { Referrals = held, Objections = wishes }, Readable);
    }
}
