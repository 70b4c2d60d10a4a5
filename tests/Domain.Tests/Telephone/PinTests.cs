using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

public sealed class PinTests
{
    private const string Number = "482177";

    [Theory]
    [InlineData("4093")]
    [InlineData("12346")]
    [InlineData("19405")]
    [InlineData("90817263")]
    public void Four_to_eight_numbers_make_a_pin(string pin) => Assert.Null(Pin.Problem(pin, Number));

    [Theory]
    [InlineData("")]
    [InlineData("409")]
    [InlineData("409381726")]
    [InlineData("40 93")]
    [InlineData("٤٠٩٣")]
    public void Anything_else_does_not(string pin) => Assert.Equal("Enter a PIN of 4 to 8 numbers", Pin.Problem(pin, Number));

    [Theory]
    [InlineData("0000", "not the same number again and again")]
    [InlineData("1234", "not numbers that run up or down")]
    [InlineData("98765", "not numbers that run up or down")]
    [InlineData("2468", "not numbers that run up or down")]
    [InlineData("9630", "not numbers that run up or down")]
    [InlineData("2525", "not the same numbers over again")]
    [InlineData("7722", "not the same numbers over again")]
    [InlineData("407407", "not the same numbers over again")]
    [InlineData("2580", "not keys in a line or round the corners")]
    [InlineData("0852", "not keys in a line or round the corners")]
    [InlineData("1397", "not keys in a line or round the corners")]
    [InlineData("1793", "not keys in a line or round the corners")]
    [InlineData("482177", "not from your staff number")]
    [InlineData("4821", "not from your staff number")]
    [InlineData("14821773", "not from your staff number")]
    [InlineData("1984", "not a year")]
    [InlineData("2012", "not a year")]
    public void What_anybody_would_try_first_is_refused(string pin, string why) => Assert.Equal($"Choose a PIN that is harder to guess: {why}", Pin.Problem(pin, Number));
}
