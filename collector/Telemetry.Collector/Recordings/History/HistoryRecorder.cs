using System.Text.Json;
using Telemetry.Catalog;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Recordings.History;

/// <summary>
/// Makes a recording of what a Prometheus has kept, so that everything that reads recordings reads it: the families of the catalog, as the
/// pages that they were scraped from. Reads a window at a time; holds one.
/// </summary>
public sealed class HistoryRecorder
{
    private const long WindowMs = 300_000;

    private readonly IHistorySource _source;
    private readonly string _names;
    private readonly Dictionary<(string Job, string Instance), PageFileWriter> _targets = [];
    private readonly AlertHistory _alerts = new();

    /// <param name="client">Reaches the Prometheus.</param>
    /// <param name="prometheus">Its address: one that ends in <c>/api/v1/read</c> is asked by remote read, any other by the query API below it.</param>
    /// <param name="catalog">Families to read.</param>
    public HistoryRecorder(HttpClient client, Uri prometheus, SignalCatalog catalog)
    {
        _source = prometheus.AbsolutePath.EndsWith("/api/v1/read", StringComparison.Ordinal)
            ? new RemoteReadSource(client, prometheus)
            : new QueryApiSource(client, prometheus);
        _names = HistoryNames.PatternOf(catalog);
    }

    /// <summary>Writes the recording into an empty folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="fromMs">Beginning, Unix milliseconds.</param>
    /// <param name="toMs">End, Unix milliseconds.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="RecordingException">The Prometheus cannot be read, has nothing that the catalog names, or the folder cannot be written.</exception>
    public async Task RecordAsync(string folder, long fromMs, long toMs, Action<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            for (var at = fromMs; at < toMs; at += WindowMs)
            {
                progress((double)(at - fromMs) / (toMs - fromMs));
                Write(folder, await _source.ReadAsync(_names, at, Math.Min(at + WindowMs, toMs), cancellationToken));
            }

            WriteManifest(folder, fromMs, toMs);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder} cannot be written: {failure.Message}", failure);
        }
        finally
        {
            foreach (var target in _targets.Values) target.Dispose();
        }
    }

    private void Write(string folder, IReadOnlyList<HistorySeries> window)
    {
        foreach (var series in window.Where(series => series.Name == AlertHistory.Name)) _alerts.Take(series);
        foreach (var target in window.Where(series => series.Name != AlertHistory.Name).GroupBy(series => (series.Label("job"), series.Label("instance"))))
        {
            var writer = WriterOf(folder, target.Key);
            foreach (var page in HistoryPages.Of([.. target])) writer.Write(page);
        }
    }

    private PageFileWriter WriterOf(string folder, (string Job, string Instance) target)
    {
        if (_targets.TryGetValue(target, out var known)) return known;
        var entry = new RecordedTarget { File = $"target-{_targets.Count}.pages.br", Job = target.Job, Instance = target.Instance };
        return _targets[target] = new PageFileWriter(folder, entry);
    }

    private void WriteManifest(string folder, long fromMs, long toMs)
    {
        var targets = _targets.Values.Select(writer => writer.Target).Where(target => target.Scrapes > target.Failed).ToList();
        if (targets.Count == 0) throw new RecordingException("The Prometheus has nothing of what the catalog names in that time; `telemetry catalog` lists the families.");
        var manifest = new RecordingManifest
        {
            Name = "prometheus",
            StartMs = fromMs,
            Seconds = (toMs - fromMs) / 1000.0,
            IntervalS = targets.Where(target => target.Scrapes > 1).Select(target => (target.LastMs - target.FirstMs) / 1000.0 / (target.Scrapes - 1)).DefaultIfEmpty(1).Min(),
            Targets = targets,
            StockRules = _alerts.Rules,
        };
        File.WriteAllBytes(Path.Combine(folder, RecordingManifest.FileName), JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.RecordingManifest));
    }
}
