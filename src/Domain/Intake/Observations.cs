namespace SinglePointOfReferral.Domain.Intake;

/// <summary>Alert, newly confused, responding to voice, responding to pain, unresponsive.</summary>
public enum Consciousness { Alert, Confusion, Voice, Pain, Unresponsive }

/// <summary>
/// The seven observations of the National Early Warning Score, and a score that was worked out elsewhere ("National Early Warning
/// Score (NEWS) 2", Royal College of Physicians, 2017, charts 1 to 4). It is not for people under 16 or pregnant.
/// </summary>
/// <param name="Score">A total that the referrer gave.</param>
/// <param name="Respirations">Breaths a minute.</param>
/// <param name="Saturation">Oxygen saturation in per cent.</param>
/// <param name="Scale2">The saturation is judged by scale 2, for hypercapnic respiratory failure.</param>
/// <param name="Oxygen">The person breathes oxygen, not air.</param>
/// <param name="Systolic">Systolic blood pressure in mmHg.</param>
/// <param name="Pulse">Beats a minute.</param>
/// <param name="Temperature">Degrees Celsius.</param>
public sealed record Observations(
    int? Score = null, int? Respirations = null, int? Saturation = null, bool Scale2 = false, bool? Oxygen = null, int? Systolic = null,
    int? Pulse = null, Consciousness? Consciousness = null, decimal? Temperature = null)
{
    /// <summary>From here on what is known of a score counts, however much is missing ("urgent response threshold", chart 4).</summary>
    private const int UrgentResponse = 5;

    public const int Highest = 20;

    public static readonly Observations None = new();

    /// <summary>
    /// The total: the higher of what was given and what the observations add up to. Null when neither is whole, unless the
    /// observations there are come to 5 or more by themselves.
    /// </summary>
    public int? Total
    {
        get
        {
            var added = Sum(out var isWhole);
            return Score is { } given ? Math.Max(given, added) : isWhole || added >= UrgentResponse ? added : null;
        }
    }

    /// <summary>The highest score of any one observation; null when none was made.</summary>
    public int? HighestSingle
    {
        get
        {
            int? highest = null;
            for (var i = 0; i < Count; i++)
            {
                if (Of(i) is { } score && !(score <= highest))
                    highest = score;
            }
            return highest;
        }
    }

    private const int Count = 7;

    private int Sum(out bool isWhole)
    {
        var sum = 0;
        isWhole = true;
        for (var i = 0; i < Count; i++)
        {
            if (Of(i) is { } score)
                sum += score;
            else
                isWhole = false;
        }
        return sum;
    }

    private int? Of(int observation) => observation switch
    {
        0 => Respirations switch { null => null, <= 8 => 3, <= 11 => 1, <= 20 => 0, <= 24 => 2, _ => 3 },
        1 => Scale2 ? OnScale2 : Saturation switch { null => null, <= 91 => 3, <= 93 => 2, <= 95 => 1, _ => 0 },
        2 => Oxygen switch { null => null, true => 2, false => 0 },
        3 => Systolic switch { null => null, <= 90 => 3, <= 100 => 2, <= 110 => 1, <= 219 => 0, _ => 3 },
        4 => Pulse switch { null => null, <= 40 => 3, <= 50 => 1, <= 90 => 0, <= 110 => 1, <= 130 => 2, _ => 3 },
        5 => Consciousness switch { null => null, Intake.Consciousness.Alert => 0, _ => 3 },
        6 => Temperature switch { null => null, <= 35.0m => 3, <= 36.0m => 1, <= 38.0m => 0, <= 39.0m => 1, _ => 2 },
        _ => throw new ArgumentOutOfRangeException(nameof(observation)),
    };

    private int? OnScale2 => Saturation switch
    {
        null => null, <= 83 => 3, <= 85 => 2, <= 87 => 1, <= 92 => 0,
        var high => Oxygen is not true ? 0 : high switch { <= 94 => 1, <= 96 => 2, _ => 3 },
    };
}
