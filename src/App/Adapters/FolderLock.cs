using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// A lock file in the folder of a store: one program at a time has it. The operating system lets go of it however the process ends.
/// </summary>
internal static class FolderLock
{
    /// <summary>Holds the folder until what is returned is disposed.</summary>
    /// <exception cref="StorageUnavailableException">Another program has it, or it cannot be written to.</exception>
    public static FileStream Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new FileStream(Path.Combine(directory, "store.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (IsHeldElsewhere(held))
        {
            throw new StorageUnavailableException(
                $"The store in {directory} is in use by another process. Stop that one, or choose another folder with --data.", held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException(
                $"The folder {directory} cannot be written to. Check its permissions and its disk, or choose another folder with --data.",
                refused);
        }
    }

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows: .NET has no type of its own for a file in use.
    private static bool IsHeldElsewhere(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
