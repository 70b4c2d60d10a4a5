using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Routing;

/// <summary>What holds of places, whoever has them and whatever their number is set to.</summary>
public sealed class PlacesLaws
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(1000);
    private static readonly Service Ward = The.Town.Services[0] with { Capacity = new(CapacityUnit.Slots, 20) };
    private static readonly Service Rounds = The.Town.Services[0] with { Capacity = new(CapacityUnit.VisitsADay, 20) };

    private static readonly Arbitrary<Places> Any = (
        from total in Gen.Choose(0, 30)
        from numbers in Gen.Choose(1, 40).ArrayOf()
        select new Places(total, [.. numbers.Distinct().Select(Slot)])).ToArbitrary();

    [Fact]
    public void A_number_is_given_out_exactly_when_one_is_free_and_nobody_has_it() => Hold(places =>
        places.For(The.Reference) is { } number
            ? places.Free > 0 && number >= 1 && number <= places.Total && places.Taken.All(s => s.Number != number)
            : places.Free == 0);

    [Fact]
    public void Free_is_what_is_not_taken_and_never_fewer_than_none() =>
        Hold(places => places.Free >= 0 && (places.Free == places.Total - places.Taken.Count || places.Taken.Count > places.Total));

    [Fact]
    public void However_many_ask_at_once_no_more_numbers_are_given_out_than_are_free() => Hold(places =>
        Enumerable.Range(1, 200).Select(candidate => places.For(Reference.Derive(new byte[32], "caller", "key", candidate))).OfType<int>().Distinct().Count() <= places.Free);

    [Fact]
    public void One_after_the_other_exactly_as_many_get_a_place_as_there_are() => Hold(places =>
    {
        var given = 0;
        for (var now = places; now.For(The.Reference) is { } number; given++)
            now = now with { Taken = [.. now.Taken, Slot(number)] };
        return given == places.Free;
    });

    [Fact]
    public void A_strand_has_a_place_from_its_acceptance_to_its_end()
    {
        Assert.False(Has(Ward, The.Submitted, The.Triaged, The.Offered));
        Assert.True(Has(Ward, The.Submitted, The.Triaged, The.Offered, The.Accepted));
        Assert.True(Has(Ward, The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited));
        Assert.False(Has(Ward, The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed));
        Assert.False(Has(Ward, The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Withdrawn));
        Assert.False(Has(Ward, The.Submitted, The.Triaged, The.Offered, The.Accepted, The.OfferTakenBack));
        Assert.False(Has(Ward with { Id = "another" }, The.Submitted, The.Triaged, The.Offered, The.Accepted));
    }

    [Fact]
    public void A_visit_of_a_day_is_of_the_day_of_the_offer_or_of_a_later_acceptance()
    {
        var tomorrow = The.Start.AddDays(1);
        var onOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered with { Starts = tomorrow }).Referral.Strands[0];
        Assert.Equal(DateOnly.FromDateTime(tomorrow.DateTime), KeepPlaces.DayFor(Rounds, onOffer, The.Start));
        Assert.Equal(DateOnly.FromDateTime(tomorrow.AddDays(1).DateTime), KeepPlaces.DayFor(Rounds, onOffer, tomorrow.AddDays(1)));
        Assert.Null(KeepPlaces.DayFor(Ward, onOffer, The.Start));

        var accepted = Given.Facts(The.Submitted, The.Triaged, The.Offered with { Starts = tomorrow }, The.Accepted).Referral;
        Assert.Equal(DateOnly.FromDateTime(tomorrow.DateTime), KeepPlaces.DayFor(Rounds, accepted.Strands[0], The.Start.AddDays(9)));
        Assert.Single(KeepPlaces.In(accepted, Rounds, tomorrow));
        Assert.Empty(KeepPlaces.In(accepted, Rounds, tomorrow.AddDays(1)));
    }

    [Fact]
    public void A_visit_of_a_day_stays_used_once_made()
    {
        Fact[] seen = [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited, The.Closed];
        Assert.True(Has(Rounds, seen));
        Assert.True(Has(Rounds, seen[..4]));
        Assert.False(Has(Rounds, [.. seen[..4], The.Closed]));
        Assert.Empty(KeepPlaces.In(Given.Facts(seen[..4]).Referral, Rounds, The.Start.AddDays(1)));
    }

    [Fact]
    public void The_day_of_a_visit_begins_at_midnight_in_England() =>
        Assert.Equal(new DateOnly(2026, 7, 2), Places.DayOf(Rounds, new(2026, 7, 1, 23, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void A_slot_whose_offer_stands_is_left_alone_until_it_must_have_broken_off()
    {
        var onOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered).Referral;
        Assert.False(KeepPlaces.MayGo(Slot(1), onOffer, The.Start));
        Assert.True(KeepPlaces.MayGo(Slot(1), onOffer, The.Start.AddTicks(1)));
        Assert.False(KeepPlaces.MayGo(Slot(1) with { Offer = 4 }, onOffer, DateTimeOffset.MaxValue));
        Assert.True(KeepPlaces.MayGo(Slot(1), Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Declined).Referral, DateTimeOffset.MinValue));
        Assert.True(KeepPlaces.MayGo(Slot(1), Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Withdrawn).Referral, DateTimeOffset.MinValue));
    }

    private static Slot Slot(int number) => new(number, null, The.Reference, 1, 3, The.Start);

    private static bool Has(Service service, params Fact[] facts) => KeepPlaces.In(Given.Facts(facts).Referral, service, The.Start).Any();

    private static void Hold(Func<Places, bool> law) => Check.One(Often, Prop.ForAll(Any, law));
}
