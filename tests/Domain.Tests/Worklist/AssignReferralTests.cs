using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

/// <summary>Who at the hub owns a referral, and that nothing else changes by it.</summary>
public sealed class AssignReferralTests
{
    private static readonly HubPerson Nadia = new("nadia-rahman", "Nadia Rahman");
    private static readonly HubPerson Kit = new("kit-walker", "Kit Walker");
    private static readonly Assigned ToNadia = new(Nadia.Id, Nadia.Name);

    [Fact]
    public void Somebody_at_the_hub_takes_a_referral_at_any_stage_even_before_triage() =>
        Given.Facts(The.Submitted).When((r, now) => AssignReferral.Decide(r, Nadia, now)).Then(ToNadia);

    [Fact]
    public void Whoever_has_it_takes_it_once() =>
        Given.Facts(The.Submitted, ToNadia).When((r, now) => AssignReferral.Decide(r, Nadia, null, now)).ThenNothing();

    [Fact]
    public void It_is_handed_to_another_or_back_to_the_team()
    {
        var hers = Given.Facts(The.Submitted, The.Triaged, ToNadia);
        hers.When((r, now) => AssignReferral.Decide(r, Kit, Nadia.Id, now)).Then(new Assigned(Kit.Id, Kit.Name));
        hers.When((r, now) => AssignReferral.Decide(r, null, Nadia.Id, now)).Then(new Assigned(null, null));
        Assert.Null(Given.Facts(The.Submitted, ToNadia, new Assigned(null, null)).Referral.HubOwner);
    }

    [Fact]
    public void At_the_end_of_a_shift_only_what_is_still_theirs_and_open_is_handed_over()
    {
        Given.Facts(The.Submitted, ToNadia).When((r, now) => AssignReferral.HandOver(r, Nadia.Id, Kit, now)).Then(new Assigned(Kit.Id, Kit.Name));
        Given.Facts(The.Submitted, ToNadia).When((r, now) => AssignReferral.HandOver(r, Kit.Id, Nadia, now)).ThenNothing();
        Given.Facts(The.Submitted, ToNadia, The.Withdrawn).When((r, now) => AssignReferral.HandOver(r, Nadia.Id, Kit, now)).ThenNothing();
    }

    [Fact]
    public void Who_acts_next_and_by_when_stays_as_it_is()
    {
        Assert.Equal(NextActions.Of(Given.Facts(The.Submitted).Referral, The.Town), NextActions.Of(Given.Facts(The.Submitted, ToNadia).Referral, The.Town));
        var offered = Given.Facts(The.Submitted, The.Triaged, The.Offered).Referral;
        Assert.Equal(NextActions.Of(offered, The.Town), NextActions.Of(Given.Facts(The.Submitted, The.Triaged, The.Offered, ToNadia).Referral, The.Town));
    }
}
