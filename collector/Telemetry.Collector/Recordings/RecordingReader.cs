using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Telemetry.Collector.Recordings;

/// <summary>
/// Reads a recording (<c>docs/formats/recordings.md</c>): the pages of all its targets in the order of event time, decompressed
/// ahead of the caller. Memory is bounded by <see cref="PagesAhead"/> pages and one decompression window (16 MiB) per target.
/// </summary>
public sealed class RecordingReader
{
    /// <summary>Pages that may be decompressed before the caller asks for them.</summary>
    public const int PagesAhead = 4;

    private readonly string _folder;
    private readonly List<string> _notices = [];

    private RecordingReader(string folder, RecordingManifest manifest)
    {
        _folder = folder;
        Manifest = manifest;
        Targets = TargetSelection.Select(manifest, _notices);
    }

    /// <summary>The recording's manifest.</summary>
    public RecordingManifest Manifest { get; }

    /// <summary>Targets that are read, ordered by job and instance.</summary>
    public IReadOnlyList<RecordedTarget> Targets { get; }

    /// <summary>
    /// What was left out and why, one line each: targets of an unknown type at once, damaged files once the pages are read.
    /// </summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Opens the recording in a folder.</summary>
    /// <exception cref="RecordingException">The folder holds no readable manifest.</exception>
    public static RecordingReader Open(string folder) => new(folder, RecordingManifest.Load(folder));

    /// <summary>Opens the recorded lists and watches of the cluster's API.</summary>
    internal RecordedObjects OpenObjects() => new(_folder, Manifest.Objects ?? []);

    /// <summary>All pages from the first one at or after <paramref name="fromMs"/>, ordered by start, then job and instance.</summary>
    public async IAsyncEnumerable<RecordedPage> ReadPagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken, long fromMs = 0)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<RentedPage>(new BoundedChannelOptions(PagesAhead) { SingleReader = true, SingleWriter = true });
        var merge = new RecordingMerge(_folder, Targets, Manifest.IntervalS, fromMs);
        var reading = Task.Run(() => merge.RunAsync(ahead.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var rented in ahead.Reader.ReadAllAsync(cancellationToken))
            {
                // What was read ahead is not given out behind a cancellation.
                using (rented)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return rented.Page;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            _notices.AddRange(await reading);
            while (ahead.Reader.TryRead(out var unread)) unread.Dispose();
        }
    }
}
