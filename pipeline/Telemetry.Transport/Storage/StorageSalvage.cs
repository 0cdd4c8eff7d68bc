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

    /// <summary>Puts what can be read of a file into a new one, moves the file aside, and the new one into its place.</summary>
    /// <returns>What was lost, one line.</returns>
    /// <exception cref="TransportException">The new file cannot be written; the damaged one is still in its place.</exception>
    public static string Run(string path)
    {
        var fresh = FreshOf(path);
        foreach (var suffix in Suffixes) File.Delete(fresh + suffix);
        var aside = AsideOf(path);
        var line = Fill(fresh, path, aside);
        Replace(path, aside);
        return line;
    }

    /// <summary>Goes on where a process ended between the moves: the new file is whole by then.</summary>
    public static void Finish(string path)
    {
        if (!File.Exists(path) && File.Exists(FreshOf(path))) Replace(path, AsideOf(path));
    }

    // The log of the damaged file beside the new one would be read as its own.
    private static void Replace(string path, string aside)
    {
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(path + suffix))) File.Move(path + suffix, aside + suffix);
        File.Move(FreshOf(path), path);
    }

    private static string FreshOf(string path) => path + ".salvaged";

    private static string AsideOf(string path)
    {
        var number = 1;
        string Aside() => string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{number}");
        while (File.Exists(Aside())) number++;
        return Aside();
    }

    private static string Fill(string path, string damagedPath, string aside)
    {
        using var fresh = SqliteDatabase.Open(path);
        StorageSchema.Apply(fresh);
        var line = "";
        fresh.InTransaction(() =>
        {
            line = Describe(damagedPath, aside, Copy(damagedPath, fresh));
            SqliteStateStore.Write(fresh, Owner, [new StateEntry("note", System.Text.Encoding.UTF8.GetBytes(line))]);
        });
        return line;
    }

    private static string Describe(string path, string aside, List<string> lost)
    {
        var named = string.Join(", ", lost.Take(MaxNamedKeys));
        return $"{path} was damaged and is kept as {aside}; not readable in it: {(lost.Count == 0 ? "nothing" : named)}{(lost.Count > MaxNamedKeys ? ", …" : "")}";
    }

    private static List<string> Copy(string path, SqliteDatabase fresh)
    {
        var lost = new List<string>();
        try
        {
            // Writable, or what still lies in the write-ahead log would not be read.
            using var damaged = SqliteDatabase.Open(path);
            CopyState(damaged, fresh, lost);
            NameMissingState(damaged, fresh, lost);
            CopyRecords(damaged, fresh, lost);
            CopyPositions(damaged, fresh, lost);
        }
        catch (CorruptStateException failure)
        {
            lost.Add($"everything behind this: {failure.Message}");
        }

        return lost;
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

    // The keys stand once more in the index, whose pages are others: what is in it and was not copied is lost, and can be named.
    private static void NameMissingState(SqliteDatabase damaged, SqliteDatabase fresh, List<string> lost)
    {
        using var copied = fresh.Prepare("SELECT 1 FROM state WHERE owner = ? AND key = ?");
        var named = lost.ToHashSet(StringComparer.Ordinal);
        try
        {
            using var keys = damaged.Prepare("SELECT owner, key FROM state INDEXED BY sqlite_autoindex_state_1");
            while (keys.Step())
            {
                var (owner, key) = (keys.GetText(0), keys.GetText(1));
                copied.Reset();
                if (!copied.Bind(1, owner).Bind(2, key).Step() && named.Add($"{owner} {key}")) lost.Add($"{owner} {key}");
            }
        }
        catch (CorruptStateException)
        {
            lost.Add("names of some of them");
        }
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
        catch (CorruptStateException)
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
