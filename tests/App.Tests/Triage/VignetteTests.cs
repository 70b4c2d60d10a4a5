using SinglePointOfReferral.App.DirectoryOfServices;

namespace SinglePointOfReferral.App.Tests.Triage;

/// <summary>People as the founding documents tell of them, and where they should go in Southend.</summary>
public sealed class VignetteTests
{
    private static readonly string[] Files = [.. Directory.GetFiles(Vignette.Folder, "*.txt").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> EachFile => [.. Files];

    [Theory, MemberData(nameof(EachFile))]
    public void Each_person_goes_where_they_should(string file)
    {
        var vignette = Vignette.Read(file);
        Assert.Equal(Told(vignette.Expected), Told(vignette.Play()));
    }

    [Fact]
    public void There_are_at_least_forty_of_them() => Assert.True(Files.Length >= 40, $"{Files.Length} vignettes");

    [Fact]
    public void Every_service_of_the_town_is_chosen_for_somebody()
    {
        var expected = Files.Select(f => Told(Vignette.Read(f).Expected)).ToList();
        Assert.All(LocalityFiles.Read(TestApp.Southend).Services, s => Assert.Contains(expected, e => e.Contains(s.Id, StringComparison.Ordinal)));
    }

    private static string Told(IReadOnlyDictionary<string, string> outcome) =>
        string.Join('\n', outcome.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}: {o.Value}"));
}
