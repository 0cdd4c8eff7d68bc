using System.Globalization;

namespace Telemetry.Transport.Storage;

/// <summary>
/// Takes a damaged storage file out of the way and carries over what can be read of it. Nothing of the damaged file is changed or deleted.
/// </summary>
internal static class StorageSalvage
{
    /// <summary>Owner of the note that a salvage leaves in the new file.</summary>
    public const string Owner = "storage.salvage";

    private const int MaxNamedKeys = 100;

    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    /// <summary>Moves the file aside and fills a new one in its place.</summary>
    /// <returns>What was lost, one line.</returns>
    public static string Run(string path)
    {
        var aside = MoveAside(path);
        using var fresh = SqliteDatabase.Open(path);
        StorageSchema.Apply(fresh);
        var lost = new List<string>();
        try
        {
            // Writable, or what still lies in the write-ahead log would not be read.
            using var damaged = SqliteDatabase.Open(aside);
            CopyRecords(damaged, fresh, lost);
            CopyState(damaged, fresh, lost);
            CopyPositions(damaged, fresh, lost);
        }
        catch (TransportException failure)
        {
            lost.Add($"everything behind this: {failure.Message}");
        }

        var named = string.Join(", ", lost.Take(MaxNamedKeys));
        var line = $"{path} was damaged and is kept as {aside}; not readable in it: {(lost.Count == 0 ? "nothing" : named)}{(lost.Count > MaxNamedKeys ? ", …" : "")}";
        SqliteStateStore.Write(fresh, Owner, [new StateEntry("note", System.Text.Encoding.UTF8.GetBytes(line))]);
        return line;
    }

    private static string MoveAside(string path)
    {
        var number = 1;
        string Aside() => string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{number}");
        while (File.Exists(Aside())) number++;
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(path + suffix))) File.Move(path + suffix, Aside() + suffix);
        return Aside();
    }

    private static void CopyRecords(SqliteDatabase damaged, SqliteDatabase fresh, List<string> lost)
    {
        using var insert = fresh.Prepare("INSERT OR IGNORE INTO record (id, stream, appended_ms, key, value) VALUES (?, ?, ?, ?, ?)");
        CopyRows(damaged, "record", "SELECT id, stream, appended_ms, key, value FROM record WHERE id > ? ORDER BY id", lost, row =>
        {
            insert.Bind(1, row.GetInt64(0)).Bind(2, row.GetText(1)).Bind(3, row.GetInt64(2)).Bind(4, row.GetBlob(3)).Bind(5, row.GetBlob(4)).Run();
            return true;
        });
    }

    private static void CopyState(SqliteDatabase damaged, SqliteDatabase fresh, List<string> lost)
    {
        using var insert = fresh.Prepare("INSERT OR IGNORE INTO state (owner, key, checksum, value) VALUES (?, ?, ?, ?)");
        CopyRows(damaged, "state", "SELECT rowid, owner, key, checksum, value FROM state WHERE rowid > ? ORDER BY rowid", lost, row =>
        {
            var value = row.GetBlob(4);
            if (Checksum.Of(value) != row.GetInt64(3))
            {
                lost.Add($"{row.GetText(1)} {row.GetText(2)}");
                return false;
            }

            insert.Bind(1, row.GetText(1)).Bind(2, row.GetText(2)).Bind(3, row.GetInt64(3)).Bind(4, value).Run();
            return true;
        });
    }

    private static void CopyPositions(SqliteDatabase damaged, SqliteDatabase fresh, List<string> lost)
    {
        using var insert = fresh.Prepare("INSERT OR REPLACE INTO group_position (stream, consumer_group, next_offset) VALUES (?, ?, ?)");
        try
        {
            using var select = damaged.Prepare("SELECT stream, consumer_group, next_offset FROM group_position");
            while (select.Step()) insert.Bind(1, select.GetText(0)).Bind(2, select.GetText(1)).Bind(3, select.GetInt64(2)).Run();
            fresh.Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE epoch SET opened = {damaged.QueryInt64("SELECT opened FROM epoch")}"));
        }
        catch (TransportException)
        {
            lost.Add("positions of groups");
        }
    }

    // A damaged page ends a scan: it begins again behind the gap, in growing steps, until nothing is left.
    private static void CopyRows(SqliteDatabase damaged, string table, string sql, List<string> lost, Func<SqliteStatement, bool> copy)
    {
        long after = 0, step = 1;
        while (true)
        {
            try
            {
                using var select = damaged.Prepare(sql).Bind(1, after);
                while (select.Step())
                {
                    copy(select);
                    after = select.GetInt64(0);
                    step = 1;
                }

                return;
            }
            catch (CorruptStateException)
            {
                if (step == 1) lost.Add(string.Create(CultureInfo.InvariantCulture, $"rows of {table} behind {after}"));
                after += step;
                step *= 2;
                if (after < 0 || step < 0) return;
            }
        }
    }
}
