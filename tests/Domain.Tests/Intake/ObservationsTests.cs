using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Tests.Intake;

/// <summary>The National Early Warning Score, value by value against the chart as it is published ("National Early Warning Score
/// (NEWS) 2", Royal College of Physicians, 2017, chart 1).</summary>
public sealed class ObservationsTests
{
    private static readonly Observations Well = new(
        Respirations: 16, Saturation: 97, Oxygen: false, Systolic: 130, Pulse: 70, Consciousness: Consciousness.Alert, Temperature: 37.0m);

    /// <summary>The bands of the chart: the last value of each, and what it scores. The first starts at the lowest value there is.</summary>
    private static readonly Dictionary<string, (decimal From, (decimal To, int Score)[] Bands)> Chart = new()
    {
        ["respirations"] = (0, [(8, 3), (11, 1), (20, 0), (24, 2), (80, 3)]),
        ["saturation on scale 1"] = (50, [(91, 3), (93, 2), (95, 1), (100, 0)]),
        ["saturation on scale 2, on air"] = (50, [(83, 3), (85, 2), (87, 1), (100, 0)]),
        ["saturation on scale 2, on oxygen"] = (50, [(83, 3), (85, 2), (87, 1), (92, 0), (94, 1), (96, 2), (100, 3)]),
        ["systolic"] = (30, [(90, 3), (100, 2), (110, 1), (219, 0), (300, 3)]),
        ["pulse"] = (10, [(40, 3), (50, 1), (90, 0), (110, 1), (130, 2), (300, 3)]),
        ["temperature"] = (25, [(35.0m, 3), (36.0m, 1), (38.0m, 0), (39.0m, 1), (45.0m, 2)]),
    };

    public static TheoryData<string> EachObservation => [.. Chart.Keys];

    [Theory, MemberData(nameof(EachObservation))]
    public void Every_value_scores_what_the_chart_says(string observation)
    {
        var (from, bands) = Chart[observation];
        var step = observation == "temperature" ? 0.1m : 1;
        for (var value = from; value <= bands[^1].To; value += step)
        {
            var expected = bands.First(b => value <= b.To).Score;
            Assert.Equal((value, (int?)expected), (value, SingleOf(observation, value)));
            Assert.Equal((value, (int?)expected), (value, With(observation, value).Total - OxygenOf(observation)));
        }
    }

    [Theory]
    [InlineData(Consciousness.Alert, 0)]
    [InlineData(Consciousness.Confusion, 3)]
    [InlineData(Consciousness.Voice, 3)]
    [InlineData(Consciousness.Pain, 3)]
    [InlineData(Consciousness.Unresponsive, 3)]
    public void Anything_but_alert_scores_3(Consciousness consciousness, int score) =>
        Assert.Equal(score, (Well with { Consciousness = consciousness }).Total);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void Oxygen_scores_2(bool oxygen, int score) => Assert.Equal(score, (Well with { Oxygen = oxygen }).Total);

    [Fact]
    public void On_scale_2_a_high_saturation_counts_only_on_oxygen()
    {
        Assert.Equal(0, new Observations(Saturation: 99, Scale2: true).HighestSingle);
        Assert.Equal(3, new Observations(Saturation: 99, Scale2: true, Oxygen: true).HighestSingle);
        Assert.Equal(2, new Observations(Saturation: 88, Scale2: true, Oxygen: true).HighestSingle);
    }

    [Fact]
    public void Seven_observations_at_their_worst_are_the_highest_total() =>
        Assert.Equal(Observations.Highest, new Observations(null, 30, 80, false, true, 80, 140, Consciousness.Pain, 34.0m).Total);

    [Theory]
    [InlineData("respirations")]
    [InlineData("saturation")]
    [InlineData("oxygen")]
    [InlineData("systolic")]
    [InlineData("pulse")]
    [InlineData("consciousness")]
    [InlineData("temperature")]
    public void With_one_observation_missing_there_is_no_total(string missing)
    {
        var observations = Without(missing);
        Assert.Null(observations.Total);
        Assert.Equal(0, observations.HighestSingle);
    }

    [Fact]
    public void What_was_found_counts_from_5_on_even_when_the_rest_is_missing()
    {
        Assert.Null(new Observations(Respirations: 30, Temperature: 38.5m).Total);
        Assert.Equal(5, new Observations(Respirations: 30, Temperature: 39.5m).Total);
    }

    [Theory]
    [InlineData(2, null, 2)]
    [InlineData(2, 30, 3)]
    [InlineData(6, 30, 6)]
    public void Of_a_total_given_and_a_total_worked_out_the_higher_counts(int given, int? respirations, int total) =>
        Assert.Equal(total, new Observations(Score: given, Respirations: respirations).Total);

    [Fact]
    public void Without_observations_there_is_neither_a_total_nor_a_highest_score()
    {
        Assert.Null(Observations.None.Total);
        Assert.Null(Observations.None.HighestSingle);
    }

    private static int? SingleOf(string observation, decimal value) => observation.EndsWith("on oxygen", StringComparison.Ordinal)
        ? With(observation, value).Total - 2
        : With(observation, value, Observations.None).HighestSingle;

    /// <summary>Oxygen itself scores besides.</summary>
    private static int OxygenOf(string observation) => observation.EndsWith("on oxygen", StringComparison.Ordinal) ? 2 : 0;

    private static Observations With(string observation, decimal value, Observations? others = null) => observation switch
    {
        "respirations" => (others ?? Well) with { Respirations = (int)value },
        "saturation on scale 1" => (others ?? Well) with { Saturation = (int)value },
        "saturation on scale 2, on air" => (others ?? Well) with { Saturation = (int)value, Scale2 = true },
        "saturation on scale 2, on oxygen" => (others ?? Well) with { Saturation = (int)value, Scale2 = true, Oxygen = true },
        "systolic" => (others ?? Well) with { Systolic = (int)value },
        "pulse" => (others ?? Well) with { Pulse = (int)value },
        "temperature" => (others ?? Well) with { Temperature = value },
        _ => throw new ArgumentOutOfRangeException(nameof(observation)),
    };

    private static Observations Without(string observation) => observation switch
    {
        "respirations" => Well with { Respirations = null },
        "saturation" => Well with { Saturation = null },
        "oxygen" => Well with { Oxygen = null },
        "systolic" => Well with { Systolic = null },
        "pulse" => Well with { Pulse = null },
        "consciousness" => Well with { Consciousness = null },
        "temperature" => Well with { Temperature = null },
        _ => throw new ArgumentOutOfRangeException(nameof(observation)),
    };
}
