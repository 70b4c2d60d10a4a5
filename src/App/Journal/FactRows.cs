using System.Text.Json;
using System.Text.Json.Serialization;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>
/// A fact as a row. Everything that identifies a person, the names of professionals included, is in the one text <c>sealed</c>, written
/// and read here and nowhere else, with the referral's own key; every other text is safe in clear.
/// </summary>
public static class FactRows
{
    public const string Prefix = "fact-";
    private const string Empty = "{}";
    private const string Sealed = "sealed";

    /// <summary>The same in clear, as earlier versions wrote it.</summary>
    private const string Clear = "person";

    public static string Key(int number) => $"{Prefix}{number:D4}";

    public static Dictionary<string, string> Texts(Recorded recorded, ReferralKey key)
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
        if (recorded.By.From is { } from)
            texts["from"] = from;
        if (recorded.InAnswerTo is { } cause)
            texts["inAnswerTo"] = cause.ToString();
        if (recorded.Request is { } request)
            texts["request"] = request;
        var personal = Personal(recorded);
        if (personal != Empty)
            Put(texts, Sealed, key.Seal(Key(recorded.Number), personal));
        return texts;
    }

    /// <summary>All that a fact says, in clear: by it a request is told from another.</summary>
    public static string Said(Recorded recorded) => JsonSerializer.Serialize(recorded.Fact, recorded.Fact.GetType(), Json.Options);

    /// <summary>What of a fact identifies anybody, in clear.</summary>
    public static string Personal(Recorded recorded) =>
        Join(ByName(recorded.By), JsonSerializer.Serialize(recorded.Fact, recorded.Fact.GetType(), Json.PersonalOnly));

    /// <param name="key">Null where it was erased: then nothing of the fact is personal any more.</param>
    public static Recorded Read(Row row, ReferralKey? key)
    {
        var type = FactNames.All.GetValueOrDefault(row["type"] ?? "")
            ?? throw new InvalidDataException($"Row {row.Key} holds a fact of unknown type '{row["type"]}'.");
        var hidden = Take(row, Sealed);
        var person = hidden is null ? Take(row, Clear) ?? Empty : key?.Open(row.Key, hidden) ?? Empty;
        var fact = (Fact)JsonSerializer.Deserialize(Join(Take(row, "data")!, person), type, Json.Options)!;
        if (hidden is not null && key is null)
            fact = ErasePerson.Blank(fact);
        var by = row["by"] == Actor.System.Id
            ? Actor.System
            : new Actor(row["by"]!, JsonSerializer.Deserialize<Signature>(person, Json.Options)?.ByName ?? "", Ods(row["organisation"])) { From = row["from"] };
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
