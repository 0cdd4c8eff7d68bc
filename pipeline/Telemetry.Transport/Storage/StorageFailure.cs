using SQLitePCL;

namespace Telemetry.Transport.Storage;

/// <summary>Turns SQLite result codes into transport exceptions that name the file and the cure.</summary>
internal static class StorageFailure
{
    private const int PrimaryCodeMask = 0xFF;

    public static TransportException From(int resultCode, string detail, string path) => (resultCode & PrimaryCodeMask) switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new DamagedStorageException(
            $"{path} is damaged ({detail}): restore it from a backup, or move it away to start empty."),
        raw.SQLITE_FULL => new TransportException(
            $"{path} cannot grow, the disk is full: free space or lower storage.retention.", isTransient: true),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new TransportException(
            $"{path} is in use by another process: stop it, or set another storage.path.", isTransient: false),
        raw.SQLITE_CANTOPEN => new TransportException(
            $"{path} cannot be opened: check that it is there and that its folder is writable.", isTransient: false),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new TransportException(
            $"{path} is not writable: give this user write access, or set another storage.path.", isTransient: false),
        raw.SQLITE_IOERR => new TransportException(
            $"{path} cannot be read or written ({detail}): check the disk.", isTransient: true),
        _ => new TransportException($"{path}: SQLite answered {resultCode} ({detail}).", isTransient: false),
    };
}
