using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

/// <summary>The promises of the ports, kept by the embedded store in a file of its own.</summary>
public sealed class EmbeddedStoreContractTests : StorageContract, IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("embedded-").FullName;
    private readonly MovableClock clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly EmbeddedStore store;

    public EmbeddedStoreContractTests() => store = EmbeddedStore.Open(directory, clock);

    protected override ITables Tables => store;

    protected override IQueues Queues => store;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    protected override Task Pass(TimeSpan time)
    {
        clock.Advance(time);
        return Task.CompletedTask;
    }
}
