using System.Globalization;

namespace SinglePointOfReferral.Bench;

/// <summary>One figure, with what it has to reach where something was promised.</summary>
internal sealed record Figure(string Name, string Value, string Target = "", bool? IsReached = null)
{
    public static Figure AtLeast(string name, double value, double target, string unit = "") =>
        new(name, $"{value.ToString(Format(target), CultureInfo.InvariantCulture)}{unit}", $"at least {target:#,0.##}{unit}", value >= target);

    public static Figure AtMost(string name, double value, double target, string unit = "") =>
        new(name, $"{value.ToString(Format(target), CultureInfo.InvariantCulture)}{unit}", $"at most {target:#,0.##}{unit}", value <= target);

    public static Figure Told(string name, double value, string unit = "", double like = 100) =>
        new(name, $"{value.ToString(Format(like), CultureInfo.InvariantCulture)}{unit}");

    private static string Format(double like) => like is 0 or >= 100 ? "#,0" : "0.00";
}

internal static class Report
{
    /// <summary>Says what is going on, on a line of its own.</summary>
    public static void Progress(string line) => Console.WriteLine($"{DateTime.Now:HH:mm:ss} {line}");

    /// <summary>The figures as a table that Markdown shows too.</summary>
    public static void Write(IReadOnlyList<Figure> figures)
    {
        Console.WriteLine();
        Write(["figure", "measured", "target", ""], [.. figures.Select(f => new[] { f.Name, f.Value, f.Target, f.IsReached switch { true => "reached", false => "missed", null => "" } })]);
    }

    public static void Write(string[] heads, IReadOnlyList<string[]> rows)
    {
        var widths = heads.Select((h, i) => rows.Select(r => r[i].Length).Append(h.Length).Append(3).Max()).ToArray();
        Console.WriteLine(Line(heads));
        Console.WriteLine($"|{string.Join("|", widths.Select(w => new string('-', w + 2)))}|");
        foreach (var row in rows)
            Console.WriteLine(Line(row));

        string Line(string[] cells) => $"| {string.Join(" | ", cells.Select((c, i) => c.PadRight(widths[i])))} |";
    }

    public static double Median(this IEnumerable<double> values) => values.Percentile(0.5);

    /// <summary>The value that so much of all is at or below.</summary>
    public static double Percentile(this IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
