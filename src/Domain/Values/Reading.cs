using System.Diagnostics.CodeAnalysis;

namespace SinglePointOfReferral.Domain.Values;

/// <summary>What came of reading a text: a value, or a sentence that says what to do about it.</summary>
public readonly record struct Reading<T>(T? Value, string? Problem) where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsRead => Problem is null && Value is not null;

    public static implicit operator Reading<T>(T value) => new(value, null);

    public static implicit operator Reading<T>(string problem) => new(null, problem);
}

/// <summary>A value that cannot be wrong: it can only be made by reading a text that is right.</summary>
public interface IValue<TSelf> where TSelf : class, IValue<TSelf>
{
    /// <summary>The value in its one stored form.</summary>
    string Text { get; }

    /// <summary>Reads a text as people write it; the problem is a whole sentence for the person who typed it.</summary>
    static abstract Reading<TSelf> Read(string text);
}
