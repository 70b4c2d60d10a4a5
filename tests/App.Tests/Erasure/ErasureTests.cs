using SinglePointOfReferral.App.Backups;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Erasure;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Erasure;

/// <summary>What erasing a person takes away, what stays, and that nothing brings it back.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Number = "999 000 0018";
    private const string Edith = "Edith Example";

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Whoever_was_erased_is_nowhere_and_what_counts_is_as_it_was()
    {
        var (reference, other) = (await Supported("F1"), await Supported("F2", "999 000 0026", "Walter Stays"));
        var before = await app.Ground.Rows(MeasureRows.Table);
        Assert.Contains("would be erased", await Erase(isSure: false));
        Assert.Equal(200, (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}")).Status);

        Assert.Contains("erased", await Erase());
        await app.Settle();
        Assert.Equal(410, (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}")).AssertProblem().Status);
        Assert.Equal(410, (await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/messages", new { text = "Hello" })).Status);
        Assert.Equal(403, (await app.As(TestApp.Paramedic).Ask($"/api/referrals/{reference}")).Status);
        Assert.Equal("Walter Stays", (await app.As(TestApp.Clinician).Ask($"/api/referrals/{other}"))["person.name"]);
        Assert.Equal("[]", (await app.As(TestApp.Clinician).Tell("/api/hub/find", new { nhsNumber = Number })).Body);

        await AssertNowhere(app);
        Assert.Equal(before, await app.Ground.Rows(MeasureRows.Table));
        await app.Get<RebuildLists>().Run(default);
        Assert.Equal(before, await app.Ground.Rows(MeasureRows.Table));
        Assert.Empty(app.Get<FactChain>().Mistakes(Of(reference), await app.Ground.Tables.Range(ReferralJournal.Table, reference)));
        Assert.Contains("Nothing is held", await Erase());
        Assert.Contains(": erased", await Erase(reference: reference));
    }

    [Fact]
    public async Task As_long_as_somebody_is_to_see_to_the_person_nothing_is_erased()
    {
        var (over, open) = (await Supported("F1"), await app.Refer());
        await app.Settle();
        Assert.Contains("Close or withdraw it first", await Erase(status: 1));
        Assert.Equal(200, (await app.As(TestApp.Clinician).Ask($"/api/referrals/{over}")).Status);
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{open}/withdraw", new { reason = "made-in-error" });
        await Erase();
        Assert.Equal("410 410", await StatusOf(app, over, open));
    }

    [Fact]
    public async Task A_backup_brings_everything_back_but_whoever_was_erased_since()
    {
        var file = Path.GetTempFileName();
        await using var apart = Ground.Embedded();
        await Instead(await TestApp.Start(erasures: apart.Tables));
        var (reference, other, open) = (await Supported("F1"), await Supported("F2", "999 000 0026", "Walter Stays"), await app.Refer(The.Form with { NhsNumber = "999 000 0034", Name = "Olive Open", DateOfBirth = "1951-06-06" }));
        var unsaid = await app.Refer(The.Form with { NhsNumber = "999 000 0018" }, by: TestApp.Paramedic);
        await app.Settle();
        await BackUp.Write(app.Ground.Tables, file, default);
        Assert.DoesNotContain("Edith", await Unpacked(file), StringComparison.Ordinal);
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{unsaid}/withdraw", new { reason = "no-longer-needed" });
        await app.Settle();
        await Erase();
        await app.Settle();
        var before = await app.Ground.Rows(Lists.Table);

        await using var restored = await TestApp.Start(erasures: apart.Tables);
        var (_, erased) = await restored.Get<Restore>().Run(restored.Ground.Tables, file, default);
        await restored.Settle();
        Assert.Equal(2, erased);
        Assert.Equal("410 410 200 200", await StatusOf(restored, reference, unsaid, other, open));
        await AssertNowhere(restored);
        Assert.Equal(before, await restored.Ground.Rows(Lists.Table));
        Assert.Equal(200, (await restored.As(TestApp.RapidResponse).Tell($"/api/referrals/{open}/strands/1/accept")).Status);
        await Assert.ThrowsAsync<SetupException>(() => restored.Get<Restore>().Run(restored.Ground.Tables, file, default));
        File.Delete(file);
    }

    [Fact]
    public async Task Half_a_backup_is_refused_before_a_row_is_written()
    {
        var file = Path.GetTempFileName();
        await Supported("F1");
        await BackUp.Write(app.Ground.Tables, file, default);
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^200]);
        await using var empty = await TestApp.Start();
        var refused = await Assert.ThrowsAsync<SetupException>(() => empty.Get<Restore>().Run(empty.Ground.Tables, file, default));
        Assert.Contains("not a whole backup", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ReferralJournal.Table, await empty.Ground.Tables.Names());
        File.Delete(file);
    }

    [Theory]
    [InlineData(false, 200, "nothing was done")]
    [InlineData(true, 410, "was erased")]
    public async Task When_the_time_is_over_it_is_erased_where_the_locality_says_so(bool erases, int status, string told)
    {
        var town = LocalityFiles.Read(TestApp.Southend);
        await Instead(await TestApp.Start(locality: town with { Retention = town.Retention with { Erases = erases }, FollowUps = [] }));
        var reference = await Supported("F1");
        app.Clock.Advance(TimeSpan.FromDays(8 * 365 + 1));
        await Tick();
        Assert.Equal(200, (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}")).Status);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await Tick();
        await Tick();
        Assert.Equal(status, (await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}")).Status);
        Assert.Single(app.Logs, l => l.Contains($"The time that {reference} is kept is over", StringComparison.Ordinal) && l.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_what_is_held_about_them_is_given_all_of_it()
    {
        await Supported("F1");
        await Supported("F2", "999 000 0026", "Walter Stays");
        var file = Path.GetTempFileName();
        await PersonCommands.Export(app.Services, null, file, new StringReader(Number), TextWriter.Null, default);
        var held = await File.ReadAllTextAsync(file);
        Assert.All(The.Canaries.Except(["Example\"", "March 1942", "/1942", "9990000018", "SS12AB", "960555", "960 555", "900201", "900 201", "999 000 0018"]), c => Assert.Contains(c, held, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("9990000018", held, StringComparison.Ordinal);
        Assert.Contains("Edith was up", held, StringComparison.Ordinal);
        Assert.DoesNotContain("Walter", held, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static async Task<string> StatusOf(TestApp app, params string[] references) => string.Join(
        ' ', await Task.WhenAll(references.Select(async r => (await app.As(TestApp.Clinician).Ask($"/api/referrals/{r}")).Status)));

    private async Task Instead(TestApp other)
    {
        await app.DisposeAsync();
        app = other;
    }

    private async Task Tick()
    {
        await app.Get<CheckClocks>().Run(default);
        await app.Settle();
    }

    private async Task<string> Erase(bool isSure = true, int status = 0, string? reference = null)
    {
        var output = new StringWriter();
        Assert.Equal(status, await PersonCommands.Erase(app.Services, reference, isSure, new StringReader(Number), output, default));
        Assert.DoesNotContain("9990000018", output.ToString().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        return output.ToString();
    }

    /// <summary>A referral from its receipt to its end, with words of several people about the person in it.</summary>
    private async Task<string> Supported(string key, string number = Number, string name = Edith)
    {
        var first = name.Split(' ')[0];
        var reference = await app.Refer(The.Form with { NhsNumber = number, Name = name, DateOfBirth = name == Edith ? The.Form.DateOfBirth : "1950-05-05" }, key: key);
        await app.Settle();
        var nurse = app.As(TestApp.RapidResponse);
        var strand = $"/api/referrals/{reference}/strands/1";
        foreach (var (path, body) in new (string, object)[]
                 {
                     ($"{strand}/accept", new { }), ($"{strand}/visit", new { note = $"{first} was up" }),
                     ($"{strand}/goals", new { goals = new object[] { new { words = $"{first} wants to cook", score = 3 }, new { words = "To walk", score = 4 } } }),
                     ($"/api/referrals/{reference}/messages", new { text = $"{first}'s door is open" }), ($"{strand}/reviews", new { note = $"{first} does well" }),
                     ($"{strand}/close", new { outcome = "same-support", note = "Written note", scores = new[] { 7, 8 } }),
                 })
            Assert.Equal((path, 200), (path, (await nurse.Tell(path, body)).Status));
        await app.Settle();
        return reference;
    }

    /// <summary>No row of any table says anything of the person: as it lies in the store, and opened with every key that is left.</summary>
    private static async Task AssertNowhere(TestApp app)
    {
        var said = new List<string>();
        foreach (var table in await app.Ground.Tables.Names())
        {
            foreach (var tables in new ITables[] { app.Ground.Tables, app.Ground.Opened })
            {
                await foreach (var row in tables.Everything(table))
                    said.AddRange(row.Texts.Values.Prepend($"{row.Partition} {row.Key}"));
            }
        }
        await foreach (var stored in app.Get<ReferralJournal>().Everything())
            said.AddRange(stored.Facts.Select(f => Given.Told(f.Fact) + FactRows.Personal(f)).Append($"{stored.Referral}"));
        Assert.Contains(said, s => s.Contains("Walter", StringComparison.Ordinal));
        Assert.All(said, s => Assert.DoesNotContain(new[] { "Edith", "9990000018", "1942-03-09" }, c => s.Contains(c, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task<string> Unpacked(string file)
    {
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }

    private static Reference Of(string reference) => Reference.Read(reference).Value!;
}
