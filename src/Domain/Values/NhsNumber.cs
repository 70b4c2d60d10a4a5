namespace SinglePointOfReferral.Domain.Values;

/// <summary>
/// An NHS number: ten digits of which the last is a modulus 11 check digit ("NHS Number", NHS Data Model and Dictionary).
/// Spaces and dashes are accepted; <see cref="ToString"/> masks all but the last three digits.
/// </summary>
public sealed record NhsNumber : IValue<NhsNumber>
{
    private NhsNumber(string digits) => Text = digits;

    /// <summary>Ten digits without spaces. Identifies a person: never in a log, URL, message or metric.</summary>
    public string Text { get; }

    /// <summary>As it is shown to people who may see it: 943 476 5919.</summary>
    public string Spaced => $"{Text[..3]} {Text[3..6]} {Text[6..]}";

    public static Reading<NhsNumber> Read(string text)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '‐' or '‑' or '–')));
        if (digits.Length == 9 && char.IsAsciiLetter(digits[0]) && char.IsAsciiLetter(digits[1]) && char.IsAsciiLetter(digits[8]))
            return "NHS number must be 10 numbers, like 943 476 5919. This looks like a National Insurance number.";
        if (!digits.All(char.IsAsciiDigit))
            return "NHS number must contain only numbers, like 943 476 5919";
        if (digits.Length != 10)
            return $"NHS number must have 10 numbers. This has {digits.Length}.";
        return HasRightCheckDigit(digits)
            ? new NhsNumber(digits)
            : "This is not a real NHS number: one of its numbers is wrong. Check it.";
    }

    public override string ToString() => $"*** *** *{Text[^3..]}";

    private static bool HasRightCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
            sum += (digits[i] - '0') * (10 - i);
        var check = (11 - sum % 11) % 11;
        return check == digits[9] - '0';
    }
}
