using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Web;

/// <summary>A referral as the API tells it.</summary>
/// <param name="Emergency">That 999 is to be called, until somebody has decided or taken anything since.</param>
public sealed record ReferralView(
    Reference Reference, int Version, bool IsOpen, DateTimeOffset Received, string Referrer, Person Person, Story Story, PhoneNumber CallBack, Need Need,
    IReadOnlyList<StrandView> Strands, NextView? Next, IReadOnlyList<FactView> History, Emergency? Emergency);

/// <param name="SeeBy">By when the person is to be seen, in UTC.</param>
public sealed record StrandView(
    int Strand, Pathway Pathway, Urgency Urgency, Stage Stage, string? Service, string? ServiceName, DateTimeOffset? AnswerBy, DateTimeOffset SeeBy,
    DateTimeOffset? VisitedAt, Outcome? Outcome);

/// <summary>Who has it now, what they do next and by when.</summary>
public sealed record NextView(string Owner, string OwnerName, Todo Todo, DateTimeOffset Due);

/// <param name="InAnswerTo">The number of the fact that this one answers.</param>
public sealed record FactView(
    int Number, string Type, DateTimeOffset Happened, DateTimeOffset Recorded, string By, string? Organisation, int? InAnswerTo, string Sentence, string? Note);

/// <summary>Makes views, with names from the directory.</summary>
public sealed class ReferralViews(LocalityInForce inForce)
{
    private Locality Town => inForce.Now;

    public ReferralView Of(Stored stored)
    {
        var referral = stored.Referral;
        return new ReferralView(
            referral.Reference, referral.Version, referral.IsOpen, referral.Received, Town.NameOf(referral.Referrer), referral.Details.Person,
            referral.Details.Story, referral.Details.CallBack, referral.Details.Need, [.. referral.Strands.Select(s => Of(referral, s))],
            NextActions.Of(referral) is { } next ? new(next.Owner, OwnerName(next), next.Todo, next.Due) : null,
            [.. stored.Facts.Select(Of)], Emergency.Of(stored));
    }

    /// <summary>The name of whoever has the next action.</summary>
    public string OwnerName(NextAction next) => OwnerName(next.Owner);

    public string OwnerName(string owner) =>
        Town.Service(owner)?.Name ?? (owner == NextActions.Hub ? Town.Hub.Name : owner);

    private StrandView Of(Referral referral, Strand strand) => new(
        strand.Number, strand.Pathway, strand.Urgency, strand.Stage, strand.Current?.Service,
        strand.Current is { } offer ? Town.Service(offer.Service)?.Name : null, strand.Stage is Stage.OnOffer ? strand.Current?.AnswerBy : null,
        NextActions.SeeBy(referral, strand), strand.VisitedAt, strand.Outcome);

    private FactView Of(Recorded r) => new(
        r.Number, FactNames.Of(r.Fact), r.Happened, r.RecordedAt, r.By.Name, r.By.Organisation is { } o ? Town.NameOf(o) : null, r.InAnswerTo,
        Timeline.Sentence(r.Fact, Town), Timeline.Note(r.Fact));
}
