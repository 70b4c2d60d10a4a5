namespace SinglePointOfReferral.FakeTwilio;

/// <summary>How often something goes wrong: each from 0, never, to 1, always.</summary>
public sealed record Faults
{
    /// <summary>Whatever is drawn is the same for the same seed and the same order of requests.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>429, and nothing is made.</summary>
    public double TooMany { get; init; }

    /// <summary>500, and nothing is made.</summary>
    public double FailBefore { get; init; }

    /// <summary>500, and it is made all the same.</summary>
    public double FailAfter { get; init; }

    /// <summary>No answer ever, and nothing is made.</summary>
    public double SilentBefore { get; init; }

    /// <summary>No answer ever, and it is made.</summary>
    public double SilentAfter { get; init; }

    /// <summary>The connection is cut, and it is made.</summary>
    public double DropAfter { get; init; }

    /// <summary>An answer that is no JSON, and it is made.</summary>
    public double BrokenAfter { get; init; }

    /// <summary>A text that does not reach its handset, with one of <see cref="Codes"/>.</summary>
    public double Undelivered { get; init; }

    public IReadOnlyList<int> Codes { get; init; } = [30003, 30005, 30006, 30008];

    public double CallbackTwice { get; init; }

    /// <summary>What is reported of one text comes the wrong way round.</summary>
    public double CallbacksReversed { get; init; }

    public double CallbackLost { get; init; }

    /// <summary>All is reported before the request that asked is answered.</summary>
    public double CallbackFirst { get; init; }

    /// <summary>A text is not listed for the first <see cref="ListLag"/>.</summary>
    public double ListedLate { get; init; }

    public TimeSpan ListLag { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Looking or listing is answered by 500.</summary>
    public double LookFails { get; init; }
}

/// <summary>What happens to one request.</summary>
public enum Trouble { None, TooMany, FailBefore, FailAfter, SilentBefore, SilentAfter, DropAfter, BrokenAfter }

/// <summary>Draws what goes wrong.</summary>
public sealed class Dice
{
    private readonly Lock gate = new();
    private Random random = new(1);

    public Faults Faults { get; private set; } = new();

    public void Set(Faults faults)
    {
        lock (gate)
            (Faults, random) = (faults, new Random(faults.Seed));
    }

    public bool Falls(Func<Faults, double> which)
    {
        lock (gate)
            return random.NextDouble() < which(Faults);
    }

    public Trouble Draw()
    {
        lock (gate)
        {
            var left = random.NextDouble();
            (Trouble Trouble, double Share)[] all =
            [
                (Trouble.TooMany, Faults.TooMany), (Trouble.FailBefore, Faults.FailBefore), (Trouble.FailAfter, Faults.FailAfter), (Trouble.SilentBefore, Faults.SilentBefore),
                (Trouble.SilentAfter, Faults.SilentAfter), (Trouble.DropAfter, Faults.DropAfter), (Trouble.BrokenAfter, Faults.BrokenAfter),
            ];
            foreach (var (trouble, share) in all)
            {
                if (left < share)
                    return trouble;
                left -= share;
            }
            return Trouble.None;
        }
    }

    /// <summary>The error code of a text that does not arrive; null for one that does.</summary>
    public int? Code()
    {
        lock (gate)
            return random.NextDouble() < Faults.Undelivered ? Faults.Codes[random.Next(Faults.Codes.Count)] : null;
    }
}
