using System.Runtime.InteropServices;

namespace SinglePointOfReferral.Domain.Support;

/// <summary>A week of support: the first is the seven days from when the person was first seen.</summary>
/// <param name="Of">How many weeks it lasts at most, the last perhaps not whole.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SupportWeek(int Number, int Of)
{
    /// <summary>From this week on support that nobody has looked at is said to be so: it is reviewed before week six.</summary>
    public const int ReviewFrom = 5;

    private const double Days = 7;

    /// <summary>"week 3 of 6"; once the last is over, for how many weeks it was to last.</summary>
    public string InWords => Number <= Of ? $"week {Number} of {Of}" : $"week {Number}, was to end after {Of}";

    /// <param name="seen">When the person was first seen.</param>
    /// <param name="until">When the support must end.</param>
    public static SupportWeek At(DateTimeOffset now, DateTimeOffset seen, DateTimeOffset until) =>
        new(NumberAt(now, seen), Math.Max(1, (int)Math.Ceiling((until - seen).TotalDays / Days)));

    /// <summary>In which week of support something is; whatever is before it counts as in the first.</summary>
    public static int NumberAt(DateTimeOffset at, DateTimeOffset seen) => Math.Max(0, (int)Math.Floor((at - seen).TotalDays / Days)) + 1;
}
