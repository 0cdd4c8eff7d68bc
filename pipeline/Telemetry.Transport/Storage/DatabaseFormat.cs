namespace Telemetry.Transport.Storage;

/// <summary>What makes a SQLite file one of ours: marks, a version and tables.</summary>
/// <param name="ApplicationId">Kept in SQLite's <c>application_id</c>.</param>
/// <param name="Version">Version of the layout; kept in SQLite's <c>user_version</c>.</param>
/// <param name="Tables">The statements that create an empty file's tables.</param>
internal sealed record DatabaseFormat(int ApplicationId, int Version, string Tables)
{
    /// <summary>Makes the connection the file's only one, with a write-ahead log, and creates the tables or checks that they are ours.</summary>
    /// <exception cref="TransportException">The file is not ours, of another version, damaged, or in use.</exception>
    public void Apply(SqliteDatabase database)
    {
        // Exclusive before WAL: the file then has one owner, and a second process fails at once instead of sharing its content.
        database.Execute("PRAGMA locking_mode = EXCLUSIVE");
        var isNew = IsEmpty(database);
        if (!isNew) Check(database);
        database.Execute("PRAGMA journal_mode = WAL");
        if (isNew) database.InTransaction(() => Create(database));
    }

    /// <summary>Checks that a file is ours, of this version and whole.</summary>
    /// <exception cref="TransportException">It is not; the message names it and the cure.</exception>
    public void Check(SqliteDatabase database)
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

    private void Create(SqliteDatabase database) =>
        database.Execute($"{Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");

    private static bool IsEmpty(SqliteDatabase database) =>
        database.QueryInt64("PRAGMA application_id") == 0
        && database.QueryInt64("PRAGMA user_version") == 0
        && database.QueryInt64("SELECT count(*) FROM sqlite_master") == 0;

    private static string Ask(SqliteDatabase database)
    {
        try
        {
            using var check = database.Prepare("PRAGMA quick_check(1)");
            return check.Step() ? check.GetText(0) : "no answer";
        }
        catch (CorruptStateException damage)
        {
            // It bears our marks, so it is ours, whatever became of it.
            return damage.Message;
        }
    }

    private static void CheckIntegrity(SqliteDatabase database)
    {
        var verdict = Ask(database);
        if (verdict == "ok") return;
        throw new DamagedStorageException(
            $"{database.Path} is damaged ({verdict.ReplaceLineEndings(" ")}): restore it from a backup, or move it away to start empty.");
    }
}
