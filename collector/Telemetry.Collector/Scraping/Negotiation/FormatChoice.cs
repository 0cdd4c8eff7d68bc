using Telemetry.Collector.Exposition;

namespace Telemetry.Collector.Scraping.Negotiation;

/// <summary>
/// What one target is asked for. Where the settings leave it open, protobuf is asked for first; a target that answers it is asked once for
/// text, and from then on for the smaller page. Native histograms, which only protobuf carries, always make it the smaller one: labels
/// stand there once for a histogram, not once for a bucket.
/// </summary>
internal sealed class FormatChoice
{
    private static readonly string ProtobufFirst = AcceptHeader.Of(Enum.GetValues<ScrapeProtocol>());

    private readonly bool _isFixed;
    private int _protobufBytes;
    private int _textBytes;

    public FormatChoice(PageFormats formats)
    {
        _isFixed = formats.Preferred.Count > 0;
        Accept = _isFixed ? AcceptHeader.Of([.. formats.Preferred]) : ProtobufFirst;
    }

    /// <summary>The header that asks for text of any kind: the classic buckets of a target that has native ones too.</summary>
    public static string TextOnly { get; } = AcceptHeader.Of(
        ScrapeProtocol.OpenMetrics1, ScrapeProtocol.OpenMetricsDraft, ScrapeProtocol.PrometheusText1, ScrapeProtocol.PrometheusText0);

    /// <summary>The header to ask with next.</summary>
    public string Accept { get; private set; }

    /// <summary>Takes note of a whole page.</summary>
    /// <param name="contentType">Its type, as answered.</param>
    /// <param name="bytes">Its length after decompression.</param>
    public void Observe(string? contentType, int bytes)
    {
        if (_isFixed || (_protobufBytes > 0 && _textBytes > 0)) return;
        if (!ContentTypes.TrySelect(contentType, fallback: null, out var format)) return;
        if (format == ExpositionFormat.Protobuf) _protobufBytes = Math.Max(1, bytes);
        else if (_protobufBytes > 0) _textBytes = Math.Max(1, bytes);
        Accept = _protobufBytes > 0 && (_textBytes == 0 || _textBytes < _protobufBytes) ? TextOnly : ProtobufFirst;
    }
}
