using Telemetry.Collector.Exposition;

namespace Telemetry.Collector.Scraping.Negotiation;

/// <summary>A format of pages, as Prometheus's <c>scrape_protocols</c> names it.</summary>
public enum ScrapeProtocol
{
    /// <summary>Delimited protobuf.</summary>
    PrometheusProto,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics1,

    /// <summary>Its draft.</summary>
    OpenMetricsDraft,

    /// <summary>Prometheus text with UTF-8 names.</summary>
    PrometheusText1,

    /// <summary>Prometheus text.</summary>
    PrometheusText0,
}

/// <summary>How the protocols are written.</summary>
internal static class ScrapeProtocolNames
{
    private static readonly (string Name, string MediaType, ExpositionFormat Format)[] Known =
    [
        ("PrometheusProto", "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited", ExpositionFormat.Protobuf),
        // Names that are no legacy names are asked for as they are: every reader of ours knows quoted ones.
        ("OpenMetricsText1.0.0", "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8", ExpositionFormat.OpenMetrics),
        ("OpenMetricsText0.0.1", "application/openmetrics-text;version=0.0.1", ExpositionFormat.OpenMetrics),
        ("PrometheusText1.0.0", "text/plain;version=1.0.0;escaping=allow-utf-8", ExpositionFormat.Text),
        ("PrometheusText0.0.4", "text/plain;version=0.0.4", ExpositionFormat.Text),
    ];

    /// <summary>All names, for messages.</summary>
    public static string All => string.Join(", ", InOrder);

    /// <summary>All names, the one that is liked best first.</summary>
    public static IEnumerable<string> InOrder => Known.Select(protocol => protocol.Name);

    /// <summary>What the Accept header calls it.</summary>
    public static string MediaType(this ScrapeProtocol protocol) => Known[(int)protocol].MediaType;

    /// <summary>What its pages are read as.</summary>
    public static ExpositionFormat Format(this ScrapeProtocol protocol) => Known[(int)protocol].Format;

    /// <summary>Reads a name of the settings.</summary>
    public static bool TryParse(string name, out ScrapeProtocol protocol)
    {
        var index = Array.FindIndex(Known, known => known.Name == name);
        protocol = (ScrapeProtocol)Math.Max(index, 0);
        return index >= 0;
    }
}
