using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Tests.DirectoryOfServices;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Tests.Triage;

public sealed class TryRulesTests : IAsyncLifetime, IDisposable
{
    private readonly Ground ground = Ground.Embedded();
    private readonly TownFolder town = new();
    private readonly StringWriter output = new();
    private readonly StringWriter progress = new();

    private string CsvFile => Path.Combine(town.Path, "changes.csv");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await ground.DisposeAsync();

    public void Dispose()
    {
        town.Dispose();
        output.Dispose();
        progress.Dispose();
    }

    [Fact]
    public async Task Stored_referrals_that_would_go_elsewhere_are_told_by_reference_with_the_rule_and_nothing_is_written()
    {
        await using var app = await TestApp.Start(ground);
        var falls = await app.Refer();
        await app.Refer(The.Form with { Reason = "frailty", NhsNumber = null });
        await app.Settle();
        var (now, before) = (LocalityFiles.Read(town.Path), ground.Trips);
        town.Set("rules.json", "0.then", """{ "pathway": "reablement", "urgency": "two-days" }""");
        town.Set("rules.json", "0.because", "\"A \\\"test\\\", with a comma.\"");
        await Try(now, synthetic: false);

        Assert.Equal(0, (ground.Trips - before).Commits + (ground.Trips - before).Sends);
        Assert.Equal(
            [
                "reference,from,to,because",
                $"\"{falls}\",\"rapid response within 2 hours (rapid)\",\"reablement within 2 days (reablement)\",\"falls: A \"\"test\"\", with a comma.\"",
            ],
            await File.ReadAllLinesAsync(CsvFile));
        Assert.Contains("Of 2 stored referrals 1 would go elsewhere.", $"{output}", StringComparison.Ordinal);
        Assert.Contains("     1  rapid response within 2 hours (rapid) -> reablement within 2 days (reablement)", $"{output}", StringComparison.Ordinal);
        Assert.Contains($"{falls[..4]} {falls[4..]}", $"{output}", StringComparison.Ordinal);
        var said = $"{output}{progress}{await File.ReadAllTextAsync(CsvFile)}";
        Assert.All(The.Canaries, c => Assert.DoesNotContain(c, said, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_change_of_the_directory_alone_is_told_with_the_reason_of_the_service_that_lost()
    {
        var now = LocalityFiles.Read(town.Path);
        var then = now with { Services = [now.Services[0] with { MinimumAge = 18 }] };
        await Try(now, then, synthetic: true);
        Assert.Contains("because rapid: it does not see people of this age", $"{output}", StringComparison.Ordinal);
        Assert.Contains("because reablement: it is not in the directory", $"{output}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_rules_change_nothing_for_any_synthetic_referral_and_the_bar_is_one_line()
    {
        var now = LocalityFiles.Read(TestApp.Southend);
        await Try(now, now, synthetic: false);
        Assert.Contains("Of 2000 synthetic referrals 0 would go elsewhere.", $"{output}", StringComparison.Ordinal);
        Assert.Equal(new string('#', 40), $"{progress}".TrimEnd());
    }

    [Fact]
    public void Synthetic_referrals_are_the_same_each_time_and_of_every_kind()
    {
        var now = LocalityFiles.Read(TestApp.Southend);
        var all = SyntheticReferrals.All(now).ToList();
        Assert.Equal(all.Select(t => (t.Reference, t.Received, t.Details.Need)), SyntheticReferrals.All(now).Select(t => (t.Reference, t.Received, t.Details.Need)));
        Assert.Equal(SyntheticReferrals.Count, all.Select(t => t.Reference).Distinct().Count());
        Assert.Equal(Enum.GetValues<Domain.Reason>(), all.Select(t => t.Details.Need.Reason).Distinct().Order());
        Assert.Equal(24, all.Select(t => Domain.Worklist.Plain.InLondon(t.Received).Hour).Distinct().Count());
        Assert.True(all.Count(t => now.BankHolidays.Contains(now.Moment(t.Received).Date)) > 50);
        Assert.True(all.Count(t => t.Details.Need.Assessment.Observations.Total is not null) > 100);
        Assert.Contains(all, t => t.Details.Need.Assessment.RedFlags.Length > 0);
    }

    private Task Try(Locality now, bool synthetic) => Try(now, LocalityFiles.Read(town.Path), synthetic);

    private Task Try(Locality now, Locality then, bool synthetic) =>
        TryRulesCommand.Run(Ground.Journal(ground.Tables), now, then, synthetic, CsvFile, output, progress, default);
}
