using System.Globalization;

namespace SinglePointOfReferral.App;

/// <summary>Moments as stored: UTC, to the tick, so that text order is time order.</summary>
public static class Times
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    /// <summary>How many characters a stored moment has.</summary>
    public const int Length = 28;

    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The same where a text may be none of ours.</summary>
    public static bool TryRead(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);

    /// <summary>Today in England.</summary>
    public static DateOnly Today(this TimeProvider clock) =>
        DateOnly.FromDateTime(Domain.Worklist.Plain.InLondon(clock.GetUtcNow()).DateTime);
}
