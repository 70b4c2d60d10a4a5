using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>Numbers as they are said on a telephone: digit by digit, in groups.</summary>
public static class Spoken
{
    public static string Of(Reference reference) => Groups(reference.Text, 4, 4);

    public static string Of(NhsNumber number) => Groups(number.Text, 3, 3, 4);

    public static string Of(PhoneNumber number) => Groups(number.National, 5, 3, 3);

    public static string Of(Postcode postcode) => $"{Apart(postcode.District)}, {Apart(postcode.Text[^3..])}";

    public static string Apart(string text) => string.Join(' ', text.AsEnumerable());

    private static string Groups(string digits, params int[] lengths)
    {
        var groups = new List<string>();
        var from = 0;
        foreach (var length in lengths.Where(_ => from < digits.Length))
        {
            groups.Add(Apart(digits.Substring(from, Math.Min(length, digits.Length - from))));
            from += length;
        }
        return string.Join(", ", groups);
    }
}
