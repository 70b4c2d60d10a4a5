using System.Globalization;
using System.Text;

namespace SinglePointOfReferral.App.Reporting;

/// <summary>Measures as comma-separated values (RFC 4180), one line for each measure and group.</summary>
public static class MeasuresCsv
{
    private const string Header = "measure,name,group,group name,numerator,denominator,percent,median,p90,mean";

    public static string Of(MeasuresView view)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var line in view.Lines)
        {
            text.AppendJoin(',', Cell(line.Measure), Cell(line.Name), Cell(line.Group), Cell(line.GroupName)).Append(',')
                .AppendJoin(',', Cell(line.Numerator), Cell(line.Denominator), Cell(line.Percent), Cell(line.Median), Cell(line.P90), Cell(line.Mean))
                .Append("\r\n");
        }
        return text.ToString();
    }

    private static string Cell(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it; one with a comma, a quote or a line break is
    /// put in quotes.</summary>
    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
