namespace SinglePointOfReferral.App.Web.Components;

/// <summary>Something to choose: its code as it is sent, what people read, and what helps them to choose.</summary>
public sealed record Choice(string Code, string Label, string? Hint = null)
{
    /// <summary>A closed list, in the order in which the domain has it.</summary>
    public static IEnumerable<Choice> Of<T>(Func<T, string> words) where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => new Choice(Domain.Code.Of(value), Words.Sentence(words(value))));
}
