using System.Buffers;
using System.Threading.Channels;

namespace Telemetry.Collector.Recordings;

/// <summary>
/// Merges the targets' files by event time, ties by job and instance. Only headers are read ahead: a body is decompressed when its
/// turn has come, so that the pages in memory are those of the channel.
/// </summary>
internal sealed class RecordingMerge(string folder, IReadOnlyList<RecordedTarget> targets, double intervalSeconds, long fromMs)
{
    private readonly List<string> _notices = [];
    private readonly List<PageFile> _files = [];
    private readonly PriorityQueue<PageFile, (long StartMs, int Order)> _next = new();

    /// <summary>Writes every page and completes the channel; gives the lines about what could not be read.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(ChannelWriter<RentedPage> pages, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            for (var order = 0; order < targets.Count; order++) Open(order);
            await MergeAsync(pages, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller reads no further; it sees its own cancellation.
        }
        catch (IOException broken)
        {
            failure = new RecordingException($"{folder} cannot be read: {broken.Message}", broken);
        }
        finally
        {
            _files.ForEach(file => file.Dispose());
            pages.TryComplete(failure);
        }
        return _notices;
    }

    private async Task MergeAsync(ChannelWriter<RentedPage> pages, CancellationToken cancellationToken)
    {
        while (_next.TryDequeue(out var file, out var position))
        {
            if (Read(file) is { } page) await WriteAsync(pages, page, cancellationToken);
            Advance(file, position.Order);
        }
    }

    private void Open(int order)
    {
        var path = Path.Combine(folder, targets[order].File);
        try
        {
            var file = new PageFile(path, targets[order]);
            _files.Add(file);
            Advance(file, order);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            _notices.Add($"{path} cannot be opened ({absent.Message}); {targets[order].Job}/{targets[order].Instance} is left out.");
        }
    }

    private void Advance(PageFile file, int order)
    {
        if (file.Damage is null && file.TryReadHeader())
        {
            _next.Enqueue(file, (file.Header.StartMs, order));
            return;
        }
        if (file.Damage is { } damage) _notices.Add(damage);
        file.Dispose();
    }

    private RentedPage? Read(PageFile file)
    {
        var header = file.Header;
        var buffer = ArrayPool<byte>.Shared.Rent(header.Length);
        if (file.TryReadBody(buffer.AsSpan(0, header.Length)) && header.StartMs >= fromMs)
        {
            var interval = file.Target.IntervalMs(TimeSpan.FromSeconds(intervalSeconds));
            var body = buffer.AsMemory(0, header.Length);
            return new RentedPage(new RecordedPage(file.Target, interval, header.StartMs, header.DurationMs, header.Status, body), buffer);
        }
        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    private static async ValueTask WriteAsync(ChannelWriter<RentedPage> pages, RentedPage page, CancellationToken cancellationToken)
    {
        try
        {
            await pages.WriteAsync(page, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            page.Dispose();
            throw;
        }
    }
}
