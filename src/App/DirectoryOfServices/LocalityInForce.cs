using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>The locality that this process goes by now: the one it started with, until a version is published.</summary>
/// <param name="since">When it was published, or the process started.</param>
public sealed class LocalityInForce(Locality first, DateTimeOffset since)
{
    private volatile Tuple<Locality, DateTimeOffset> current = Tuple.Create(first, since);

    public Locality Now => current.Item1;

    public DateTimeOffset Since => current.Item2;

    public void Replace(Locality by, DateTimeOffset since) => current = Tuple.Create(by, since);
}
