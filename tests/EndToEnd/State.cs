using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>A page in one of its states, and how somebody gets there.</summary>
/// <param name="Name">What it is called where it fails, and as a picture.</param>
/// <param name="Person">Who looks at it; nobody who has signed in where it is null.</param>
/// <param name="Path">Where it is, or where the way to it begins; {offered} and its like stand for references.</param>
public sealed record State(string Name, Func<Task<Scene>> Scene, string? Person, string Path)
{
    /// <summary>What is done there to get to the state.</summary>
    public Func<IPage, Task>? Then { get; init; }

    /// <summary>Something was wrong with what was sent, and the page says what.</summary>
    public bool IsError { get; init; }

    /// <summary>The form is emptied and sent.</summary>
    public State SentEmpty() => this with { Name = "sent empty", Then = Forms.SendEmpty, IsError = true };
}
