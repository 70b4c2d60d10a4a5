using System.Buffers;
using System.Text.Encodings.Web;

namespace SinglePointOfReferral.App;

/// <summary>
/// Escapes in JSON only what JSON requires. The framework's own encoders write each character beyond the basic plane as twelve,
/// so that a long story with such characters would not fit the texts of a table.
/// </summary>
public sealed unsafe class LeastEscaping : JavaScriptEncoder
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '\x7F', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\' or 0x7F;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        for (var at = 0; ; at += 2)
        {
            var next = characters[at..].IndexOfAny(Suspects);
            if (next < 0)
                return -1;
            at += next;
            if (at + 1 >= textLength || !char.IsSurrogatePair(characters[at], characters[at + 1]))
                return at;
        }
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
