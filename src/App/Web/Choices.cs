using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Web;

/// <summary>Reads what callers choose from closed lists.</summary>
public static class Choices
{
    public const int LongestNote = 2000;

    /// <summary>The value of a code, or the problem with it.</summary>
    public static IResult? Read<T>(string field, string? code, out T value) where T : struct, Enum =>
        Code.TryRead(code, out value) ? null : Problems.Of([new Problem(field, Ask<T>())]);

    /// <summary>A note that is too long to keep.</summary>
    public static IResult? TooLong(string field, string? note) =>
        note is { Length: > LongestNote } ? Problems.Of([new Problem(field, TooLongSentence(note.Length))]) : null;

    public static string TooLongSentence(int length, int longest = LongestNote) => $"What you write must be {longest} characters or fewer. You have used {length}.";

    private static string Ask<T>() where T : struct, Enum => $"Choose one of: {string.Join(", ", Code.All<T>())}";
}
