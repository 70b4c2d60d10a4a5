using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Tests.Intake;

public sealed class ChangeReferralTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);
    private static readonly Given OnOffer = Given.Facts(The.Submitted, The.Triaged, The.Offered);

    [Fact]
    public void The_referral_is_taken_back_as_a_whole() => OnOffer.When(Withdraw).Then(The.Withdrawn);

    [Fact]
    public void Taking_back_twice_is_once() => Given.Facts(The.Submitted, The.Triaged, The.Withdrawn).When(Withdraw).ThenNothing();

    [Fact]
    public void Any_field_is_corrected_with_a_reason() =>
        OnOffer.When((r, now) => Correct(r, now, "name", "Edith Elder").Decision!).Then(The.Corrected);

    [Fact]
    public void An_empty_text_clears_a_field_that_may_be_empty()
    {
        var corrected = Assert.IsType<Corrected>(Assert.Single(Correct(OnOffer.Referral, OnOffer.Now, "nhsNumber", "").Decision!.Facts).Fact);
        Assert.Null(corrected.Person.NhsNumber);
        Assert.Equal(["nhsNumber"], corrected.Fields);
    }

    [Fact]
    public void Each_field_can_be_corrected_and_is_named()
    {
        var others = new ReferralForm
        {
            Name = "Edith Elder", DateOfBirth = "1942-03-10", NhsNumber = "9990000026", Postcode = "SS2 2AB", Address = "15 Marine Parade",
            Phone = "01632960556", Practice = "F81002", Reason = "frailty", HowSoon = "two-days", Purpose = "recover", Company = "yes",
            RedFlags = "chest-pain", Circumstances = "dementia,lives-alone", Residence = "care-home", Frailty = "6", SafeToWait = "no", News2 = "4",
            Respirations = "18", Saturation = "96", SaturationScale = "2", Oxygen = "no", Systolic = "130", Pulse = "72", Consciousness = "alert",
            Temperature = "36.8", WhatChanged = "Found", WhatMatters = "Home", Access = "Door", Risks = "Dog",
            WhereNow = "At her daughter's", KeySafe = "By the door", Household = "A lodger", Carer = "Ann", Pets = "A cat", Communication = "Hearing aid", Interpreter = "Polish",
            Sharing = "best-interests", Objection = "Not the neighbour", CallBack = "07700900202",
        };
        foreach (var (field, (get, _)) in ReferralForm.Fields)
        {
            var decision = Correct(OnOffer.Referral, OnOffer.Now, field, get(others)).Decision!;
            Assert.Equal([field], Assert.IsType<Corrected>(decision.Facts[0].Fact).Fields);
        }
    }

    [Theory]
    [InlineData("redFlags", "stroke")]
    [InlineData("news2", "7")]
    public void A_correction_that_calls_for_999_says_so_at_once(string field, string text) => Assert.Equal(
        [typeof(Corrected), typeof(EmergencyAdvised)], Correct(OnOffer.Referral, OnOffer.Now, field, text).Decision!.Facts.Select(f => f.Fact.GetType()));

    [Fact]
    public void Who_was_told_to_call_999_is_told_again_only_for_another_reason()
    {
        var told = Given.Facts(The.Submitted, The.EmergencyAdvised, The.Triaged);
        Assert.IsType<Corrected>(Assert.Single(Correct(told.Referral, told.Now, "redFlags", "chest-pain").Decision!.Facts).Fact);
        Assert.Equal(2, Correct(told.Referral, told.Now, "redFlags", "stroke").Decision!.Facts.Count);
    }

    [Theory]
    [InlineData("name", "", "name")]
    [InlineData("nhsNumber", "999 000 0017", "nhsNumber")]
    [InlineData("shoeSize", "7", "shoeSize")]
    public void What_cannot_be_taken_is_told_by_field(string field, string text, string problem) =>
        Assert.Equal(problem, Assert.Single(Correct(OnOffer.Referral, OnOffer.Now, field, text).Problems).Field);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void A_correction_says_why(string? reason) => Assert.Equal("reasonForChange", Assert.Single(
        Correct(OnOffer.Referral, OnOffer.Now, "name", "Edith Elder", reason).Problems).Field);

    [Fact]
    public void The_reason_has_at_most_500_characters() => Assert.Equal("reasonForChange", Assert.Single(
        Correct(OnOffer.Referral, OnOffer.Now, "name", "Edith Elder", new string('x', 501)).Problems).Field);

    [Fact]
    public void A_corrected_referral_says_what_is_right_and_keeps_its_place()
    {
        var referral = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Corrected).Referral;
        Assert.Equal("Edith Elder", referral.Details.Person.Name);
        Assert.Equal(Stage.OnOffer, referral.Strands[0].Stage);
    }

    private static Decision Withdraw(Referral referral, DateTimeOffset now) =>
        WithdrawReferral.Decide(referral, WithdrawReason.NoLongerNeeded, " Written note ", now);

    private static (Decision? Decision, IReadOnlyList<Problem> Problems) Correct(
        Referral referral, DateTimeOffset now, string field, string? text, string? reason = "Written note") =>
        CorrectReferral.Decide(referral, new Dictionary<string, string?> { [field] = text }, reason, The.Town, Today, now);
}
