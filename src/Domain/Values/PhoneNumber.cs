namespace SinglePointOfReferral.Domain.Values;

/// <summary>
/// A UK telephone number in E.164 form (+447700900123). Reads what people paste: spaces, brackets, dashes, 0044 and +44 (0).
/// Refuses numbers that are too short or long for the UK numbering plan; <see cref="ToString"/> masks all but the last three digits.
/// </summary>
public sealed record PhoneNumber : IValue<PhoneNumber>
{
    private const string Problem = "Enter a UK telephone number, like 01632 960 100 or 07700 900 123";

    private PhoneNumber(string text) => Text = text;

    public string Text { get; }

    /// <summary>A mobile can take a text; a landline cannot.</summary>
    public bool IsMobile => Text.StartsWith("+447", StringComparison.Ordinal);

    /// <summary>As it is dialled at home: 07700900123.</summary>
    public string National => "0" + Text[3..];

    public static Reading<PhoneNumber> Read(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Any(c => !char.IsAsciiDigit(c) && !char.IsWhiteSpace(c) && c is not ('+' or '(' or ')' or '-' or '.' or '–')))
            return Problem;
        var digits = string.Concat(trimmed.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        var national =
            trimmed.StartsWith('+') ? digits.StartsWith("44", StringComparison.Ordinal) ? digits[2..] : ""
            : digits.StartsWith("0044", StringComparison.Ordinal) ? digits[4..]
            : digits.StartsWith('0') ? digits[1..]
            : "";
        return national.Length is 9 or 10 && national[0] is not ('0' or '4' or '6') ? new PhoneNumber("+44" + national) : Problem;
    }

    public override string ToString() => $"********{Text[^3..]}";
}
