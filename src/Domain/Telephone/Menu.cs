using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>A key of a menu.</summary>
/// <param name="Means">As it is said before the key; null for one that is not said.</param>
/// <param name="To">Where it leads; where it asks for something, what comes of that decides.</param>
public sealed record Choice(char Key, string? Means, Step To, Ask? Asks = null)
{
    /// <summary>When the key means this; otherwise it is a wrong one.</summary>
    public Func<Call, bool> When { get; init; } = _ => true;

    /// <summary>What the key says.</summary>
    public Func<Call, Call> Then { get; init; } = call => call;
}

/// <summary>What comes of reading digits: the call that has them, or what is wrong with them.</summary>
public readonly record struct Entered(Call? Call, string? Problem)
{
    public static implicit operator Entered(Call call) => new(call, null);

    public static implicit operator Entered(string problem) => new(null, problem);
}

/// <summary>Digits that a menu takes.</summary>
/// <param name="Of">What they are.</param>
/// <param name="Digits">How many; null for as many as come before #.</param>
/// <param name="To">Where they lead; where they ask for something, what comes of that decides.</param>
/// <param name="Read">Reads them, on a day.</param>
public sealed record Entry(string Of, int? Digits, Step To, Func<Call, string, DateOnly, Entered> Read, Ask? Asks = null);

/// <summary>A step of a call: what is said, and which keys it takes.</summary>
/// <param name="Leads">What is said before the keys.</param>
public sealed record Menu(Step Step, Func<Call, Hub, IEnumerable<string>> Leads)
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Null where single keys are all it takes.</summary>
    public Entry? Entry { get; init; }

    /// <summary>Who says nothing more here has heard all: the call ends instead of going to the hub.</summary>
    public bool MayEnd { get; init; }

    /// <summary>Only the keys are said, because whoever is here has heard how they are pressed.</summary>
    public bool IsBrief { get; init; }

    public Choice? ChoiceOf(Call call, char key) => Choices.FirstOrDefault(c => c.Key == key && c.When(call));

    /// <summary>All that is said, the key after what it means.</summary>
    public IEnumerable<string> Says(Call call, Hub hub)
    {
        foreach (var sentence in call.Before.Concat(Leads(call, hub)))
            yield return sentence;
        var press = Entry is null && !IsBrief ? "press " : "";
        foreach (var choice in Choices.Where(c => c.Means is not null && c.When(call)))
        {
            yield return $"{choice.Means}, {press}{choice.Key}{(Entry is null ? "" : " and hash")}.";
            press = "";
        }
    }
}
