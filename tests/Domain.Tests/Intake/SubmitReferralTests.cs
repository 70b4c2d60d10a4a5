using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Tests.Intake;

public sealed class SubmitReferralTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    [Fact]
    public void A_full_form_gives_all_that_it_says()
    {
        var (details, problems) = SubmitReferral.Read(The.Form, Today);
        Assert.Empty(problems);
        Assert.Equal("Edith Example", details!.Person.Name);
        Assert.Equal(new DateOnly(1942, 3, 9), details.Person.DateOfBirth);
        Assert.Equal(new Need(Reason.Fall, Urgency.TwoHours, Purpose.PreventAdmission, false, The.Surgery), details.Need);
        Assert.Equal(details, SubmitReferral.Read(ReferralForm.Of(details), Today).Details);
    }

    [Fact]
    public void An_empty_form_asks_for_what_it_must_have_in_the_order_of_the_form() => Assert.Equal(
        ["name", "dateOfBirth", "postcode", "reason", "howSoon", "whatChanged", "callBack"],
        SubmitReferral.Read(new ReferralForm(), Today).Problems.Select(p => p.Field));

    [Theory]
    [InlineData("name", "", "Enter the person's name")]
    [InlineData("name", "101", "Name must be 100 characters or fewer. You have used 101.")]
    [InlineData("dateOfBirth", " ", "Enter the person's date of birth")]
    [InlineData("dateOfBirth", "1942-02-30", "Date of birth must be a real date, like 27 3 1942")]
    [InlineData("dateOfBirth", "2026-03-04", "Date of birth must be in the past")]
    [InlineData("dateOfBirth", "1900-12-31", "Date of birth must be after 1901. Check the year.")]
    [InlineData("nhsNumber", "999 000 0017", "This is not a real NHS number: one of its numbers is wrong. Check it.")]
    [InlineData("postcode", "", "Enter the postcode where the person is now")]
    [InlineData("postcode", "SS1", "Enter a full UK postcode, like SS1 2AB")]
    [InlineData("address", "501", "Address must be 500 characters or fewer. You have used 501.")]
    [InlineData("phone", "12", "Enter a UK telephone number, like 01632 960 100 or 07700 900 123")]
    [InlineData("practice", "?", "Select a GP practice from the list, or enter its code, like F81001")]
    [InlineData("reason", "", "Select why you are referring the person")]
    [InlineData("howSoon", "", "Select how soon the person must be seen")]
    [InlineData("howSoon", "now", "Select how soon the person must be seen: two-hours, two-days, routine")]
    [InlineData("purpose", "fun", "Select what the support is for: prevent-admission, support-discharge, recover")]
    [InlineData("company", "maybe", "Answer yes or no")]
    [InlineData("redFlags", "chest-pain,dizzy", "Use only these, with commas between: airway, breathless, chest-pain, fast-heart, rigid-abdomen, sepsis, stroke, unconscious, seizure, bleeding, serious-injury, long-lie, head-injury-on-blood-thinners, cauda-equina, suicidal-intent")]
    [InlineData("circumstances", "old", "Use only these, with commas between: blood-thinners, lives-alone, carer-taken-ill, dementia, cannot-be-alone-at-night, last-days-of-life, frequent-attender, mental-health-crisis, safeguarding, cannot-get-up, hospital-at-home-care, home-unsafe")]
    [InlineData("residence", "castle", "Select where the person lives: own-home, sheltered-housing, care-home, nursing-home, hospital, no-fixed-address")]
    [InlineData("frailty", "10", "Enter a whole number from 1 to 9, or leave it empty")]
    [InlineData("safeToWait", "perhaps", "Answer yes or no")]
    [InlineData("news2", "21", "Enter a whole number from 0 to 20, or leave it empty")]
    [InlineData("respirations", "81", "Enter a whole number from 0 to 80, or leave it empty")]
    [InlineData("saturation", "49", "Enter a whole number from 50 to 100, or leave it empty")]
    [InlineData("saturationScale", "3", "Enter a whole number from 1 to 2, or leave it empty")]
    [InlineData("oxygen", "some", "Answer yes or no")]
    [InlineData("systolic", "29", "Enter a whole number from 30 to 300, or leave it empty")]
    [InlineData("pulse", "-70", "Enter a whole number from 10 to 300, or leave it empty")]
    [InlineData("consciousness", "sleepy", "Select how alert the person is: alert, confusion, voice, pain, unresponsive")]
    [InlineData("temperature", "96", "Enter a number from 25 to 45, or leave it empty")]
    [InlineData("whatChanged", "", "Enter what has changed, and when")]
    [InlineData("whatChanged", "4001", "What has changed must be 4000 characters or fewer. You have used 4001.")]
    [InlineData("whatMatters", "2001", "What matters to the person must be 2000 characters or fewer. You have used 2001.")]
    [InlineData("access", "2001", "Getting in must be 2000 characters or fewer. You have used 2001.")]
    [InlineData("risks", "2001", "Risks to staff must be 2000 characters or fewer. You have used 2001.")]
    [InlineData("callBack", "", "Enter a telephone number where you can be reached")]
    public void What_cannot_be_taken_is_told_by_field(string field, string text, string sentence)
    {
        if (int.TryParse(text, out var length) && length > 100)
            text = new string('x', length);
        var problem = Assert.Single(SubmitReferral.Read(ReferralForm.Fields[field].With(The.Form, text), Today).Problems);
        Assert.Equal(new Problem(field, sentence), problem);
    }

    [Fact]
    public void Half_a_character_is_asked_for_again() => Assert.Equal(
        new Problem("risks", "Part of this could not be read. Type it again."),
        Assert.Single(SubmitReferral.Read(The.Form with { Risks = "dog \ud83d" }, Today).Problems));

    [Theory]
    [InlineData("1942-3-9")]
    [InlineData("9/3/1942")]
    [InlineData("09.03.1942")]
    [InlineData("1942-March-9")]
    [InlineData("1942-mar-09")]
    [InlineData("9 March 1942")]
    [InlineData("9th of March, 1942")]
    public void A_date_is_read_as_people_write_it(string text) =>
        Assert.Equal(new DateOnly(1942, 3, 9), SubmitReferral.Read(The.Form with { DateOfBirth = text }, Today).Details!.Person.DateOfBirth);

    [Fact]
    public void Born_today_and_born_125_years_ago_can_be_referred()
    {
        Assert.NotNull(SubmitReferral.Read(The.Form with { DateOfBirth = "2026-03-03" }, Today).Details);
        Assert.NotNull(SubmitReferral.Read(The.Form with { DateOfBirth = "1901-01-01" }, Today).Details);
    }

    [Fact]
    public void Words_keep_their_lines_and_lose_control_characters()
    {
        var details = SubmitReferral.Read(The.Form with { Name = "Edith\r\nExample", WhatChanged = "One\r\ntwo\0\u001b three " }, Today).Details!;
        Assert.Equal("Edith Example", details.Person.Name);
        Assert.Equal("One\ntwo three", details.Story.WhatChanged);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(" Another need. ", null)]
    [InlineData(" ", "Enter why it is a separate referral")]
    [InlineData("501", "Why it is separate must be 500 characters or fewer. You have used 501.")]
    public void A_separate_referral_says_why(string? because, string? sentence)
    {
        var (submitted, problems) = SubmitReferral.Read(The.Form, new Beside(because is "501" ? new string('x', 501) : because), Today);
        Assert.Equal(sentence, problems.SingleOrDefault()?.Sentence);
        Assert.Equal(sentence is null ? Submitted.Of(The.Details, because?.Trim()) : null, submitted);
    }

    [Fact]
    public void Nothing_that_was_found_need_be_told() => Assert.Equal(
        Assessment.None, SubmitReferral.Read(The.Form, Today).Details!.Need.Assessment);

    [Fact]
    public void What_is_missing_and_what_is_wrong_is_told_in_the_order_of_the_form() => Assert.Equal(
        ["redFlags", "safeToWait", "whatChanged", "circumstances", "frailty", "news2"],
        SubmitReferral.Read(The.Form with { News2 = "x", Frailty = "x", Circumstances = "x", WhatChanged = "", SafeToWait = "x", RedFlags = "x" }, Today).Problems.Select(p => p.Field));

    [Fact]
    public void An_unfinished_form_needs_only_reason_how_soon_and_postcode()
    {
        Assert.Equal(["postcode", "reason", "howSoon"], SubmitReferral.ReadGlimpse(new(), Today).Problems.Select(p => p.Field));
        Assert.NotNull(SubmitReferral.ReadGlimpse(new() { Postcode = "SS1 2AB", Reason = "fall", HowSoon = "routine" }, Today).Glimpse);
    }

    [Fact]
    public void Every_field_is_read_and_told_again() =>
        Assert.Equal(typeof(ReferralForm).GetProperties().Length, ReferralForm.Fields.Count);

    [Fact]
    public void Any_form_gives_details_or_a_problem_with_a_field_of_the_form() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Forms().ToArbitrary(), form =>
        {
            var (details, problems) = SubmitReferral.Read(form, Today);
            return details is null == problems.Count > 0
                && problems.All(p => ReferralForm.Fields.ContainsKey(p.Field) && p.Sentence.Length > 0)
                && (details is null || SubmitReferral.Read(ReferralForm.Of(details), Today).Details == details);
        }));

    /// <summary>The full form with some fields replaced by anything at all, or by what another field says.</summary>
    private static Gen<ReferralForm> Forms()
    {
        var fields = ReferralForm.Fields.Keys.Order(StringComparer.Ordinal).ToArray();
        var text = Gen.OneOf<string?>(
            ArbMap.Default.GeneratorFor<string?>(), Gen.Elements(fields).Select(f => ReferralForm.Fields[f].Get(The.Form)),
            Gen.Elements<string?>("yes", "No", "chest-pain, stroke", "7", "36,8", "ZZ99 3WZ", "0001-01-01", "9999-12-31", "\ud800", "\u2028a\u0085", " x\u00A0"));
        var change = from field in Gen.Elements(fields) from value in text select (field, value);
        return change.ListOf().Select(changes => changes.Aggregate(The.Form, (form, c) => ReferralForm.Fields[c.field].With(form, c.value)));
    }
}
