namespace SinglePointOfReferral.App.Tests.Conventions;

/// <summary>
/// A page in docs/ parts of which are made from the code: what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
/// With UPDATE_DOCS=1 in the environment the test writes it anew and passes.
/// </summary>
public sealed class Document
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    private readonly string path;

    private Document(string path) => this.path = path;

    public static Document Of(string name) => new(Path.Combine(RunOptions.Root, "docs", name));

    public void Says(string section, IEnumerable<string> lines)
    {
        var (start, end) = ($"<!-- {section} -->\n", "\n<!-- end -->");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, from - 1, StringComparison.Ordinal);
        Assert.True(from > start.Length && to >= from - 1, $"{path} has no section {section}.");
        var expected = string.Join('\n', lines);
        if (Update)
            File.WriteAllText(path, text[..from] + expected + text[to..]);
        else if (text[from..Math.Max(from, to)] != expected)
            Assert.Fail($"{path} does not say what the code does. Run 'UPDATE_DOCS=1 dotnet test' and read what changed.\n{expected}");
    }
}
