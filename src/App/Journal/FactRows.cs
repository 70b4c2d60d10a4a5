using System.Text.Json;
using System.Text.Json.Serialization;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>
/// A fact as a row. Everything that identifies a person, the names of professionals included, is in the one text
/// <c>person</c>, written and read here and nowhere else; every other text is safe in clear.
/// </summary>
public static class FactRows
{
    public const string Prefix = "fact-";
    private const string Empty = "{}";

    public static string Key(int number) => $"{Prefix}{number:D4}";

    public static Dictionary<string, string> Texts(Recorded recorded)
    {
        var type = recorded.Fact.GetType();
        var texts = new Dictionary<string, string>(8)
        {
            ["type"] = FactNames.Of(recorded.Fact),
            ["happened"] = Times.Write(recorded.Happened),
            ["recorded"] = Times.Write(recorded.RecordedAt),
            ["by"] = recorded.By.Id,
        };
        Put(texts, "data", JsonSerializer.Serialize(recorded.Fact, type, Json.WithoutPersonal));
        if (recorded.By.Organisation is { } organisation)
            texts["organisation"] = organisation.Text;
        if (recorded.InAnswerTo is { } cause)
            texts["inAnswerTo"] = cause.ToString();
        if (recorded.Request is { } request)
            texts["request"] = request;
        var person = Join(ByName(recorded.By), JsonSerializer.Serialize(recorded.Fact, type, Json.PersonalOnly));
        if (person != Empty)
            Put(texts, "person", person);
        return texts;
    }

    public static Recorded Read(Row row)
    {
        var type = FactNames.All.GetValueOrDefault(row["type"] ?? "")
            ?? throw new InvalidDataException($"Row {row.Key} holds a fact of unknown type '{row["type"]}'.");
        var person = Take(row, "person") ?? Empty;
        var fact = (Fact)JsonSerializer.Deserialize(Join(Take(row, "data")!, person), type, Json.Options)!;
        var by = row["by"] == Actor.System.Id
            ? Actor.System
            : new Actor(row["by"]!, JsonSerializer.Deserialize<Signature>(person, Json.Options)?.ByName ?? "", Ods(row["organisation"]));
        return new Recorded(
            int.Parse(row.Key.AsSpan(Prefix.Length)),
            Times.Read(row["happened"]!),
            Times.Read(row["recorded"]!),
            by,
            row["inAnswerTo"] is { } cause ? int.Parse(cause) : null,
            fact,
            row["request"]);
    }

    /// <summary>A text that is too long for one goes on in others: data, data2, data3.</summary>
    private static void Put(Dictionary<string, string> texts, string name, string json)
    {
        texts[name] = json.Length <= StorageLimits.TextLength ? json : json[..StorageLimits.TextLength];
        for (var (from, part) = (StorageLimits.TextLength, 2); from < json.Length; from += StorageLimits.TextLength, part++)
            texts[$"{name}{part}"] = json[from..Math.Min(json.Length, from + StorageLimits.TextLength)];
    }

    private static string? Take(Row row, string name)
    {
        var json = row[name];
        for (var part = 2; row[$"{name}{part}"] is { } more; part++)
            json += more;
        return json;
    }

    private static string ByName(Actor by) =>
        by == Actor.System ? Empty : JsonSerializer.Serialize(new Signature(by.Name), Json.Options);

    private static OdsCode? Ods(string? code) => code is null ? null : OdsCode.Read(code).Value;

    /// <summary>Two JSON objects as one.</summary>
    private static string Join(string first, string second) =>
        first == Empty ? second : second == Empty ? first : $"{first.AsSpan(0, first.Length - 1)},{second.AsSpan(1)}";

    private sealed record Signature([property: JsonPropertyName("byName")] string? ByName);
}
