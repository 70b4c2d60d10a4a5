using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>A referral as it was read: its facts, what they make, the work it owes, and the version to write against.</summary>
public sealed record Stored(Referral Referral, IReadOnlyList<Recorded> Facts, IReadOnlyList<Row> Owed, string HeadETag, Row Head, Watched? Watched = null)
{
    public const string TextPrefix = "text-";

    /// <summary>The texts that told of it, each with what became of it.</summary>
    public IReadOnlyList<Row> Texts { get; init; } = [];

    /// <summary>With which its facts are sealed; null where it was erased, or an earlier version gave it none.</summary>
    public ReferralKey? Key { get; init; }

    public Reference Reference => Referral.Reference;

    public bool Owes(string outboxKey) => Owed.Any(r => r.Key == outboxKey);
}
