using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Tests.Intake;

public sealed class AddToReferralTests
{
    private static readonly Given OnOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered);
    private static readonly Details WithRedFlag = SubmitReferral.Read(The.Form with { RedFlags = "chest-pain" }, new(2026, 3, 3)).Details!;

    [Fact]
    public void What_somebody_adds_is_kept_with_the_need_and_the_story() =>
        OnOffer.When((r, now) => Add(r, The.Details, now)).Then(The.AddedTo);

    [Fact]
    public void What_the_hub_takes_down_names_who_said_it()
    {
        var added = The.AddedTo with { SaidBy = "Jo Bell", SaidFor = The.Neighbours };
        OnOffer.When((r, now) => AddToReferral.Decide(r, The.Details, The.Town, OrganisationKind.VoluntarySector, now, "Jo Bell", The.Neighbours)).Then(added);
        Assert.EndsWith(", as Jo Bell of Southend Neighbours said.", Domain.Worklist.Timeline.Sentence(added, The.Town), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_again_is_nothing_more() => Given.Facts(The.Submitted, The.AddedTo).When((r, now) => Add(r, The.Details, now)).ThenNothing();

    [Fact]
    public void A_red_flag_in_what_is_added_means_999_at_once() => OnOffer.When((r, now) => Add(r, WithRedFlag, now))
        .Then(The.AddedTo with { Need = WithRedFlag.Need }, The.EmergencyAdvised);

    [Fact]
    public void Only_who_knows_the_NHS_number_adds_to_a_referral()
    {
        var without = The.Details with { Person = The.Details.Person with { NhsNumber = null } };
        Assert.Null(AddToReferral.WhoElse(OnOffer.Referral, The.Details));
        Assert.Equal("nhsNumber", AddToReferral.WhoElse(OnOffer.Referral, without)!.Field);
        Assert.Equal("nhsNumber", AddToReferral.WhoElse(OnOffer.Referral with { Details = without }, without)!.Field);
        Assert.Equal("nhsNumber", AddToReferral.WhoElse(OnOffer.Referral with { Details = without }, The.Details)!.Field);
        Assert.Equal(AddToReferral.WhoElse(OnOffer.Referral, without), AddToReferral.WhoElse(null, The.Details));
    }

    private static Decision Add(Referral referral, Details details, DateTimeOffset now) =>
        AddToReferral.Decide(referral, details, The.Town, OrganisationKind.AmbulanceService, now);
}
