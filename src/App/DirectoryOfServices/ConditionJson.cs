using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>
/// A condition as it stands in a file: an object whose properties must all hold, each one question of the closed list.
/// <c>{ "reason": "fall", "age": { "from": 65 } }</c>; <c>any</c> and <c>all</c> have lists of such objects, <c>not</c> has one.
/// </summary>
public sealed class ConditionJson : JsonConverter<Condition>
{
    /// <summary>All that can be asked.</summary>
    public static readonly IReadOnlyList<string> Questions =
    [
        "reason", "howSoon", "purpose", "company", "redFlag", "circumstance", "age", "news2", "news2Single", "frailty", "safeToWait", "residence",
        "source", "time", "all", "any", "not",
    ];

    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, options);

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static Condition Read(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
            throw new JsonException("A condition is an object, like { \"reason\": \"fall\" }");
        var parts = ImmutableArray.CreateBuilder<Condition>();
        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var question = reader.GetString()!;
            if (!seen.Add(question))
                throw new JsonException($"'{question}' is asked twice");
            reader.Read();
            try
            {
                parts.Add(ReadPart(question, ref reader, options));
            }
            catch (JsonException e)
            {
                // The serializer knows where the condition is, but not where in it.
                throw new JsonException($"{question}: {e.Message.Split(" Path:")[0]}", e);
            }
        }
        return parts.Count == 1 ? parts[0] : new All(parts.DrainToImmutable());
    }

    private static Condition ReadPart(string question, ref Utf8JsonReader reader, JsonSerializerOptions options) => question switch
    {
        "reason" => new ReasonIs(ReadSet<Reason>(ref reader)),
        "howSoon" => new HowSoonIs(ReadSet<Urgency>(ref reader)),
        "purpose" => new PurposeIs(ReadSet<Purpose>(ref reader)),
        "company" => new WantsCompany(ReadYesOrNo(ref reader)),
        "redFlag" => new HasRedFlag(ReadSet<RedFlag>(ref reader)),
        "circumstance" => new HasCircumstance(ReadSet<Circumstance>(ref reader)),
        "age" => ReadNumbers(Scale.Age, ref reader, options),
        "news2" => ReadNumbers(Scale.News2, ref reader, options),
        "news2Single" => ReadNumbers(Scale.News2Single, ref reader, options),
        "frailty" => ReadNumbers(Scale.Frailty, ref reader, options),
        "safeToWait" => new SafeToWaitIs(ReadYesOrNo(ref reader)),
        "residence" => new ResidenceIs(ReadSet<Residence>(ref reader)),
        "source" => new SourceIs(ReadSet<OrganisationKind>(ref reader)),
        "time" => ReadTime(ref reader, options),
        "all" => new All(ReadList(ref reader, options)),
        "any" => new Any(ReadList(ref reader, options)),
        "not" => new Not(Read(ref reader, options)),
        _ => throw new JsonException($"'{question}' is no question that a condition can ask. These are: {string.Join(", ", Questions)}"),
    };

    /// <summary>One code or a list of codes.</summary>
    private static Flags<T> ReadSet<T>(ref Utf8JsonReader reader) where T : struct, Enum
    {
        var values = new List<T>();
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                values.Add(ReadCode<T>(ref reader));
        }
        else
        {
            values.Add(ReadCode<T>(ref reader));
        }
        return values.Count > 0 ? Flags.Of([.. values]) : throw new JsonException("The list is empty, so it would never hold");
    }

    private static T ReadCode<T>(ref Utf8JsonReader reader) where T : struct, Enum
    {
        var code = reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
        return Code.TryRead(code, out T value) ? value : throw new JsonException($"'{code}' is none of: {string.Join(", ", Code.All<T>())}");
    }

    private static bool ReadYesOrNo(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException("This is true or false");

    private static NumberIn ReadNumbers(Scale scale, ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var (lowest, highest) = NumberIn.Ends(scale);
        var given = JsonSerializer.Deserialize<Numbers>(ref reader, options) ?? throw new JsonException("This is from and to");
        var (from, to) = (given.From ?? lowest, given.To ?? highest);
        return from >= lowest && to <= highest && from <= to
            ? new(scale, from, to)
            : throw new JsonException($"From {from} to {to}: it goes from {lowest} to {highest}, and from is at most to");
    }

    private static TimeIn ReadTime(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var given = JsonSerializer.Deserialize<Times>(ref reader, options) ?? throw new JsonException("This is from and before");
        var (from, before) = (ReadMinute(given.From), ReadMinute(given.Before));
        return from != before ? new(from, before) : throw new JsonException("From and before are the same time");
    }

    /// <summary>Minutes since midnight of 00:00 to 24:00.</summary>
    public static int ReadMinute(string? text) =>
        text == "24:00" ? OpenPeriod.Day
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute
        : throw new JsonException($"'{text}' is not a time, like 08:00");

    private static ImmutableArray<Condition> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
            throw new JsonException("This is a list of conditions");
        var parts = ImmutableArray.CreateBuilder<Condition>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            try
            {
                parts.Add(Read(ref reader, options));
            }
            catch (JsonException e)
            {
                throw new JsonException($"[{parts.Count}]: {e.Message}", e);
            }
        }
        return parts.Count > 0 ? parts.DrainToImmutable() : throw new JsonException("The list is empty");
    }

    private sealed record Numbers(int? From = null, int? To = null);

    private sealed record Times(string From, string Before);
}
