using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Recordings;

/// <summary>Writes the frames of one target, and counts for the manifest.</summary>
internal sealed class PageFileWriter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly BrotliAppender _file;
    private RecordedTarget _target;
    private bool _closed;

    public PageFileWriter(string folder, RecordedTarget target)
    {
        _target = target;
        _file = new BrotliAppender(Path.Combine(folder, target.File));
    }

    /// <summary>What the manifest says of the target so far.</summary>
    public RecordedTarget Target
    {
        get
        {
            lock (_lock) return _target;
        }
    }

    public void Write(ScrapedPage page)
    {
        Span<byte> header = stackalloc byte[FrameHeader.MaxBytes];
        // A page that came only in part would be replayed as a whole one, so it is recorded as the failure that it was.
        var hasAnswer = page.Status != 0 && !page.Failure.IsPartial();
        var body = hasAnswer ? page.Body.Span : System.Text.Encoding.ASCII.GetBytes(page.Failure.Name());
        var headerBytes = new FrameHeader(page.StartMs, page.DurationMs, hasAnswer ? page.Status : 0, body.Length).Write(header);
        lock (_lock)
        {
            if (_closed) return;
            _file.Write(header[..headerBytes]);
            _file.Write(body);
            _file.Flush();
            Count(page);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed) return;
            _closed = true;
            _file.Dispose();
        }
    }

    private void Count(ScrapedPage page) => _target = _target with
    {
        Scrapes = _target.Scrapes + 1,
        Failed = _target.Failed + (page.Failure == ScrapeFailure.None ? 0 : 1),
        FirstMs = _target.FirstMs == 0 ? page.StartMs : _target.FirstMs,
        LastMs = page.StartMs,
        RawBytes = _target.RawBytes + page.Body.Length,
        ContentType = _target.ContentType ?? page.ContentType,
    };
}
