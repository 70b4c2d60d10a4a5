using System.Text.Json;
using System.Text.RegularExpressions;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>What the reader of JSON says of a file, in words that need no knowledge of how the program is built.</summary>
public static partial class PlainMistake
{
    /// <param name="file">What the file is read as, and how.</param>
    public static string Of(JsonException e, Type file, JsonSerializerOptions options)
    {
        var said = e.Message.Split(" Path:")[0];
        return Missing().Match(said) is { Success: true } missing ? $"there is no {missing.Groups["names"].Value.Replace(", ", " and no ", StringComparison.Ordinal)}, and there must be"
            : said.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) ? "there is no property of this name"
            : said.StartsWith("Duplicate property", StringComparison.Ordinal) ? "this property is there twice"
            : said.Contains("could not be converted to", StringComparison.Ordinal) ? $"{Kind(TypeAt(e.Path ?? "", file, options))} is expected here"
            : said;
    }

    /// <summary>What a path like $[0].name leads to; lists and dictionaries lead to what they hold.</summary>
    private static Type? TypeAt(string path, Type file, JsonSerializerOptions options) => Steps().Matches(path).Select(m => m.Value).Aggregate((Type?)file, (type, step) =>
        type is null || type.IsGenericType ? type?.GetGenericArguments()[^1] : options.GetTypeInfo(type).Properties.FirstOrDefault(p => p.Name == step)?.PropertyType);

    private static string Kind(Type? type) =>
        type is null ? "another kind of value" : (Nullable.GetUnderlyingType(type) ?? type) is var kind && kind.IsEnum
            ? $"one of {string.Join(", ", Enum.GetNames(kind).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}"
        : kind == typeof(int) ? "a whole number"
        : kind == typeof(double) ? "a number"
        : kind == typeof(bool) ? "true or false"
        : kind == typeof(DateOnly) ? "a day, like 2026-12-25,"
        : kind == typeof(TimeOnly) ? "a time, like 08:00:00,"
        : kind == typeof(string) || kind.Namespace == typeof(OdsCode).Namespace ? "a text"
        : kind.Name.Contains("List", StringComparison.Ordinal) ? "a list"
        : "an object with properties";

    [GeneratedRegex(@"missing required properties including: (?<names>.*?)\.?$", RegexOptions.None, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex Steps();
}
