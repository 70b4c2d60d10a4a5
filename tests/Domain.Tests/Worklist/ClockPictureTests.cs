using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

/// <summary>The picture of a clock that started at nine and runs for two hours.</summary>
public sealed class ClockPictureTests
{
    private static readonly Fact[] Story = [The.Submitted, The.Triaged, The.Offered, The.Accepted, The.Visited];

    [Fact]
    public void The_bar_goes_from_receipt_to_when_the_person_is_to_be_seen_and_is_filled_up_to_now()
    {
        var picture = Picture(TimeSpan.FromMinutes(60), minutes: [0, 1, 2]);
        Assert.Equal((96, 50, true, false), (picture.Due, picture.Until, picture.Runs, picture.IsLate));
        Assert.Equal("The person is to be seen today at 11:00, in 1 hour.", picture.Sentence);
    }

    [Fact]
    public void Each_thing_that_happened_stands_where_it_belongs()
    {
        var picture = Picture(TimeSpan.FromMinutes(110), minutes: [0, 30, 60, 90]);
        Assert.Equal(["Received", "Triaged", "Offered", "Accepted"], picture.Marks.Select(m => m.Label));
        Assert.Equal([4, 27, 50, 73], picture.Marks.Select(m => m.X));
        Assert.All(picture.Marks, m => Assert.Equal(0, m.Lane));
    }

    [Fact]
    public void Marks_that_would_cover_each_other_stand_one_above_the_other()
    {
        var picture = Picture(TimeSpan.FromMinutes(50), minutes: [0, 1, 2, 40]);
        Assert.Equal([0, 1, 2, 0], picture.Marks.Select(m => m.Lane));
        Assert.Equal(3, picture.Lanes);
    }

    [Fact]
    public void When_the_time_is_up_the_bar_goes_on_until_now_and_says_by_how_much_it_is_late()
    {
        var picture = Picture(TimeSpan.FromHours(4), minutes: [0, 1, 2]);
        Assert.Equal((50, 96, true), (picture.Due, picture.Until, picture.IsLate));
        Assert.Equal("The person is to be seen today at 11:00, 2 hours late.", picture.Sentence);
    }

    [Theory]
    [InlineData(90, false, "The person was seen 30 minutes before the time was up.")]
    [InlineData(140, true, "The person was seen 20 minutes late.")]
    public void The_visit_stops_it_for_good(int seen, bool isLate, string sentence)
    {
        foreach (var later in new[] { TimeSpan.FromHours(3), TimeSpan.FromDays(20) })
        {
            var picture = Picture(later, minutes: [0, 1, 2, 3, seen]);
            Assert.Equal((false, isLate, sentence), (picture.Runs, picture.IsLate, picture.Sentence));
            Assert.Equal("Seen", picture.Marks[^1].Label);
        }
    }

    [Fact]
    public void What_ends_without_a_visit_stops_it_where_it_ended()
    {
        var given = Given.Facts(The.Submitted, The.Triaged, The.Offered, The.Withdrawn);
        var facts = Recorded([The.Submitted, The.Triaged, The.Offered, The.Withdrawn], [0, 1, 2, 60]);
        var picture = ClockPicture.Of(given.Referral, given.Referral.Strands[0], facts, The.Town, The.Start.AddDays(1));
        Assert.Equal((50, false, "It ended before anybody had seen the person."), (picture.Until, picture.Runs, picture.Sentence));
    }

    [Fact]
    public void Whatever_happened_everything_stays_within_the_picture_and_no_two_marks_cover_each_other() => Any.Always(any =>
    {
        var minutes = Enumerable.Range(0, 5).Select(_ => any.Now().Minute * (any.Now().Hour % 3)).Order().ToArray();
        var picture = Picture(any.Now() - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromHours(2), [0, .. minutes[1..]]);
        Assert.All([picture.Due, picture.Until, .. picture.Marks.Select(m => m.X)], x => Assert.InRange(x, ClockPicture.Left, ClockPicture.Right));
        Assert.All(picture.Marks, m => Assert.DoesNotContain(picture.Marks, o => o != m && o.Lane == m.Lane && Math.Abs(o.X - m.X) < ClockPicture.Apart));
    });

    /// <summary>The picture some time after nine, of as many facts as there are minutes after nine.</summary>
    private static ClockPicture Picture(TimeSpan now, int[] minutes)
    {
        var facts = Recorded(Story[..minutes.Length], minutes);
        var referral = Referral.From(The.Reference, facts);
        return ClockPicture.Of(referral, referral.Strands[0], facts, The.Town, The.Start + now);
    }

    private static List<Recorded> Recorded(Fact[] facts, int[] minutes) =>
        [.. facts.Zip(minutes, (fact, minute) => (fact, The.Start.AddMinutes(minute))).Select((f, i) => new Recorded(i + 1, f.Item2, f.Item2, The.Gp, null, f.fact))];
}
