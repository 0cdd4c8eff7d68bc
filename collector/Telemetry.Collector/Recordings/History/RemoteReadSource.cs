using System.Net.Http.Headers;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Recordings.History;

/// <summary>Raw samples by Prometheus's remote read protocol 0.1: Protocol Buffers in a Snappy block.</summary>
internal sealed class RemoteReadSource(HttpClient client, Uri address) : IHistorySource
{
    private const int RegularExpression = 2;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistorySeries>> ReadAsync(string names, long fromMs, long toMs, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(SnappyBlock.Pack(Request(names, fromMs + 1, toMs)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Content.Headers.ContentEncoding.Add("snappy");
        request.Headers.Add("X-Prometheus-Remote-Read-Version", "0.1.0");
        var body = await HistoryAnswer.AskAsync(client, request, cancellationToken);
        if (SnappyBlock.Unpack(body) is { } message && Read(message) is { } series) return series;
        throw new RecordingException($"{address} did not answer with samples as remote read does.");
    }

    // ReadRequest.queries = 1; Query: start_timestamp_ms = 1, end_timestamp_ms = 2, matchers = 3; LabelMatcher: type = 1, name = 2, value = 3.
    private static byte[] Request(string names, long fromMs, long toMs)
    {
        var writer = new ProtoWriter();
        var query = writer.BeginMessage(1);
        writer.WriteInt64(1, fromMs);
        writer.WriteInt64(2, toMs);
        var matcher = writer.BeginMessage(3);
        writer.WriteVarint(1, RegularExpression);
        writer.WriteText(2, "__name__");
        writer.WriteText(3, names);
        writer.EndMessage(matcher);
        writer.EndMessage(query);
        return writer.Written.ToArray();
    }

    // ReadResponse.results = 1; QueryResult.timeseries = 1.
    private static List<HistorySeries>? Read(byte[] message)
    {
        var series = new List<HistorySeries>();
        var response = new ProtoReader(message);
        while (response.NextField())
        {
            if (response.Field != 1)
            {
                response.Skip();
                continue;
            }

            var result = response.ReadMessage();
            while (result.NextField())
            {
                if (result.Field == 1) series.Add(ReadSeries(result.ReadMessage()));
                else result.Skip();
            }

            response.Adopt(result.Failure);
        }

        return response.Failure.Error == WireError.None ? series : null;
    }

    // TimeSeries: labels = 1 (name = 1, value = 2), samples = 2 (value = 1, timestamp = 2).
    private static HistorySeries ReadSeries(ProtoReader message)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var samples = new List<HistorySample>();
        while (message.NextField())
        {
            if (message.Field == 1) ReadLabel(message.ReadMessage(), labels);
            else if (message.Field == 2) ReadSample(message.ReadMessage(), samples);
            else message.Skip();
        }

        return new HistorySeries(labels, samples);
    }

    private static void ReadLabel(ProtoReader message, Dictionary<string, string> labels)
    {
        var (name, value) = ("", "");
        while (message.NextField())
        {
            if (message.Field == 1) name = message.ReadText();
            else if (message.Field == 2) value = message.ReadText();
            else message.Skip();
        }

        labels[name] = value;
    }

    private static void ReadSample(ProtoReader message, List<HistorySample> samples)
    {
        var (value, timeMs) = (0.0, 0L);
        while (message.NextField())
        {
            if (message.Field == 1) value = message.ReadDouble();
            else if (message.Field == 2) timeMs = message.ReadInt64();
            else message.Skip();
        }

        samples.Add(new HistorySample(timeMs, value));
    }
}
