namespace SinglePointOfReferral.Domain.Values;

/// <summary>The code of an organisation in the Organisation Data Service: one to nine capital letters and digits.</summary>
public sealed record OdsCode : IValue<OdsCode>
{
    private OdsCode(string text) => Text = text;

    public string Text { get; }

    public static Reading<OdsCode> Read(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        return code.Length is >= 1 and <= 9 && code.All(char.IsAsciiLetterOrDigit)
            ? new OdsCode(code)
            : "An organisation code has up to 9 letters and numbers, like F81123";
    }

    public override string ToString() => Text;
}
