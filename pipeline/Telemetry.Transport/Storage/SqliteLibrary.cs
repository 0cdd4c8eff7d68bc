using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Telemetry.Transport.Storage;

/// <summary>Binds the SQLite provider to the library that the operating system ships and patches.</summary>
internal static class SqliteLibrary
{
    private const string ImportName = "e_sqlite3";
    private static readonly string[] SystemNames = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib"];
    private static readonly Lazy<bool> Loading = new(Load);

    /// <summary>Loads the library once per process.</summary>
    /// <exception cref="TransportException">No SQLite library is installed.</exception>
    public static void EnsureLoaded() => _ = Loading.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != ImportName) return 0;
        foreach (var systemName in SystemNames)
        {
            if (NativeLibrary.TryLoad(systemName, out var handle)) return handle;
        }

        throw new TransportException("The SQLite library is missing: install the package libsqlite3-0.", isTransient: false);
    }
}
