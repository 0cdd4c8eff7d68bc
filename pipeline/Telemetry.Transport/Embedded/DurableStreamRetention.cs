using Microsoft.Extensions.Logging;
using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Embedded;

/// <summary>Keeps a durable stream inside its bounds: oldest records go first, by age and by size, read or not, and are counted.</summary>
internal sealed partial class DurableStreamRetention(StorageOptions options, TransportMetrics metrics, ILogger logger)
{
    /// <summary>Ages are looked at no more often than this; sizes at every append.</summary>
    private static readonly TimeSpan AgeCheckInterval = TimeSpan.FromMinutes(1);

    private long _heldBytes;
    private DateTimeOffset _ageChecked = DateTimeOffset.MinValue;

    /// <summary>Begins with what the file holds.</summary>
    public void Start(long heldBytes) => _heldBytes = heldBytes;

    /// <summary>Inside the transaction of an append: removes what is over the bounds, never the record just appended.</summary>
    public Trimmed Trim(SqliteDatabase database, string stream, DateTimeOffset now, int appendedBytes)
    {
        var held = _heldBytes + appendedBytes;
        var isAgeDue = now - _ageChecked >= AgeCheckInterval;
        if (!isAgeDue && held <= options.MaxStreamBytes) return new Trimmed(0, 0, held, _ageChecked);

        var cutoff = (now - options.Retention).ToUnixTimeMilliseconds();
        long aged = 0, crowded = 0, last = 0;
        using (var oldest = database.Prepare(
            "SELECT id, appended_ms, length(key) + length(value) FROM record WHERE stream = ? AND id < last_insert_rowid() ORDER BY id"))
        {
            oldest.Bind(1, stream);
            while (oldest.Step())
            {
                if (oldest.GetInt64(1) < cutoff) aged++;
                else if (held > options.MaxStreamBytes) crowded++;
                else break;
                last = oldest.GetInt64(0);
                held -= oldest.GetInt64(2);
            }
        }

        if (aged + crowded > 0)
        {
            using var delete = database.Prepare("DELETE FROM record WHERE stream = ? AND id <= ?");
            delete.Bind(1, stream).Bind(2, last).Run();
        }

        return new Trimmed(aged, crowded, held, isAgeDue ? now : _ageChecked);
    }

    /// <summary>After the commit: takes over what the trim left, counts and says what went.</summary>
    public void Apply(string stream, Trimmed trimmed)
    {
        _heldBytes = trimmed.HeldBytes;
        _ageChecked = trimmed.AgeChecked;
        if (trimmed.Records == 0) return;
        metrics.Dropped(stream, DropReason.Age, trimmed.Aged);
        metrics.Dropped(stream, DropReason.Size, trimmed.Crowded);
        Log.Trimmed(logger, stream, trimmed.Aged, trimmed.Crowded);
    }

    private static partial class Log
    {
        [LoggerMessage(201, LogLevel.Information, "Trimmed {Stream}: {Aged} records over storage.retention, {Crowded} over storage.max_stream_bytes")]
        public static partial void Trimmed(ILogger logger, string stream, long aged, long crowded);
    }
}
