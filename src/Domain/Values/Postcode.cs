using System.Text.RegularExpressions;

namespace SinglePointOfReferral.Domain.Values;

/// <summary>
/// A UK postcode in capitals with one space, as the government's pattern has it ("Bulk Data Transfer for Sponsors: XML Schema"),
/// the pseudo-postcodes of the health service (ZZ99) included. The full postcode identifies a household: only
/// <see cref="District"/> may be stored in clear.
/// </summary>
public sealed partial record Postcode : IValue<Postcode>
{
    private Postcode(string text) => Text = text;

    public string Text { get; }

    /// <summary>The part before the space: SS1 of SS1 2AB.</summary>
    public string District => Text[..^4];

    /// <summary>The district and the digit after the space, some thousand addresses: SS1 2 of SS1 2AB.</summary>
    public string Sector => Text[..^2];

    public static Reading<Postcode> Read(string text)
    {
        var packed = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (packed.Length is < 5 or > 7 || text.Any(c => !char.IsAsciiLetterOrDigit(c) && !char.IsWhiteSpace(c) && c != '-'))
            return "Enter a full UK postcode, like SS1 2AB";
        var spaced = $"{packed[..^3]} {packed[^3..]}";
        return Pattern().IsMatch(spaced) ? new Postcode(spaced) : "Enter a real UK postcode, like SS1 2AB";
    }

    /// <summary>One that stands for a whole district, of which the rest is not known.</summary>
    public static Postcode In(string district) => Read($"{district} 0AA") is { IsRead: true } reading ? reading.Value : Intake.TakeIncomplete.Nowhere;

    public override string ToString() => $"{District} ***";

    [GeneratedRegex("^(GIR 0AA|ZZ99 [0-9][A-Z]{2}|([A-Z][0-9]{1,2}|[A-Z][A-HJ-Y][0-9]{1,2}|[A-Z][0-9][A-Z]|[A-Z][A-HJ-Y][0-9]?[A-Z]) [0-9][ABD-HJLNP-UW-Z]{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
