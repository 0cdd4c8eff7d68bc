using System.Net.Http.Headers;

namespace Telemetry.Collector.Exposition;

/// <summary>Which format a <c>Content-Type</c> header promises.</summary>
internal static class ContentTypes
{
    private const string Text = "text/plain";
    private const string OpenMetrics = "application/openmetrics-text";
    private const string ProtobufType = "application/vnd.google.protobuf";

    /// <summary>
    /// By the rules of Prometheus 3: text and OpenMetrics of whatever version and delimited protobuf are read as what they say they are. A
    /// header that is absent, unreadable or of another type gives the fallback; without one the page is refused.
    /// </summary>
    public static bool TrySelect(string? header, ExpositionFormat? fallback, out ExpositionFormat format)
    {
        if (!MediaTypeHeaderValue.TryParse(header, out var type) || FormatOf(type) is not { } known)
        {
            format = fallback ?? ExpositionFormat.Text;
            return fallback is not null;
        }

        format = known;
        return true;
    }

    /// <summary>
    /// Guesses from the page itself: a line that begins with <c># EOF</c> is OpenMetrics's; a page that begins with the length of a
    /// message whose first field is a name is protobuf.
    /// </summary>
    public static ExpositionFormat Guess(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("# EOF"u8) || body.IndexOf("\n# EOF"u8) >= 0) return ExpositionFormat.OpenMetrics;
        return BeginsWithFamily(body) ? ExpositionFormat.Protobuf : ExpositionFormat.Text;
    }

    private static ExpositionFormat? FormatOf(MediaTypeHeaderValue type) => type.MediaType?.ToLowerInvariant() switch
    {
        Text => ExpositionFormat.Text,
        OpenMetrics => ExpositionFormat.OpenMetrics,
        ProtobufType when Says(type, "proto", "io.prometheus.client.MetricFamily") && Says(type, "encoding", "delimited") => ExpositionFormat.Protobuf,
        _ => null,
    };

    // What is not said is taken for granted; another message or encoding is none of ours.
    private static bool Says(MediaTypeHeaderValue type, string parameter, string value)
    {
        foreach (var said in type.Parameters)
        {
            if (said.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
                return said.Value?.Trim('"').Equals(value, StringComparison.OrdinalIgnoreCase) == true;
        }

        return true;
    }

    private static bool BeginsWithFamily(ReadOnlySpan<byte> body)
    {
        const byte NameTag = 0x0A;
        var messages = new Protobuf.DelimitedMessages(body);
        return messages.MoveNext() && messages.Fault == BadLineReason.None && messages.Current is [NameTag, var length, ..]
            && length < messages.Current.Length - 1 && MetricNames.NameLength(messages.Current[2..]) >= Math.Min((int)length, 1);
    }
}
