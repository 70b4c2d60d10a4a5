using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

/// <summary>The promises of the ports, kept by the REST adapters against Microsoft's emulator.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzuriteContractTests(AzuriteFixture azurite) : StorageContract
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(150);

    protected override ITables Tables { get; } = new AzureTables(azurite.Account);

    protected override IQueues Queues { get; } = new AzureQueues(azurite.Account);

    protected override Task Pass(TimeSpan time) => Task.Delay(time + Margin);
}
