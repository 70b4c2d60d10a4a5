using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Values;

public sealed class DaysTests
{
    [Theory]
    [InlineData("2026-3-27")]
    [InlineData("2026-March-27")]
    [InlineData("2026-mar-27")]
    [InlineData("27/03/2026")]
    [InlineData(" 27 March 2026 ")]
    [InlineData("27th of March, 2026")]
    public void A_day_is_read_however_it_is_written(string text) =>
        Assert.Equal((true, new DateOnly(2026, 3, 27)), (Days.TryRead(text, out var day), day));

    [Theory]
    [InlineData(null)]
    [InlineData("2026-2-30")]
    [InlineData("26-3-27")]
    [InlineData("tomorrow")]
    public void What_is_no_real_day_is_not_read(string? text) => Assert.False(Days.TryRead(text, out _));
}
