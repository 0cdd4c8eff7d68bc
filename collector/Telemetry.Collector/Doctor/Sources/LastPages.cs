using Telemetry.Collector.Recordings;

namespace Telemetry.Collector.Doctor.Sources;

/// <summary>The last page of each target of a recording: by then every event that a counter is born with has happened.</summary>
internal static class LastPages
{
    public static async Task<IReadOnlyList<PageSample>> OfAsync(RecordingReader reader, CancellationToken cancellationToken)
    {
        var kept = reader.Targets.ToDictionary(target => target, _ => new KeptPage());
        await foreach (var page in reader.ReadPagesAsync(cancellationToken))
        {
            if (page.Status == 200) kept[page.Target].Keep(page);
        }

        return [.. kept.Select(pair => SampleOf(pair.Key, pair.Value, reader))];
    }

    private static PageSample SampleOf(RecordedTarget target, KeptPage page, RecordingReader reader) => new()
    {
        Name = $"{target.Job}/{target.Instance}",
        Job = target.Job,
        Component = target.Component,
        Path = target.Path,
        ContentType = target.ContentType,
        Body = page.Body,
        Problem = page.Body.IsEmpty ? "no scrape of the recording has a page" : null,
        Interval = TimeSpan.FromMilliseconds(target.IntervalMs(TimeSpan.FromSeconds(reader.Manifest.IntervalS))),
        Duration = page.Duration,
    };

    private sealed class KeptPage
    {
        private byte[] _bytes = [];
        private int _length;

        public ReadOnlyMemory<byte> Body => _bytes.AsMemory(0, _length);

        public TimeSpan Duration { get; private set; }

        public void Keep(in RecordedPage page)
        {
            if (page.Body.Length > _bytes.Length) _bytes = new byte[page.Body.Length * 5 / 4];
            page.Body.CopyTo(_bytes);
            _length = page.Body.Length;
            Duration = TimeSpan.FromMilliseconds(page.DurationMs);
        }
    }
}
