namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>The PIN by which staff sign in on the telephone: four to eight digits, and none that anybody would try first.</summary>
public static class Pin
{
    public const int Shortest = 4;
    public const int Longest = 8;

    /// <summary>Why it cannot be somebody's PIN; null where it can.</summary>
    /// <param name="staffNumber">Theirs, in which it must not stand.</param>
    public static string? Problem(string pin, string staffNumber) =>
        pin.Length is < Shortest or > Longest || !pin.All(char.IsAsciiDigit) ? $"Enter a PIN of {Shortest} to {Longest} numbers"
        : Steps(pin) is [0] ? "Choose a PIN that is harder to guess: not the same number again and again"
        : Steps(pin).Count == 1 ? "Choose a PIN that is harder to guess: not numbers that run up or down"
        : pin.Distinct().Count() == 2 || pin[..(pin.Length / 2)] == pin[((pin.Length + 1) / 2)..] ? "Choose a PIN that is harder to guess: not the same numbers over again"
        : Lines.Any(l => pin.Contains(l, StringComparison.Ordinal) || pin.Contains(string.Concat(l.Reverse()), StringComparison.Ordinal)) ? "Choose a PIN that is harder to guess: not keys in a line or round the corners"
        : staffNumber.Contains(pin, StringComparison.Ordinal) || pin.Contains(staffNumber, StringComparison.Ordinal) ? "Choose a PIN that is harder to guess: not from your staff number"
        : pin.Length == Shortest && pin[..2] is "19" or "20" ? "Choose a PIN that is harder to guess: not a year"
        : null;

    /// <summary>What fingers do on a keypad: its columns and diagonals where they are long enough, its corners in turn from each.</summary>
    private static readonly string[] Lines = ["2580", "1470", "3690", "1590", "3570", "1397", "3971", "9713", "7139"];

    /// <summary>The different steps from each digit to the next.</summary>
    private static List<int> Steps(string pin) => [.. pin.Zip(pin[1..], (a, b) => b - a).Distinct()];
}
