using System.Collections.Immutable;
using System.Globalization;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>Reads the fields of a form, and keeps what is wrong with them in their order.</summary>
internal sealed class FormReader
{
    public List<Problem> Problems { get; } = [];

    /// <summary>The fields that would be required and may be left out.</summary>
    public IReadOnlyList<string> MayMiss { get; init; } = [];

    public string? Line(string field, string? text, int longest, string? required) =>
        Words(field, text?.ReplaceLineEndings(" "), longest, required);

    public string? Words(string field, string? text, int longest, string? required)
    {
        var words = Free.Text(text is null ? null : string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))));
        if (words is null)
            Require(field, required);
        else if (words.Length > longest)
            Fail(field, TooLong(Plain.Field(field), longest, words.Length));
        else if (!IsWhole(words))
            Fail(field, "Part of this could not be read. Type it again.");
        return words;
    }

    /// <param name="label">What the field is called.</param>
    public static string TooLong(string label, int longest, int length) =>
        $"{char.ToUpperInvariant(label[0])}{label[1..]} must be {longest} characters or fewer. You have used {length}.";

    public T? Value<T>(string field, string? text, string? required) where T : class, IValue<T>
    {
        if (Free.Text(text) is not { } given)
        {
            Require(field, required);
            return null;
        }
        var reading = T.Read(given);
        Fail(field, reading.Problem);
        return reading.Value;
    }

    /// <summary>The code of a GP practice, which has a digit: a name that is on no list is not taken for one.</summary>
    public OdsCode? Practice(string field, string? text)
    {
        if (Free.Text(text) is not { } given)
            return null;
        if (OdsCode.Read(given).Value is { } code && code.Text.Any(char.IsAsciiDigit))
            return code;
        Fail(field, "Select a GP practice from the list, or enter its code, like F81001");
        return null;
    }

    /// <param name="otherwise">What it is as long as it is missing, where it may be.</param>
    public T Choice<T>(string field, string? code, string required, T otherwise = default) where T : struct, Enum
    {
        if (MayMiss.Contains(field) && string.IsNullOrWhiteSpace(code))
            return otherwise;
        if (!Code.TryRead(code, out T value))
            Fail(field, string.IsNullOrWhiteSpace(code) ? required : $"{required}: {string.Join(", ", Code.All<T>())}");
        return value;
    }

    /// <summary>One of a closed list, or nothing.</summary>
    public T? Optional<T>(string field, string? code, string sentence) where T : struct, Enum =>
        string.IsNullOrWhiteSpace(code) ? null : Choice<T>(field, code, sentence);

    /// <summary>Any of a closed list, with commas between; each once, in the order of the list.</summary>
    public ImmutableArray<T> Choices<T>(string field, string? codes) where T : struct, Enum
    {
        var chosen = new SortedSet<T>();
        foreach (var code in (codes ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Code.TryRead(code, out T value))
                chosen.Add(value);
            else
                Fail(field, $"Use only these, with commas between: {string.Join(", ", Code.All<T>())}");
        }
        return [.. chosen];
    }

    /// <summary>Whole numbers between two, or nothing.</summary>
    public int? Number(string field, string? text, int from, int to) => (int?)Decimal(field, text, from, to, NumberStyles.None, "whole ");

    public decimal? Decimal(string field, string? text, int from, int to) => Decimal(field, text, from, to, NumberStyles.AllowDecimalPoint, "");

    private decimal? Decimal(string field, string? text, int from, int to, NumberStyles style, string kind)
    {
        if (Free.Text(text) is not { } given)
            return null;
        if (decimal.TryParse(given.Replace(',', '.'), style, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;
        Fail(field, $"Enter a {kind}number from {from} to {to}, or leave it empty");
        return null;
    }

    /// <summary>Null when nothing was said.</summary>
    public bool? YesOrNo(string field, string? text)
    {
        var answer = Free.Text(text)?.ToLowerInvariant();
        if (answer is not (null or "yes" or "true" or "no" or "false"))
            Fail(field, "Answer yes or no");
        return answer is null ? null : answer is "yes" or "true";
    }

    public DateOnly? Date(string field, string? text, string name, DateOnly today, int longestAgo, string? required)
    {
        if (string.IsNullOrWhiteSpace(text))
            Require(field, required);
        else if (!Days.TryRead(text, out var date))
            Fail(field, $"{name} must be a real date, like 27 3 1942");
        else if (date > today)
            Fail(field, $"{name} must be in the past");
        else if (date.Year < today.Year - longestAgo)
            Fail(field, $"{name} must be after {today.Year - longestAgo}. Check the year.");
        else
            return date;
        return null;
    }

    private void Require(string field, string? sentence)
    {
        if (!MayMiss.Contains(field))
            Fail(field, sentence);
    }

    private static bool IsWhole(string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (char.IsHighSurrogate(words[i]) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]))
                i++;
            else if (char.IsSurrogate(words[i]))
                return false;
        }
        return true;
    }

    private void Fail(string field, string? sentence)
    {
        if (sentence is not null)
            Problems.Add(new(field, sentence));
    }
}
