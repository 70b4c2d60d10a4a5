namespace SinglePointOfReferral.Domain.Reporting;

/// <summary>How long a strand was in a stage that it has left.</summary>
/// <param name="Service">The service that had it then; null while none did.</param>
/// <param name="Minutes">Whole minutes, as <see cref="Contribution.Minutes"/> counts them.</param>
public sealed record Period(Stage Stage, string? Service, int Minutes)
{
    /// <summary>Every stage that every strand has left, in the order of leaving. A stage is left when the strand goes to another, or in the same
    /// to another service, when it is closed, and when the referral is taken back.</summary>
    internal static IEnumerable<(int Strand, Period Period)> Of(Referral referral, IReadOnlyList<Recorded> facts)
    {
        var since = new Dictionary<int, DateTimeOffset>();
        var then = Referral.From(referral.Reference, facts.Take(1));
        foreach (var recorded in facts.Skip(1))
        {
            var now = then.With(recorded);
            foreach (var strand in now.Strands)
            {
                var before = then.Strand(strand.Number);
                if (before is not null && IsSame(before, strand) && then.IsWithdrawn == now.IsWithdrawn)
                    continue;
                if (before is { IsOpen: true } && !then.IsWithdrawn)
                    yield return (strand.Number, new(before.Stage, before.Current?.Service, Contribution.Minutes(since[strand.Number], recorded.Happened)));
                since[strand.Number] = recorded.Happened;
            }
            then = now;
        }
    }

    private static bool IsSame(Strand one, Strand other) => one.Stage == other.Stage && one.Current?.FactNumber == other.Current?.FactNumber;
}
