using System.Collections.Concurrent;
using System.Text;

namespace SinglePointOfReferral.Domain;

/// <summary>The code of a value from a closed list, as it stands in the API, in forms and in storage: two-hours for TwoHours.</summary>
public static class Code
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, object>> Known = new();

    public static string Of<T>(T value) where T : struct, Enum => Kebab(value.ToString());

    /// <summary>The value of a code; false when the list has none such.</summary>
    public static bool TryRead<T>(string? code, out T value) where T : struct, Enum
    {
        var codes = Known.GetOrAdd(typeof(T), _ => Enum.GetValues<T>().ToDictionary(Of, v => (object)v));
        var found = codes.TryGetValue(code?.Trim() ?? "", out var boxed);
        value = found ? (T)boxed! : default;
        return found;
    }

    public static IEnumerable<string> All<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    private static string Kebab(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 4);
        foreach (var c in pascal)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
