using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Values;

/// <summary>What holds of every value that is read from text.</summary>
public sealed class ReadingLaws
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Nhs_numbers_hold_to_the_laws() => Hold<NhsNumber>("0123456789 -");

    [Fact]
    public void Postcodes_hold_to_the_laws() => Hold<Postcode>("SEZ129ab -");

    [Fact]
    public void Organisation_codes_hold_to_the_laws() => Hold<OdsCode>("F81ıſé ");

    [Fact]
    public void Telephone_numbers_hold_to_the_laws() => Hold<PhoneNumber>("+4407() -");

    [Fact]
    public void References_hold_to_the_laws() => Hold<Reference>("0123456789 -");

    /// <summary>Any text gives a value or a sentence, and a value's text gives the value.</summary>
    private static void Hold<T>(string alphabet) where T : class, IValue<T>
    {
        var likely = Gen.Elements(alphabet.ToCharArray()).ArrayOf().Select(c => new string(c));
        var any = ArbMap.Default.GeneratorFor<string?>().Select(s => s ?? "");
        Check.One(Often, Prop.ForAll(Gen.OneOf(likely, any).ToArbitrary(), text =>
        {
            var reading = T.Read(text);
            return reading.IsRead ? T.Read(reading.Value.Text) == reading : reading.Problem is { Length: > 10 };
        }));
    }
}
