namespace Telemetry.Collector.Exposition;

/// <summary>Which format a <c>Content-Type</c> header promises.</summary>
internal static class ContentTypes
{
    /// <summary>
    /// <c>text/plain</c> is text, <c>application/openmetrics-text</c> OpenMetrics, of whatever version. A page without the header is text,
    /// as small exporters and recordings have it; any other type is refused, protobuf included.
    /// </summary>
    public static bool TrySelect(string? header, out ExpositionFormat format)
    {
        var type = header.AsSpan();
        type = (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();
        var isOpenMetrics = type.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase);
        format = isOpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
        return isOpenMetrics || type.IsEmpty || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Guesses from the page itself: a line that begins with <c># EOF</c> is OpenMetrics's.</summary>
    public static ExpositionFormat Guess(ReadOnlySpan<byte> body) =>
        body.StartsWith("# EOF"u8) || body.IndexOf("\n# EOF"u8) >= 0 ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
}
