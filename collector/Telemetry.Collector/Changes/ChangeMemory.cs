using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Transport;

namespace Telemetry.Collector.Changes;

/// <summary>
/// Keeps over a restart what was last known, so that what changed meanwhile is told, and nothing twice (ADR 67). Saved only when every
/// change found has been published: a crash before tells them once more, under the same ids.
/// </summary>
internal sealed partial class ChangeMemory(
    IStateStore? store, string cluster, ClusterChanges changes, ProcessChanges processes, ChangeQueue queue, TimeProvider time, ILogger<ChangeMemory> logger)
    : BackgroundService
{
    private const string ProcessPrefix = "process/";

    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(10);

    private string Owner => $"collector.changes/{cluster}";

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync(cancellationToken);
    }

    /// <summary>Takes up what was kept; of what was seen since, nothing is lost.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (store is null) return;
        foreach (var entry in await store.LoadAsync(Owner, cancellationToken))
        {
            if (entry.Value is not { } value || Read(entry.Key, value.Span) is not { } saved) continue;
            if (entry.Key.StartsWith(ProcessPrefix, StringComparison.Ordinal)) RestoreProcess(saved);
            else if (changes.Ledgers.FirstOrDefault(ledger => ledger.Rule.Kind == entry.Key) is { } ledger) lock (changes) ledger.Restore(saved);
        }
    }

    /// <summary>Keeps what has changed since the last time, where every change found has been published.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (store is null || !queue.IsSettled) return;
        var entries = new List<StateEntry>();
        lock (changes)
        {
            foreach (var ledger in changes.Ledgers)
                if (ledger.IsDirty) entries.Add(new StateEntry(ledger.Rule.Kind, Bytes(ledger.Save())));
        }

        foreach (var (target, facts) in processes.TakeDirty()) entries.Add(new StateEntry(ProcessPrefix + target, Bytes(ProcessOf(target, facts))));
        if (entries.Count > 0) await store.CommitAsync(Owner, entries, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SaveEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TrySaveAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped; the last save comes behind this.
        }
    }

    private async Task TrySaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SaveAsync(cancellationToken);
        }
        catch (TransportException failure) when (failure.IsTransient)
        {
            Log.NotSaved(logger, failure.Message);
        }
    }

    private SavedLedger? Read(string key, ReadOnlySpan<byte> value)
    {
        try
        {
            return JsonSerializer.Deserialize(value, LedgerJson.Default.SavedLedger);
        }
        catch (JsonException broken)
        {
            // Of another version: then it begins anew, as on a first start.
            Log.Unreadable(logger, Owner, key, broken.Message);
            return null;
        }
    }

    private void RestoreProcess(SavedLedger saved)
    {
        if (saved.Objects is [{ Values: [var start, var version] } process] && long.TryParse(start, System.Globalization.CultureInfo.InvariantCulture, out var startMs))
            processes.Restore(new TargetId(cluster, process.Namespace, process.Name), new ProcessFacts(startMs, version.Length > 0 ? version : null));
    }

    private static SavedLedger ProcessOf(TargetId target, ProcessFacts facts) => new(IsComplete: true,
        [new SavedObject(target.Job, target.Instance, "", [facts.StartMs.ToString(System.Globalization.CultureInfo.InvariantCulture), facts.Version ?? ""])]);

    private static byte[] Bytes(SavedLedger saved) => JsonSerializer.SerializeToUtf8Bytes(saved, LedgerJson.Default.SavedLedger);

    private static partial class Log
    {
        [LoggerMessage(152, LogLevel.Warning, "What is known for the detection of changes could not be saved: {Reason}")]
        public static partial void NotSaved(ILogger logger, string reason);

        [LoggerMessage(153, LogLevel.Warning, "State {Owner} {Key} cannot be read and begins anew: {Reason}")]
        public static partial void Unreadable(ILogger logger, string owner, string key, string reason);
    }
}
