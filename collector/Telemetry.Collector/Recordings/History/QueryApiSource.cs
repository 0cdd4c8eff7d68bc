using System.Globalization;
using System.Text.Json;

namespace Telemetry.Collector.Recordings.History;

/// <summary>Raw samples by the query API: an instant query of a range selector gives them as they were scraped.</summary>
internal sealed class QueryApiSource(HttpClient client, Uri prometheus) : IHistorySource
{
    private readonly Uri _query = new(prometheus.AbsoluteUri.TrimEnd('/') + "/api/v1/query");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistorySeries>> ReadAsync(string names, long fromMs, long toMs, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _query);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["query"] = string.Create(CultureInfo.InvariantCulture, $"{{__name__=~\"{names}\"}}[{toMs - fromMs}ms]"),
            ["time"] = (toMs / 1000.0).ToString("0.000", CultureInfo.InvariantCulture),
        });
        var body = await HistoryAnswer.AskAsync(client, request, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. document.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(series => Read(series, fromMs))];
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RecordingException($"{_query} did not answer as a Prometheus does: {odd.Message}", odd);
        }
    }

    // Older versions count a sample at the beginning of the range in.
    private static HistorySeries Read(JsonElement series, long fromMs) => new(
        series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal),
        series.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(Sample).Where(sample => sample.TimeMs > fromMs)] : []);

    private static HistorySample Sample(JsonElement pair) => new(
        (long)Math.Round(pair[0].GetDouble() * 1000), Number(pair[1].GetString()!));

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
