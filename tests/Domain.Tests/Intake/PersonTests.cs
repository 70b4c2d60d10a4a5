namespace SinglePointOfReferral.Domain.Tests.Intake;

public sealed class PersonTests
{
    [Theory]
    [InlineData("1942-03-09", "2026-03-08", 83)]
    [InlineData("1942-03-09", "2026-03-09", 84)]
    [InlineData("1944-02-29", "2026-02-27", 81)]
    [InlineData("1944-02-29", "2026-02-28", 82)]
    [InlineData("1944-02-29", "2028-02-28", 83)]
    [InlineData("1944-02-29", "2028-02-29", 84)]
    [InlineData("2026-03-03", "2026-03-03", 0)]
    public void Age_is_counted_in_whole_years(string born, string day, int age) =>
        Assert.Equal(age, (The.Details.Person with { DateOfBirth = DateOnly.Parse(born) }).AgeOn(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2008-03-04", "under 18")]
    [InlineData("2008-03-03", "18 to 64")]
    [InlineData("1961-03-04", "18 to 64")]
    [InlineData("1961-03-03", "65 to 74")]
    [InlineData("1951-03-03", "75 to 84")]
    [InlineData("1941-03-03", "85 and over")]
    public void Only_the_band_of_an_age_is_told_in_lists(string born, string band) =>
        Assert.Equal(band, (The.Details.Person with { DateOfBirth = DateOnly.Parse(born) }).AgeBandOn(new DateOnly(2026, 3, 3)));
}
