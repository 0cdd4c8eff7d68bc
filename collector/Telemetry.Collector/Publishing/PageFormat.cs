using Telemetry.Collector.Exposition;

namespace Telemetry.Collector.Publishing;

/// <summary>Which text format a content type means.</summary>
internal static class PageFormat
{
    /// <summary>
    /// The format; false for a type that is none of them. A page without a content type is text, as small exporters and recordings have it.
    /// </summary>
    public static bool TryOf(string? contentType, out ExpositionFormat format)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var end) type = type[..end];
        type = type.Trim();
        format = type.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase) ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
        return format == ExpositionFormat.OpenMetrics || type.IsEmpty || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase);
    }
}
