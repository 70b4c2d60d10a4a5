using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

/// <summary>What is keyed of a person, what was known of them, and the referral that both make.</summary>
public sealed class ReferringMenuTests
{
    [Theory]
    [InlineData("31021942", "real date")]
    [InlineData("09032942", "past")]
    [InlineData("09031842", "1901")]
    [InlineData("0903194", "real date")]
    public void A_date_of_birth_is_checked_as_the_form_checks_it(string keys, string says)
    {
        var call = Walk.Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", "1", keys);
        Assert.Equal(Step.DateOfBirth, call.Step);
        Assert.Contains(says, call.Before[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_keyed_makes_the_form_that_is_sent()
    {
        var call = Walk.Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number, "1", "7", "2", "2", "2", "2", "01632960555");
        Assert.Equal(Step.Summary, call.Step);
        Assert.Equal(
            new ReferralForm { NhsNumber = Walk.Number, Reason = "catheter", HowSoon = "two-days", Residence = "care-home", SafeToWait = "no", CallBack = "01632960555" }, call.Draft!.Form);
    }

    [Fact]
    public void What_the_organisation_said_before_is_confirmed_and_not_asked_again()
    {
        var call = Walk.Path(Walk.Incoming(), new Found.PersonFound(Walk.Known, null), "123456", "4821", "1", "1", Walk.Number);
        var heard = string.Join(' ', Menus.Of(call.Step).Says(call, Walk.Hub));
        Assert.Contains("9 9 9, 0 0 0, 0 0 1 8. Edith Example, born 9 March 1942, at S S 1, 2 A B.", heard, StringComparison.Ordinal);
        var there = Walk.Path(call, new Found.Done(), "1", "1", "1", "1");
        Assert.Equal((Step.Summary, "SS1 2AB", "Edith Example"), (there.Step, there.Draft!.Form.Postcode, there.Draft.Form.Name));
        var elsewhere = Walk.Path(call, new Found.Done(), "2", "1", "1");
        Assert.Equal((Step.Where, "Edith Example", "1942-03-09", null, null), (elsewhere.Step, elsewhere.Draft!.Form.Name, elsewhere.Draft.Form.DateOfBirth, elsewhere.Draft.Form.Postcode, elsewhere.Draft.Form.Address));
        Assert.Equal(Walk.Number, elsewhere.Draft.Form.NhsNumber);
        var other = Walk.Path(call, new Found.Done(), "3");
        Assert.Equal((Step.NhsNumber, null, null, null), (other.Step, other.Draft!.Form.NhsNumber, other.Draft.Form.Name, other.Draft.Known));
    }

    [Fact]
    public void Going_back_to_another_person_takes_nothing_of_the_first_along()
    {
        var known = Walk.Path(Walk.Incoming(), new Found.PersonFound(Walk.Known with { Residence = "care-home" }, null), "123456", "4821", "1", "1", Walk.Number, "1", "1");
        var other = Walk.Path(known, new Found.PersonFound(null, null), "*", "*", "*", "9990000026");
        Assert.Equal((Step.ConfirmNumber, "9990000026"), (other.Step, other.Draft!.Form.NhsNumber));
        Assert.Equal((null, null, null, null), (other.Draft.Form.Name, other.Draft.Form.Postcode, other.Draft.Form.Address, other.Draft.Form.DateOfBirth));
    }

    [Fact]
    public void Another_person_is_another_request_and_the_same_is_the_same()
    {
        var call = Walk.Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number);
        var same = Walk.Path(call, new Found.PersonFound(null, null), "*", Walk.Number);
        var other = Walk.Path(call, new Found.PersonFound(null, null), "*", "9990000026");
        Assert.Equal(call.Draft!.Id, same.Draft!.Id);
        Assert.NotEqual(call.Draft.Id, other.Draft!.Id);
        var born = Walk.Path(call, new Found.PersonFound(null, null), "2", "1", "09031942");
        Assert.NotEqual(born.Draft!.Id, Walk.Path(born, new Found.Done(), "2", "10031942").Draft!.Id);
    }

    [Fact]
    public void A_request_that_was_made_before_the_call_was_cut_off_is_told_and_a_new_one_can_follow()
    {
        var summary = Walk.Path(Walk.Incoming(), new Found.PersonFound(Walk.Known, null), "123456", "4821", "1", "1", Walk.Number, "1", "1", "1", "1");
        var told = Walk.Take(summary, "1", _ => new Found.ReferredBefore(The.Reference));
        Assert.Equal(Step.Summary, told.Step);
        Assert.Contains($"This person was referred before as {Spoken.Of(The.Reference)}.", told.Before[0], StringComparison.Ordinal);
        Assert.NotEqual(summary.Draft!.Id, told.Draft!.Id);
    }

    [Fact]
    public void A_date_of_birth_that_was_wrong_is_not_sent()
    {
        var call = Walk.Path(Walk.Incoming(), new Found.Done(), "123456", "4821", "1", "1", "1", "09031942", "2", "1");
        Assert.Equal((Step.Reason, null), (call.Step, call.Draft!.Form.DateOfBirth));
    }

    [Fact]
    public void Where_the_hub_does_not_answer_star_goes_back_or_what_was_keyed_is_its_to_ring_back_for()
    {
        var nothing = Walk.Path(Walk.Incoming(), new Found.Done(), "123456", "4821", "1", "1", "0");
        Assert.Equal(Step.Hub, nothing.Step);
        var (busy, asked) = Ivr.HubRang(nothing, wasAnswered: false);
        Assert.Equal((Step.HubBusy, null), (busy.Step, asked));
        Assert.Equal(Step.NhsNumber, Walk.Take(busy, "*", a => Walk.CanCome(a)[0]).Step);

        var keyed = Walk.Path(Walk.Incoming(), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number, "0");
        (busy, asked) = Ivr.HubRang(keyed, wasAnswered: false);
        Assert.Equal(Ask.ReferAsKeyed, asked);
        var (told, _) = ResumeCall.With(busy, new Found.ReferredAsKeyed(The.Reference, []));
        Assert.Contains($"What you keyed is referral {Spoken.Of(The.Reference)}.", string.Join(' ', Menus.Of(told.Step).Says(told, Walk.Hub)), StringComparison.Ordinal);
        Assert.Null(told.Draft);

        var withheld = Walk.Path(Walk.Incoming(isWithheld: true), new Found.PersonFound(null, null), "123456", "4821", "1", "1", Walk.Number, "0");
        Assert.Null(Ivr.HubRang(withheld, wasAnswered: false).Ask);
    }
}
