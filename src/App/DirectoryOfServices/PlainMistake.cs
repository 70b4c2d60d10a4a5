using System.Text.Json;
using System.Text.RegularExpressions;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>What the reader of JSON says of a file, in words that need no knowledge of how the program is built.</summary>
public static partial class PlainMistake
{
    public static string Of(JsonException e)
    {
        var said = e.Message.Split(" Path:")[0];
        return Missing().Match(said) is { Success: true } missing ? $"there is no {missing.Groups["names"].Value.Replace(", ", " and no ", StringComparison.Ordinal)}, and there must be"
            : said.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) ? "there is no property of this name"
            : said.StartsWith("Duplicate property", StringComparison.Ordinal) ? "this property is there twice"
            : Expected().Match(said) is { Success: true } expected ? $"{Kind(expected.Groups["type"].Value)} is expected here"
            : said;
    }

    private static string Kind(string type) =>
        typeof(Pathway).Assembly.GetType(type) is { IsEnum: true } codes ? $"one of {string.Join(", ", Enum.GetNames(codes).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}"
        : type.Contains("List", StringComparison.Ordinal) ? "a list"
        : type.Contains("Int32", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("Double", StringComparison.Ordinal) ? "a number"
        : type.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
        : type.Contains("Date", StringComparison.Ordinal) ? "a day, like 2026-12-25,"
        : type.Contains("Time", StringComparison.Ordinal) ? "a time, like 08:00,"
        : type.EndsWith("System.String", StringComparison.Ordinal) ? "a text"
        : type.EndsWith("ServiceStatus", StringComparison.Ordinal) ? "one of active, inactive, defunct, temporarily-closed"
        : "an object with properties";

    [GeneratedRegex(@"missing required properties including: (?<names>.*?)\.?$", RegexOptions.None, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"could not be converted to (?<type>.+?)\.?$", RegexOptions.None, 1000)]
    private static partial Regex Expected();
}
