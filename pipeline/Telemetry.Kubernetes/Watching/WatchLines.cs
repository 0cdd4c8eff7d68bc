using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Telemetry.Kubernetes.Watching;

/// <summary>The lines of a watch, each an event of its own. What stands behind the last newline is no event: the connection broke in it.</summary>
internal sealed class WatchLines(Stream body, KubernetesMetrics metrics)
{
    /// <summary>Longest line that is read; etcd keeps no object beyond a tenth of this.</summary>
    private const int MaxLineBytes = 16 * 1024 * 1024;

    /// <summary>Whether the stream ended behind a whole line.</summary>
    public bool EndedWhole { get; private set; }

    /// <summary>Every event until the stream ends. A line that cannot be read is counted and costs itself alone.</summary>
    public async IAsyncEnumerable<WatchLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body, new StreamPipeReaderOptions(leaveOpen: true));
        var isSkipping = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, out var line))
            {
                if (!isSkipping && Parse(line) is { } told) yield return told;
                isSkipping = false;
            }
            if (buffer.Length > MaxLineBytes)
            {
                if (!isSkipping) metrics.Unreadable("too_large");
                isSkipping = true;
                buffer = buffer.Slice(buffer.End);
            }
            EndedWhole = buffer.IsEmpty && !isSkipping;
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) break;
        }
        await reader.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out line, (byte)'\n')) return false;
        buffer = buffer.Slice(reader.Position);
        return true;
    }

    private WatchLine? Parse(in ReadOnlySequence<byte> line)
    {
        if (line.IsEmpty) return null;
        try
        {
            return WatchLine.Parse(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
        }
        catch (JsonException)
        {
            metrics.Unreadable("malformed");
            return null;
        }
    }
}
