using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Spooling;

/// <summary>Table of the spool's file, as documented in <c>docs/formats/send-buffer.md</c>.</summary>
internal static class SpoolSchema
{
    private static readonly DatabaseFormat Format = new(ApplicationId: 0x54454C53, Version: 1, Tables: """
        CREATE TABLE waiting (
          id INTEGER PRIMARY KEY,
          lane INTEGER NOT NULL,
          checksum INTEGER NOT NULL,
          key BLOB NOT NULL,
          value BLOB NOT NULL);
        CREATE INDEX waiting_by_lane ON waiting (lane, id);
        """);

    /// <summary>Sets the durability of the connection, and creates the table or checks that it is ours.</summary>
    /// <exception cref="TransportException">The file is not ours, of another version, damaged, or in use.</exception>
    public static void Apply(SqliteDatabase database)
    {
        // Before the first table: afterwards SQLite would have to rewrite the file to give pages back to the file system.
        database.Execute("PRAGMA auto_vacuum = INCREMENTAL");
        Format.Apply(database);
        // A kill loses nothing that a transaction wrote; only a loss of power could, and then the metrics' time has passed anyway.
        database.Execute("PRAGMA synchronous = NORMAL");
    }
}
