namespace SinglePointOfReferral.Domain.Tests;

/// <summary>The basic alphabet of text messages (3GPP TS 23.038); beyond it a text has room for 70 characters and not for 160.</summary>
internal static class Gsm7
{
    private const string Alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    public static bool Fits(string body) => body.Length <= 160 && body.All(c => Alphabet.Contains(c));
}
