using System.Globalization;
using System.Text;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>The words of a name, without what people write in different ways: capitals, accents, apostrophes, titles.</summary>
public static class NameWords
{
    /// <summary>Words that a search may go by; more are not looked at.</summary>
    private const int MostWords = 8;

    private static readonly HashSet<string> Titles = ["MR", "MRS", "MS", "MISS", "DR", "MX"];

    /// <summary>Letters with marks, by the plain letter that they are looked for as.</summary>
    private static readonly Dictionary<char, string> Plain = new[]
    {
        ("A", "ÀÁÂÃÄÅĀĂĄ"), ("AE", "Æ"), ("C", "ÇĆĈĊČ"), ("D", "ĎĐÐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢ"), ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("J", "Ĵ"),
        ("K", "Ķ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇ"), ("O", "ÒÓÔÕÖØŌŎŐƠỌ"), ("OE", "Œ"), ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘṢ"), ("SS", "ßẞ"), ("T", "ŢŤŦȚ"), ("TH", "Þ"),
        ("U", "ÙÚÛÜŨŪŬŮŰŲƯ"), ("W", "Ŵ"), ("Y", "ÝŶŸ"), ("Z", "ŹŻŽ"),
    }.SelectMany(p => p.Item2.Select(letter => (Letter: letter, Plain: p.Item1))).ToDictionary(p => p.Letter, p => p.Plain);

    /// <summary>"Zoë O'Brien-Smith" is OBRIEN, SMITH and ZOE: each once, in the order of letters.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            var letter = char.ToUpperInvariant(c);
            if (Plain.TryGetValue(letter, out var plain))
                words.Append(plain);
            else if (char.IsLetter(letter))
                words.Append(letter);
            else if (c is not ('\'' or '’' or '`') && char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                words.Append(' ');
        }
        return [.. words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Titles.Contains(w)).Distinct().Take(MostWords).Order(StringComparer.Ordinal)];
    }
}
