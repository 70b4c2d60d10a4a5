using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App;

/// <summary>How everything is written as JSON: camel case, codes in kebab case, values as their text.</summary>
public static class Json
{
    private static readonly LeastEscaping Escaping = new();

    /// <summary>Reads leniently: what is stored may have been written by another version.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    /// <summary>Reads what callers send: a field that does not exist, or is there twice, is a mistake worth telling them about.</summary>
    public static readonly JsonSerializerOptions Strict = Make(unmapped: JsonUnmappedMemberHandling.Disallow);

    /// <summary>Of a fact, only what identifies a person.</summary>
    public static readonly JsonSerializerOptions PersonalOnly = Make(info => Keep(info, personal: true));

    /// <summary>Of a fact, all but what identifies a person.</summary>
    public static readonly JsonSerializerOptions WithoutPersonal = Make(info => Keep(info, personal: false));

    /// <summary>Sets the same rules on options that the framework made.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = Escaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new ValueConverter<NhsNumber>());
        options.Converters.Add(new ValueConverter<Postcode>());
        options.Converters.Add(new ValueConverter<OdsCode>());
        options.Converters.Add(new ValueConverter<PhoneNumber>());
        options.Converters.Add(new ValueConverter<Reference>());
    }

    private static JsonSerializerOptions Make(
        Action<JsonTypeInfo>? modify = null, JsonUnmappedMemberHandling unmapped = JsonUnmappedMemberHandling.Skip)
    {
        var resolver = new DefaultJsonTypeInfoResolver { Modifiers = { TakeLists } };
        if (modify is not null)
            resolver.Modifiers.Add(modify);
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = resolver,
            UnmappedMemberHandling = unmapped,
            AllowDuplicateProperties = unmapped is JsonUnmappedMemberHandling.Skip,
            // A file or a caller must say what a record requires; what was stored by another version may not.
            RespectRequiredConstructorParameters = unmapped is JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = unmapped is JsonUnmappedMemberHandling.Disallow,
        };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private static void Keep(JsonTypeInfo info, bool personal)
    {
        if (!info.Type.IsSubclassOf(typeof(Domain.Fact)))
            return;
        foreach (var property in info.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(PersonalAttribute), inherit: false) == true != personal)
                property.ShouldSerialize = static (_, _) => false;
        }
    }

    /// <summary>Where a form has codes with commas between, a list of codes says the same.</summary>
    private static void TakeLists(JsonTypeInfo info)
    {
        if (!info.Type.IsAssignableTo(typeof(ReferralForm)))
            return;
        foreach (var property in info.Properties.Where(p => p.Name is "redFlags" or "circumstances"))
            property.CustomConverter = new CodesConverter();
    }

    private sealed class CodesConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType is JsonTokenType.StartArray
            ? string.Join(',', JsonSerializer.Deserialize<List<string>>(ref reader, options)!)
            : reader.TokenType is JsonTokenType.String ? reader.GetString()! : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class ValueConverter<T> : JsonConverter<T> where T : class, IValue<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var reading = T.Read(reader.GetString() ?? "");
            return reading.IsRead ? reading.Value : throw new JsonException(reading.Problem);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
