namespace SinglePointOfReferral.Domain.Support;

/// <summary>What can come of each kind of support. Of reablement and intermediate care they follow the sequels to short-term support that
/// councils count ("Short and Long Term return", NHS England).</summary>
public static class Outcomes
{
    /// <summary>What ends any support, and a strand that no service has.</summary>
    private static readonly IReadOnlyList<Outcome> AtAnyTime = [Outcome.PersonDeclined, Outcome.CouldNotContact, Outcome.MovedAway, Outcome.Died];

    private static readonly IReadOnlyList<Outcome> Sequels =
    [
        Outcome.NoOngoingSupport, Outcome.ReducedSupport, Outcome.SameSupport, Outcome.MoreSupport, Outcome.AdmittedToHospital, Outcome.MovedToCareHome,
    ];

    /// <summary>What a strand can end with that no service has.</summary>
    public static readonly IReadOnlyList<Outcome> WithoutService = [Outcome.AdviceGiven, Outcome.BackToGp, .. AtAnyTime];

    private static readonly IReadOnlyList<Outcome> Rehabilitation = [.. Sequels, .. AtAnyTime];
    private static readonly IReadOnlyList<Outcome> Crisis = [.. Sequels, Outcome.BackToGp, .. AtAnyTime];
    private static readonly IReadOnlyList<Outcome> Community = [.. Sequels, Outcome.AdviceGiven, Outcome.BackToGp, .. AtAnyTime];

    /// <summary>What support of a kind can end with, as people choose from it.</summary>
    public static IReadOnlyList<Outcome> For(Pathway pathway) => pathway switch
    {
        Pathway.RapidResponse => Crisis,
        Pathway.Reablement or Pathway.IntermediateCare => Rehabilitation,
        Pathway.VoluntarySector => Community,
        Pathway.Advice => WithoutService,
        _ => throw new ArgumentOutOfRangeException(nameof(pathway)),
    };
}
