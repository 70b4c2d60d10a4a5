using System.Globalization;

namespace SinglePointOfReferral.App.Audit;

/// <summary>
/// The heads of the chain as they were, in a file outside the store: each vouches for all that was sealed by then. Elsewhere than on this
/// machine they are in the log of the app alone.
/// </summary>
/// <param name="path">Null where no file is kept.</param>
public sealed class AuditHeads(string? path)
{
    public const string FileName = "audit-heads.log";

    public Task Note(Seal seal, CancellationToken cancel) =>
        path is null ? Task.CompletedTask : File.AppendAllTextAsync(path, $"{Times.Write(seal.At)} {seal.Head}\n", cancel);

    /// <summary>The last head that was noted; null where there is none.</summary>
    public async Task<string?> Last(CancellationToken cancel) => path is null || !File.Exists(path) ? null
        : (await File.ReadAllLinesAsync(path, cancel)).LastOrDefault(l => l.Length > 0)?.Split(' ')[^1];

    /// <summary>The number and the keyed hash of a head; null when it is none.</summary>
    public static (long Number, string Mac)? Read(string? head) =>
        head?.Trim().Split(':') is [var number, { Length: > 0 } mac] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? (read, mac) : null;
}
