using System.Text.Json;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>A row of the board that names no owner, next action or due time.</summary>
/// <param name="Key">Where it stands on the board: its reference, if that can be read.</param>
/// <param name="Missing">What is wrong, each in a few words.</param>
public sealed record DeadEnd(string Key, Reference? Reference, IReadOnlyList<string> Missing);

/// <param name="Count">Always nought, unless something is broken.</param>
public sealed record DeadEndsView(int Count, IReadOnlyList<DeadEnd> Referrals);

/// <summary>
/// Looks over the board as it is stored, trusting nothing that wrote it: whatever is open has an owner who exists, a next action and
/// a due time that somebody could keep.
/// </summary>
public static class DeadEnds
{
    /// <summary>No action is due further off than support may last, extended as it may be; nor was any due before this.</summary>
    private static TimeSpan FurthestIn(Locality town) =>
        town.Clocks.Rules.Max(r => r.Length?.Elapsed ?? TimeSpan.Zero) * 2 + town.LongestExtension + TimeSpan.FromDays(15);

    private static readonly TimeSpan LongestLate = TimeSpan.FromDays(366);

    public static IReadOnlyList<DeadEnd> Among(IEnumerable<Row> board, Locality town, DateTimeOffset now) =>
        [.. board.Select(row => new DeadEnd(row.Key, Reference.Read(row.Key).Value, [.. Missing(row, town, now)])).Where(d => d.Missing.Count > 0)];

    private static IEnumerable<string> Missing(Row row, Locality town, DateTimeOffset now)
    {
        if (Parsed(row["line"]) is not { ValueKind: JsonValueKind.Object } line)
            return ["cannot be read"];
        return
        [
            .. Reference.Read(row.Key).IsRead && Text(line, "reference") == row.Key ? Array.Empty<string>() : ["is not under its reference"],
            .. Missing(line, town, now),
            .. line.TryGetProperty("others", out var others) && others.ValueKind is JsonValueKind.Array
                ? others.EnumerateArray().SelectMany(o => Missing(o, town, now)) : [],
        ];
    }

    private static IEnumerable<string> Missing(JsonElement action, Locality town, DateTimeOffset now)
    {
        var owner = Text(action, "owner");
        if (string.IsNullOrWhiteSpace(owner))
            yield return "no owner";
        else if (owner != NextActions.Hub && town.Service(owner) is null && Text(action, "stage") != Code.Of(Stage.WithHub))
            yield return "its owner is not in the directory";
        if (!Code.TryRead(Text(action, "todo"), out Todo _))
            yield return "no next action";
        if (!DateTimeOffset.TryParse(Text(action, "due"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var due))
            yield return "no due time";
        else if (due - now > FurthestIn(town) || now - due > LongestLate)
            yield return "due at a time that cannot be right";
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;

    private static JsonElement? Parsed(string? json)
    {
        try
        {
            return json is null ? null : JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
