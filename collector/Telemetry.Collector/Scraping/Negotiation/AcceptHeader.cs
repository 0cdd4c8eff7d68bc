using System.Globalization;
using System.Text;

namespace Telemetry.Collector.Scraping.Negotiation;

/// <summary>The <c>Accept</c> header, as Prometheus 3 writes it: weights fall by a tenth, and anything is better than nothing.</summary>
internal static class AcceptHeader
{
    /// <summary>The header that asks for these, the first being liked best.</summary>
    public static string Of(params ReadOnlySpan<ScrapeProtocol> preferred)
    {
        var header = new StringBuilder();
        var weight = Enum.GetValues<ScrapeProtocol>().Length + 1;
        foreach (var protocol in preferred)
        {
            header.Append(CultureInfo.InvariantCulture, $"{protocol.MediaType()};q=0.{weight--},");
        }

        return header.Append(CultureInfo.InvariantCulture, $"*/*;q=0.{weight}").ToString();
    }
}
