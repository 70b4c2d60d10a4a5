using System.Globalization;
using System.Text.RegularExpressions;

namespace SinglePointOfReferral.Domain.Values;

/// <summary>Reads a day however people write it.</summary>
public static partial class Days
{
    /// <summary>The year first as from three boxes, otherwise as it is said.</summary>
    private static readonly string[] Patterns =
        ["yyyy-M-d", "yyyy-MMM-d", "yyyy-MMMM-d", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d M yyyy", "d MMM yyyy", "d MMMM yyyy", "MMMM d yyyy"];

    /// <summary>False when it is no real day.</summary>
    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(Plainly(text ?? ""), Patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A day in words without what people put around them: "9th of March, 1942".</summary>
    private static string Plainly(string text) => Ordinal().Replace(text.Trim().Replace(" of ", " ", StringComparison.OrdinalIgnoreCase).Replace(",", "", StringComparison.Ordinal), "${day}");

    [GeneratedRegex(@"\b(?<day>\d{1,2})(st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ordinal();
}
