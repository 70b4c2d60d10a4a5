namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>The basic alphabet of text messages (3GPP TS 23.038): a text of nothing else is one segment up to 160 characters.</summary>
public static class BasicAlphabet
{
    public const int Segment = 160;

    private const string Alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>The characters of a text that are not in the alphabet.</summary>
    public static IEnumerable<char> Outside(string text) => text.Where(c => !Alphabet.Contains(c, StringComparison.Ordinal)).Distinct();

    /// <summary>Whether a text is one segment.</summary>
    public static bool Fits(string text) => text.Length <= Segment && !Outside(text).Any();
}
