using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>The locality that this process goes by now: the one it started with, until a version is published.</summary>
public sealed class LocalityInForce(Locality first)
{
    private volatile Locality now = first;

    public Locality Now => now;

    public void Replace(Locality by) => now = by;
}
