namespace SinglePointOfReferral.Domain;

internal static class Free
{
    /// <summary>What somebody wrote, trimmed; null when they wrote nothing.</summary>
    public static string? Text(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();
}
