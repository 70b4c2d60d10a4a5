using SinglePointOfReferral.Domain.Audit;

namespace SinglePointOfReferral.Domain.Tests.Audit;

/// <summary>Who looks without a part in a referral says why, once an hour, and is reviewed once.</summary>
public sealed class BreakGlassTests
{
    private static readonly Actor Kit = new("kit", "Kit Walker", The.WestTeam);

    [Fact]
    public void The_glass_is_broken_for_an_hour_with_a_reason_and_words() =>
        Given.Facts(The.Submitted).When((r, now) => BreakGlass.Decide(r, Kit, GlassReason.Safeguarding, " She is at risk ", now))
            .Then(new GlassBroken(GlassReason.Safeguarding, "She is at risk", The.Start.AddMinutes(61)));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Without_words_it_stays_whole(string? words) =>
        Given.Facts(The.Submitted).When((r, now) => BreakGlass.Decide(r, Kit, GlassReason.Other, words, now)).ThenRefused(Refusal.ReasonMissing);

    [Fact]
    public void Broken_twice_within_the_hour_it_is_broken_once_and_after_the_hour_again()
    {
        var broken = Broken(Kit);
        Assert.Empty(BreakGlass.Decide(broken, Kit, GlassReason.Other, "Again", The.Start.AddMinutes(60)).Facts);
        Assert.Single(BreakGlass.Decide(broken, Kit, GlassReason.Other, "Again", The.Start.AddMinutes(61)).Facts);
    }

    [Fact]
    public void It_opens_for_who_broke_it_and_for_nobody_else_and_not_from_another_organisation()
    {
        var glass = Assert.Single(Broken(Kit).Broken);
        Assert.True(glass.Opens(Kit, The.Start.AddMinutes(60)));
        Assert.False(glass.Opens(Kit, The.Start.AddMinutes(61)));
        Assert.False(glass.Opens(Kit with { Id = "jo" }, The.Start.AddMinutes(2)));
        Assert.False(glass.Opens(Kit with { Organisation = The.EastTeam }, The.Start.AddMinutes(2)));
        Assert.Single(BreakGlass.Decide(Broken(Kit), Kit with { Id = "jo" }, GlassReason.Other, "Too", The.Start.AddMinutes(2)).Facts);
    }

    [Fact]
    public void It_is_reviewed_once()
    {
        var broken = Broken(Kit);
        var now = The.Start.AddHours(5);
        Assert.Equal(new GlassReviewed(2, IsJustified: false, "No reason"), Assert.Single(ReviewGlass.Decide(broken, 2, isJustified: false, "No reason", now).Facts).Fact);
        Assert.Equal(Refusal.NoSuchBrokenGlass, ReviewGlass.Decide(broken, 1, isJustified: true, null, now).Refused);
        var reviewed = Given.After(broken, ReviewGlass.Decide(broken, 2, isJustified: false, null, now));
        Assert.False(Assert.Single(reviewed.Broken).Review!.IsJustified);
        Assert.Empty(ReviewGlass.Decide(reviewed, 2, isJustified: false, "Again", now).Facts);
        Assert.Equal(Refusal.AlreadyReviewed, ReviewGlass.Decide(reviewed, 2, isJustified: true, null, now).Refused);
    }

    /// <summary>Broken a minute after the start, as the second fact.</summary>
    private static Referral Broken(Actor by)
    {
        var at = The.Start.AddMinutes(1);
        return Given.Facts(The.Submitted).Referral.With(new Recorded(2, at, at, by, null, new GlassBroken(GlassReason.Other, "Words", at + BreakGlass.Opens)));
    }
}
