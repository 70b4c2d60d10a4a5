using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Values;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("9990000018")]
    [InlineData("999 000 0018")]
    [InlineData(" 999-000-0018 ")]
    [InlineData("999–000–0018")]
    [InlineData("999\u00A0000\u00A00018")]
    public void It_is_read_as_people_write_it(string text)
    {
        var number = The.Read<NhsNumber>(text);
        Assert.Equal("9990000018", number.Text);
        Assert.Equal("999 000 0018", number.Spaced);
    }

    [Theory]
    [InlineData("999 000 001B", "must contain only numbers")]
    [InlineData("٩٩٩٠٠٠٠٠١٨", "must contain only numbers")]
    [InlineData("999 000 001", "This has 9")]
    [InlineData("999 000 00180", "This has 11")]
    [InlineData("QQ123456C", "looks like a National Insurance number")]
    [InlineData("999 000 0017", "one of its numbers is wrong")]
    public void What_it_cannot_be_is_told_in_a_sentence(string text, string sentence) =>
        Assert.Contains(sentence, NhsNumber.Read(text).Problem);

    [Theory]
    [InlineData("999 000 0018")]
    [InlineData("999 000 0026")]
    [InlineData("999 000 0034")]
    public void Any_single_wrong_digit_is_refused(string text)
    {
        var right = The.Read<NhsNumber>(text).Text;
        foreach (var wrong in Wrong.Digits(right))
            Assert.False(NhsNumber.Read(wrong).IsRead, wrong);
    }

    [Fact]
    public void A_number_whose_check_digit_would_be_ten_does_not_exist()
    {
        var stems = Enumerable.Range(0, 1000).Select(n => $"999000{n:D3}").Where(stem => !Enumerable.Range(0, 10).Any(c => NhsNumber.Read($"{stem}{c}").IsRead));
        Assert.NotEmpty(stems);
    }

    [Fact]
    public void As_a_string_it_is_masked()
    {
        var number = The.Read<NhsNumber>("999 000 0018");
        Assert.Equal("*** *** *018", number.ToString());
        Assert.Equal("*** *** *018", $"{number}");
    }
}

/// <summary>What slips of the finger make of digits.</summary>
internal static class Wrong
{
    public static IEnumerable<string> Digits(string right) =>
        from at in Enumerable.Range(0, right.Length)
        from digit in "0123456789"
        where right[at] != digit
        select right[..at] + digit + right[(at + 1)..];

    public static IEnumerable<string> Neighbours(string right) =>
        from at in Enumerable.Range(0, right.Length - 1)
        where right[at] != right[at + 1]
        select right[..at] + right[at + 1] + right[at] + right[(at + 2)..];
}
