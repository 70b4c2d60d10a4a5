using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Intake;

/// <summary>A referral that was cut short is live: the hub rings back, and then it goes on as any other.</summary>
public sealed class TakeIncompleteTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly Beside InPart = new(IsIncomplete: true);

    private static Submitted CutShort => SubmitReferral.Read(new ReferralForm { NhsNumber = "999 000 0018", CallBack = "07700 900 201" }, InPart, Today).Submitted!;

    [Fact]
    public void A_number_to_ring_back_is_all_it_takes()
    {
        Assert.Equal(TakeIncomplete.Needed, CutShort.Missing);
        Assert.Equal((Reason.Other, Urgency.TwoHours), (CutShort.Need.Reason, CutShort.Need.HowSoon));
        Assert.Equal(["callBack"], SubmitReferral.Read(new(), InPart, Today).Problems.Select(p => p.Field));
    }

    [Fact]
    public void What_is_there_must_be_right() =>
        Assert.Equal(["dateOfBirth", "postcode"], SubmitReferral.Read(The.Form with { DateOfBirth = "31 2 1942", Postcode = "here" }, InPart, Today).Problems.Select(p => p.Field));

    [Fact]
    public void Where_nothing_is_missing_it_is_a_referral_as_any_other() =>
        Assert.Equal(The.Submitted, SubmitReferral.Read(The.Form, InPart, Today).Submitted);

    [Fact]
    public void The_hub_rings_back_within_fifteen_minutes() =>
        Assert.Equal(new NextAction(NextActions.Hub, null, Todo.RingBack, The.Start.AddMinutes(15)), NextActions.Of(Given.Facts(CutShort).Referral, The.Town));

    [Fact]
    public void It_is_not_triaged_before_it_is_complete()
    {
        var given = Given.Facts(CutShort);
        Assert.Same(Decision.Nothing, TriageReferral.Decide(given.Referral, The.Town, [], given.Now));
    }

    [Fact]
    public void Its_form_is_empty_where_nothing_is_known()
    {
        var referral = Given.Facts(CutShort).Referral;
        Assert.Equal(TakeIncomplete.Needed, TakeIncomplete.Missing(ReferralForm.Of(referral)));
    }

    [Fact]
    public void What_is_heard_on_ringing_back_is_recorded_even_if_it_is_not_all()
    {
        var given = Given.Facts(CutShort);
        var corrected = (Corrected)CorrectReferral.Decide(given.Referral, new Dictionary<string, string?> { ["name"] = "Edith Example" }, "Rang back", The.Town, Today, given.Now).Decision!.Facts[0].Fact;
        Assert.Equal((false, "name"), (corrected.Completes, corrected.Fields.Single()));
        var after = Given.Facts(CutShort, corrected).Referral;
        Assert.Equal(["dateOfBirth", "postcode", "reason", "howSoon", "whatChanged"], after.Missing);
        Assert.Equal(Todo.RingBack, NextActions.Of(after, The.Town)!.Todo);
    }

    [Fact]
    public void Another_of_the_same_person_is_found_before_it_is_complete() =>
        Assert.IsType<MatchFound>(TriageReferral.Decide(Given.Facts(CutShort).Referral, The.Town, [new(The.OtherReference, SameNhsNumber: true)], The.Start).Facts.Single().Fact);

    [Fact]
    public void Once_complete_it_is_triaged()
    {
        var given = Given.Facts(CutShort);
        var changes = TakeIncomplete.Needed.ToDictionary(f => f, f => ReferralForm.Fields[f].Get(The.Form));
        var corrected = (Corrected)CorrectReferral.Decide(given.Referral, changes, "Rang back", The.Town, Today, given.Now).Decision!.Facts[0].Fact;
        Assert.True(corrected.Completes);
        var complete = Given.Facts(CutShort, corrected);
        Assert.Empty(complete.Referral.Missing);
        Assert.Equal(Todo.Triage, NextActions.Of(complete.Referral, The.Town)!.Todo);
        Assert.IsType<Triaged>(TriageReferral.Decide(complete.Referral, The.Town, [], complete.Now).Facts[0].Fact);
    }

    [Theory]
    [InlineData("F81001", "", "referrerName", "Enter the name of the person who is referring")]
    [InlineData("", "Dr Who", "onBehalfOf", "Select the organisation that is referring")]
    [InlineData("Estuary View Surgery", "Dr Who", "onBehalfOf", "An organisation code has up to 9 letters and numbers, like F81123")]
    public void On_behalf_of_somebody_needs_who_and_from_where(string organisation, string name, string field, string sentence) => Assert.Equal(
        new Problem(field, sentence), Assert.Single(SubmitReferral.Read(The.Form, new(OnBehalfOf: organisation, ReferrerName: name), Today).Problems));

    [Fact]
    public void On_behalf_of_an_organisation_is_that_organisations_referral()
    {
        var submitted = SubmitReferral.Read(The.Form, new(OnBehalfOf: "F81001", ReferrerName: "Dr Amara Okafor"), Today).Submitted!;
        var at = The.Start;
        var referral = Referral.From(The.Reference, [new Recorded(1, at, at, new Actor("nadia-rahman", "Nadia Rahman", The.HubCode), null, submitted)]);
        Assert.Equal(The.Surgery, referral.Referrer);
        Assert.EndsWith(", on behalf of Estuary View Surgery.", Timeline.Sentence(submitted, The.Town));
    }
}
