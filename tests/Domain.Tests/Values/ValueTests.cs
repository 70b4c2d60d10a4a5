using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Values;

public sealed class ValueTests
{
    [Theory]
    [InlineData("SS1 2AB", "SS1 2AB", "SS1")]
    [InlineData("ss12ab", "SS1 2AB", "SS1")]
    [InlineData(" ss1-2ab ", "SS1 2AB", "SS1")]
    [InlineData("SW1A 1AA", "SW1A 1AA", "SW1A")]
    [InlineData("M1 1AE", "M1 1AE", "M1")]
    [InlineData("EC1A 1BB", "EC1A 1BB", "EC1A")]
    [InlineData("GIR 0AA", "GIR 0AA", "GIR")]
    [InlineData("zz993wz", "ZZ99 3WZ", "ZZ99")]
    public void A_postcode_is_read_as_people_write_it(string text, string postcode, string district)
    {
        Assert.Equal(postcode, The.Read<Postcode>(text).Text);
        Assert.Equal(district, The.Read<Postcode>(text).District);
    }

    [Theory]
    [InlineData("SS1", "full")]
    [InlineData("SS1 2ABC", "real")]
    [InlineData("SS11 22AB", "full")]
    [InlineData("SS1_2AB", "full")]
    [InlineData("ŠS1 2AB", "full")]
    [InlineData("1SS 2AB", "real")]
    [InlineData("SS1 2CI", "real")]
    [InlineData("SI1 2AB", "real")]
    public void What_a_postcode_cannot_be_is_told_in_a_sentence(string text, string sentence) =>
        Assert.Contains($"Enter a {sentence} UK postcode", Postcode.Read(text).Problem);

    [Fact]
    public void As_a_string_a_postcode_is_its_district() => Assert.Equal("SS1 ***", The.Read<Postcode>("SS1 2AB").ToString());

    [Theory]
    [InlineData("F81001", "F81001")]
    [InlineData(" rrt01 ", "RRT01")]
    [InlineData("Y", "Y")]
    public void An_organisation_s_code_is_read_in_capitals(string text, string code) => Assert.Equal(code, The.Read<OdsCode>(text).Text);

    [Theory]
    [InlineData("")]
    [InlineData("F81001-001")]
    [InlineData("F810010011")]
    [InlineData("É81001")]
    public void What_is_no_organisation_s_code_is_told_in_a_sentence(string text) =>
        Assert.Contains("up to 9 letters and numbers", OdsCode.Read(text).Problem);

    [Theory]
    [InlineData("07700 900 123")]
    [InlineData("07700900123")]
    [InlineData("+44 7700 900123")]
    [InlineData("+44 (0)7700 900123")]
    [InlineData("0044 7700 900123")]
    [InlineData("0044 (0) 7700 900 123")]
    [InlineData("(07700) 900-123")]
    [InlineData("07700.900.123")]
    [InlineData("\u00A007700\u2009900\u00A0123\t")]
    [InlineData("07700–900–123")]
    public void A_telephone_number_is_read_as_people_paste_it(string text)
    {
        var number = The.Read<PhoneNumber>(text);
        Assert.Equal("+447700900123", number.Text);
        Assert.Equal("07700900123", number.National);
        Assert.True(number.IsMobile);
    }

    [Theory]
    [InlineData("01632 960 100", "+441632960100")]
    [InlineData("(020) 7946 0123", "+442079460123")]
    [InlineData("016977 2555", "+44169772555")]
    public void A_landline_cannot_take_a_text(string text, string number)
    {
        Assert.Equal(number, The.Read<PhoneNumber>(text).Text);
        Assert.False(The.Read<PhoneNumber>(text).IsMobile);
    }

    [Theory]
    [InlineData("")]
    [InlineData("900 123")]
    [InlineData("7700 900 123")]
    [InlineData("07700 900 1234")]
    [InlineData("+1 202 555 0123")]
    [InlineData("07700 900 123 ext 4")]
    [InlineData("00000000000")]
    [InlineData("٠٧٧٠٠٩٠٠١٢٣")]
    public void What_is_no_telephone_number_is_told_in_a_sentence(string text) =>
        Assert.Contains("Enter a UK telephone number", PhoneNumber.Read(text).Problem);

    [Fact]
    public void As_a_string_a_telephone_number_is_masked() => Assert.Equal("********123", The.Read<PhoneNumber>("07700 900 123").ToString());
}
