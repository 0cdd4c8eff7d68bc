namespace Telemetry.Transport.Storage;

/// <summary>Tables of the storage file, as documented in <c>docs/formats/state.md</c>.</summary>
internal static class StorageSchema
{
    // "TELE"
    private static readonly DatabaseFormat Format = new(ApplicationId: 0x54454C45, Version: 1, Tables: """
        CREATE TABLE record (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          stream TEXT NOT NULL,
          appended_ms INTEGER NOT NULL,
          key BLOB NOT NULL,
          value BLOB NOT NULL);
        CREATE INDEX record_by_stream ON record (stream, id);
        CREATE TABLE group_position (
          stream TEXT NOT NULL,
          consumer_group TEXT NOT NULL,
          next_offset INTEGER NOT NULL,
          PRIMARY KEY (stream, consumer_group)) WITHOUT ROWID;
        CREATE TABLE state (
          owner TEXT NOT NULL,
          key TEXT NOT NULL,
          checksum INTEGER NOT NULL,
          value BLOB NOT NULL,
          PRIMARY KEY (owner, key));
        CREATE TABLE epoch (opened INTEGER NOT NULL);
        INSERT INTO epoch (opened) VALUES (0);
        """);

    /// <summary>Sets the durability of the connection, and creates the tables or checks that they are ours.</summary>
    /// <exception cref="TransportException">The file is not ours, of another version, damaged, or in use.</exception>
    public static void Apply(SqliteDatabase database)
    {
        Format.Apply(database);
        database.Execute("PRAGMA synchronous = FULL");
    }

    /// <summary>Checks that a file is ours, of this version and whole.</summary>
    /// <exception cref="TransportException">It is not; the message names it and the cure.</exception>
    public static void Check(SqliteDatabase database) => Format.Check(database);
}
