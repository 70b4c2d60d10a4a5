using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>How words stand on a page.</summary>
public static class Words
{
    /// <summary>With a capital first letter.</summary>
    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>A flag of a rule, which is a code, in words: "Bleeding risk".</summary>
    public static string Flag(string code) => code == Referral.NotReached ? "Service not reached" : Sentence(code.Replace('-', ' '));

    /// <summary>How a longer text begins, in a line.</summary>
    public static string Start(string text)
    {
        const int longest = 60;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= longest)
            return line;
        var space = line.LastIndexOf(' ', longest);
        return line[..(space > 0 ? space : longest)] + "…";
    }

    /// <summary>"1 offer", "3 offers".</summary>
    public static string Count(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";

    /// <summary>The person's name.</summary>
    public static string NameOf(Person person) => person.Name.Length > 0 ? person.Name : "Not known yet";

    public static string BornOf(Person person) => person.DateOfBirth is { } born ? $"{born:d MMMM yyyy}" : "not known yet";

    public static string PostcodeOf(Person person) => person.Postcode == TakeIncomplete.Nowhere ? "Postcode not known yet" : person.Postcode.Text;

    /// <summary>As it is read out: 01632 960 100.</summary>
    public static string Of(PhoneNumber phone) => $"{phone.National[..5]} {phone.National[5..^3]} {phone.National[^3..]}";
}
