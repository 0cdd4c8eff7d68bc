using System.Net.Http.Headers;
using System.Text.Json;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Scraping.Negotiation;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>The published tables of content negotiation: what a server of expfmt answers to an Accept header, and what such an answer is read as.</summary>
public sealed class NegotiationCorpusTests
{
    private const string ProtobufPrefix = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily";

    [CorpusFact]
    public void DecodeTable_EveryType_IsReadAsItsFormat()
    {
        foreach (var test in Cases("content-type-negotiation-decode.json"))
        {
            var header = test.GetProperty("input").GetProperty("Content-Type").GetString()!;
            ExpositionFormat? expected = test.GetProperty("output").GetString() switch
            {
                "FmtProtoDelim" => ExpositionFormat.Protobuf,
                "FmtText" => ExpositionFormat.Text,
                // Deviation: Prometheus 3 reads text of any version as text; expfmt refuses those that it does not know.
                _ when header.StartsWith("text/plain", StringComparison.Ordinal) => ExpositionFormat.Text,
                _ => null,
            };

            Assert.True(expected == FormatOf(header), header);
        }
    }

    [CorpusTheory]
    [InlineData("TestNegotiate.json")]
    [InlineData("TestNegotiateIncludingOpenMetrics.json")]
    public void Answers_OfEveryCase_AreReadAsWhatTheyAre(string file)
    {
        foreach (var test in Cases(file))
        {
            var answer = test.GetProperty("expectedFmt").GetString()!;
            ExpositionFormat? expected = answer switch
            {
                _ when answer.StartsWith("text/plain", StringComparison.Ordinal) => ExpositionFormat.Text,
                _ when answer.StartsWith("application/openmetrics-text", StringComparison.Ordinal) => ExpositionFormat.OpenMetrics,
                _ when answer.Contains("encoding=delimited", StringComparison.Ordinal) => ExpositionFormat.Protobuf,
                // Protobuf's text forms are never asked for, and refused.
                _ => null,
            };

            Assert.True(expected == FormatOf(answer), answer);
        }
    }

    [CorpusFact]
    public void EveryProtocolAskedFor_IsAnsweredInItsOwnFormat()
    {
        var cases = Cases("TestNegotiateIncludingOpenMetrics.json").ToList();
        foreach (var protocol in Enum.GetValues<ScrapeProtocol>())
        {
            // Version 1.0.0 of text is younger than the tables.
            if (protocol == ScrapeProtocol.PrometheusText1) continue;
            var asked = MediaTypeHeaderValue.Parse(protocol.MediaType());
            var answers = cases.Where(test => AsksFor(Accept(test), asked)).Select(static test => test.GetProperty("expectedFmt").GetString()!).ToList();

            Assert.NotEmpty(answers);
            Assert.All(answers, answer => Assert.Equal(protocol.Format(), FormatOf(answer)));
        }
    }

    // How names are to be escaped changes no format.
    private static bool AsksFor(string accept, MediaTypeHeaderValue asked) =>
        MediaTypeHeaderValue.TryParse(accept.TrimEnd(';'), out var type) && type.MediaType == asked.MediaType
        && Parameters(type).SetEquals(Parameters(asked));

    private static HashSet<string> Parameters(MediaTypeHeaderValue type) =>
        [.. type.Parameters.Where(static parameter => parameter.Name != "escaping").Select(static parameter => $"{parameter.Name}={parameter.Value}")];

    private static string Accept(JsonElement test)
    {
        var accept = test.GetProperty("acceptHeaderValue");
        return accept.ValueKind == JsonValueKind.String ? accept.GetString()! : ProtobufPrefix + accept.GetProperty("r").GetString();
    }

    private static ExpositionFormat? FormatOf(string header) => ContentTypes.TrySelect(header, fallback: null, out var format) ? format : null;

    private static IEnumerable<JsonElement> Cases(string file) => JsonDocument.Parse(
        File.ReadAllBytes(Corpus.PathOf("fixtures", "parser-conformance", "prometheus-common-expfmt", file))).RootElement.EnumerateArray();
}
