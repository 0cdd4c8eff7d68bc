using Microsoft.Extensions.Logging;
using Telemetry.Detection.Snapshots;
using Telemetry.Transport;

namespace Telemetry.Detector.Checkpoints;

/// <summary>Loads a stage's checkpoint; what cannot be read begins anew and costs nothing else.</summary>
internal sealed partial class CheckpointLoader(IStateStore store, DetectorMetrics metrics, ILogger logger)
{
    /// <summary>Restores every entry of an owner.</summary>
    /// <returns>The offset to begin at; null when there is none that can be trusted.</returns>
    public async ValueTask<long?> LoadAsync(string owner, CheckpointEntries entries, RestoreEntry restore, CancellationToken cancellationToken)
    {
        long? offset = null;
        foreach (var entry in await LoadEntriesAsync(owner, cancellationToken))
        {
            try
            {
                offset = entries.Read(entry, restore) ?? offset;
            }
            catch (SnapshotException failure)
            {
                metrics.CorruptState(owner.Split('/')[0]);
                Log.Unreadable(logger, entry.Key, owner, failure.Message);
            }
        }

        return offset;
    }

    private async ValueTask<IReadOnlyList<StateEntry>> LoadEntriesAsync(string owner, CancellationToken cancellationToken)
    {
        try
        {
            return await store.LoadAsync(owner, cancellationToken);
        }
        catch (CorruptStateException failure)
        {
            metrics.CorruptState(owner.Split('/')[0]);
            Log.Unloadable(logger, owner, failure.Message);
            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Error, "State entry {Key} of {Owner} cannot be read and begins anew: {Failure} It is written again with the next checkpoint; its references need 60 scrapes to warm up")]
        public static partial void Unreadable(ILogger logger, string key, string owner, string failure);

        [LoggerMessage(401, LogLevel.Error, "State of {Owner} cannot be loaded and begins anew: {Failure}")]
        public static partial void Unloadable(ILogger logger, string owner, string failure);
    }
}
