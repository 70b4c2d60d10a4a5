using SinglePointOfReferral.Domain.Routing;

namespace SinglePointOfReferral.Domain.Tests.Routing;

public sealed class WhomToRingTests
{
    [Fact]
    public void The_hub_rings_the_services_that_cover_the_person_then_the_alternatives() =>
        Assert.Equal(["rapid-response-east", "rapid-response-west", "befriending"], About(The.Submitted, The.Triaged, The.HandedToHub with { Alternatives = ["befriending"] }));

    [Fact]
    public void A_service_that_does_not_cover_the_person_is_not_rung()
    {
        var elsewhere = The.Submitted with { Person = The.Details.Person with { Postcode = The.Read<Domain.Values.Postcode>("CM1 1AA") } };
        Assert.Empty(About(elsewhere, The.Triaged, The.HandedToHub));
    }

    [Fact]
    public void Nobody_is_rung_about_what_a_service_has_on_offer() => Assert.Empty(About(The.Submitted, The.Triaged, The.Offered));

    private static IEnumerable<string> About(params Fact[] facts)
    {
        var recorded = facts.Select((fact, i) => new Recorded(i + 1, The.Start, The.Start, i == 0 ? The.Gp : Actor.System, null, fact)).ToList();
        var referral = Referral.From(The.Reference, recorded);
        return WhomToRing.About(referral, referral.Strands[0], recorded, The.Town).Select(s => s.Id);
    }
}
