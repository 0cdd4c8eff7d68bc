using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;
using Telemetry.Credentials;

namespace Telemetry.Collector.Discovery;

/// <summary>
/// The targets of files that others write. A file that cannot be read keeps what it had when it could; one that is gone has no targets.
/// </summary>
internal sealed partial class FileTargets(FileSdOptions files, ScrapeConfigOptions config, string cluster, TimeProvider time, ILogger<FileTargets> logger) : ITargetSource
{
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<ScrapeTarget>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(files.RefreshInterval, time);
        var isFirst = true;
        do
        {
            if (Refresh() || isFirst) yield return [.. _known.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.Targets)];
            isFirst = false;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private bool Refresh()
    {
        var found = files.Files.SelectMany(Find).ToHashSet(StringComparer.Ordinal);
        var gone = _known.Keys.Where(file => !found.Contains(file)).ToList();
        gone.ForEach(file => _known.Remove(file));
        return found.Count(Refresh) + gone.Count > 0;
    }

    private bool Refresh(string file)
    {
        var stamp = FileStamp.Of(file);
        var last = _known.GetValueOrDefault(file);
        if (last is not null && last.Stamp == stamp) return false;
        try
        {
            _known[file] = new Known(stamp, TargetsFile.Read(file, config, cluster));
            return true;
        }
        catch (Exception broken) when (broken is FormatException or IOException or UnauthorizedAccessException)
        {
            _known[file] = new Known(stamp, last?.Targets ?? []);
            Log.Broken(logger, config.JobName, file, broken.Message, last?.Targets.Count ?? 0);
            return false;
        }
    }

    private static IEnumerable<string> Find(string pattern)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(pattern))!;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Path.GetFileName(pattern)) : [];
    }

    private sealed record Known(int Stamp, IReadOnlyList<ScrapeTarget> Targets);

    private static partial class Log
    {
        [LoggerMessage(1061, LogLevel.Warning, "Job {Job}: {File} is no targets file: {Problem} Its {Kept} targets from before stay. Write a list of groups with targets and labels.")]
        public static partial void Broken(ILogger logger, string job, string file, string problem, int kept);
    }

    /// <summary>Makes one for each entry of <c>file_sd_configs</c>.</summary>
    internal sealed class Factory(TimeProvider time, ILogger<FileTargets> logger) : ITargetSourceFactory
    {
        /// <inheritdoc/>
        public IEnumerable<ITargetSource> SourcesOf(ScrapeConfigOptions config, string cluster) =>
            config.FileSdConfigs.Select(files => new FileTargets(files, config, cluster, time, logger));
    }
}
