namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>
/// An app that cannot start tells why in one line, and ends with something other than 0, which the Functions host would take for
/// the end of its work.
/// </summary>
[Collection(PublishedTests.Name)]
public sealed class StartUnderFunctionsHostTests(PublishedApp published)
{
    [Fact]
    public Task The_demonstration_does_not_start() => Refuses("demonstration", s => s, "--demonstration", "true");

    [Fact]
    public Task Storage_of_this_machine_is_not_used() => Refuses("storage account", s => s, "--storage", "embedded");

    [Fact]
    public Task Without_a_storage_account_it_does_not_start() => Refuses("ReferralStorage", Without("ReferralStorage"));

    [Fact]
    public Task A_setting_that_is_no_connection_string_is_told() => Refuses("connection string", With("ReferralStorage", "nonsense"));

    [Fact]
    public Task Without_a_deployment_key_it_does_not_start() => Refuses("DeploymentKey", Without("DeploymentKey"));

    [Fact]
    public Task A_deployment_key_that_is_too_short_is_told() => Refuses("32 bytes", With("DeploymentKey", "c2hvcnQ="));

    [Fact]
    public Task A_town_that_is_not_there_is_told() => Refuses("no town", With("Locality", "atlantis"));

    private async Task Refuses(string because, Func<Dictionary<string, string>, Dictionary<string, string>> change, params string[] arguments)
    {
        using var app = new HostedProcess(new FunctionFolder(published.Folder), change(published.Settings), arguments);
        Assert.NotEqual(0, await app.Ends());
        Assert.Contains(because, Assert.Single(app.Errors), StringComparison.Ordinal);
    }

    private static Func<Dictionary<string, string>, Dictionary<string, string>> Without(string name) =>
        settings => settings.Where(s => s.Key != name).ToDictionary();

    private static Func<Dictionary<string, string>, Dictionary<string, string>> With(string name, string value) =>
        settings => new(settings) { [name] = value };
}
