namespace Telemetry.Transport.Storage;

/// <summary>The folder that <c>storage.path</c> names.</summary>
internal static class StorageFolder
{
    /// <summary>Creates it where it is missing; its name.</summary>
    /// <exception cref="TransportException">It cannot be created; the message names the cure.</exception>
    public static string Create(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransportException(
                $"{folder} cannot be created ({e.Message}): set storage.path to a writable folder.", isTransient: false, e);
        }
    }
}
