using System.Net.Http.Headers;

namespace Telemetry.Collector.Exposition;

/// <summary>Which format a <c>Content-Type</c> header promises.</summary>
internal static class ContentTypes
{
    /// <summary>
    /// As Prometheus 3: <c>text/plain</c> is text, <c>application/openmetrics-text</c> OpenMetrics, of whatever version;
    /// a header that is absent or names anything else needs a fallback.
    /// </summary>
    /// <param name="header">The header, or null where the answer has none.</param>
    /// <param name="fallback">What to believe where the header does not tell.</param>
    /// <param name="format">The format.</param>
    /// <param name="problem">Where there is none: what is wrong and what cures it.</param>
    public static bool TrySelect(string? header, ExpositionFormat? fallback, out ExpositionFormat format, out string problem)
    {
        format = fallback ?? ExpositionFormat.Text;
        problem = "";
        switch (MediaType(header))
        {
            case "text/plain":
                format = ExpositionFormat.Text;
                return true;
            case "application/openmetrics-text":
                format = ExpositionFormat.OpenMetrics;
                return true;
            case "application/vnd.google.protobuf":
                problem = "Content-Type is protobuf, which is not read here; have the target answer text/plain or application/openmetrics-text.";
                return false;
            case var other:
                problem = $"Content-Type '{other}' is no metrics format; check path and port of the target, or set fallback_scrape_protocol.";
                return fallback is not null;
        }
    }

    /// <summary>Guesses from the page itself: OpenMetrics ends with <c># EOF</c>.</summary>
    public static ExpositionFormat Guess(ReadOnlySpan<byte> body)
    {
        var text = body.EndsWith("\n"u8) ? body[..^1] : body;
        return text.SequenceEqual("# EOF"u8) || text.EndsWith("\n# EOF"u8) ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
    }

    private static string? MediaType(string? header) =>
        MediaTypeHeaderValue.TryParse(header, out var value) ? value.MediaType?.ToLowerInvariant() : header;
}
