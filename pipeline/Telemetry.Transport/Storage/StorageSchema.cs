namespace Telemetry.Transport.Storage;

/// <summary>Tables of the storage file, as documented in <c>docs/formats/state.md</c>.</summary>
internal static class StorageSchema
{
    /// <summary>Version of the layout; kept in SQLite's <c>user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>Marks the file as ours; kept in SQLite's <c>application_id</c> ("TELE").</summary>
    public const int ApplicationId = 0x54454C45;

    private const string Tables = """
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
        """;

    /// <summary>Sets the durability of the connection, and creates the tables or checks that they are ours.</summary>
    /// <exception cref="TransportException">The file is not ours, of another version, damaged, or in use.</exception>
    public static void Apply(SqliteDatabase database)
    {
        // Exclusive before WAL: the file then has one owner, and a second process fails at once instead of sharing groups' positions.
        database.Execute("PRAGMA locking_mode = EXCLUSIVE");
        var isNew = IsEmpty(database);
        if (!isNew) Check(database);
        database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        if (isNew) database.InTransaction(() => Create(database));
    }

    /// <summary>Checks that a file is ours, of this version and whole.</summary>
    /// <exception cref="TransportException">It is not; the message names it and the cure.</exception>
    public static void Check(SqliteDatabase database)
    {
        if (database.QueryInt64("PRAGMA application_id") != ApplicationId)
        {
            throw new CorruptStateException($"{database.Path} is no storage file of this program: set another path.");
        }

        var version = database.QueryInt64("PRAGMA user_version");
        if (version != Version)
        {
            throw new CorruptStateException(
                $"{database.Path} has layout version {version}, this program reads {Version}: run the program that wrote it, or move the file away to start empty.");
        }

        CheckIntegrity(database);
    }

    private static void Create(SqliteDatabase database) =>
        database.Execute($"{Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");

    private static bool IsEmpty(SqliteDatabase database) =>
        database.QueryInt64("PRAGMA application_id") == 0
        && database.QueryInt64("PRAGMA user_version") == 0
        && database.QueryInt64("SELECT count(*) FROM sqlite_master") == 0;

    private static void CheckIntegrity(SqliteDatabase database)
    {
        using var check = database.Prepare("PRAGMA quick_check(1)");
        var verdict = check.Step() ? check.GetText(0) : "no answer";
        if (verdict == "ok") return;
        throw new CorruptStateException(
            $"{database.Path} is damaged ({verdict.ReplaceLineEndings(" ")}): restore it from a backup, or move it away to start empty.");
    }
}
