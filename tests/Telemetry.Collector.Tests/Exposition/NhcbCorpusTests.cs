using System.Globalization;
using System.Text.Json;
using Telemetry.Collector.Tests.Publishing;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>
/// Prometheus's cases of native histograms with custom buckets (NHCB, schema −53): what they hold is what the explicit bounds of our records
/// hold. Deviations are named where they are made.
/// </summary>
public sealed class NhcbCorpusTests
{
    // Behind every birth of these pages.
    private const long NowMs = 2_000_000_000_000;

    [CorpusTheory]
    [InlineData("nhcb-TestNHCBParserOnOMParser.json")]
    [InlineData("nhcb-TestNHCBParserOMParser_MultipleHistograms.json")]
    [InlineData("nhcb-TestNHCBParserErrorHandling.json")]
    public void Page_EncodedIntoARecord_HasTheSameHistograms(string file)
    {
        var test = Case(file);
        var histograms = Entries(test).Where(static entry => entry.TryGetProperty("shs", out _)).ToList();
        var families = histograms.Select(static entry => entry.GetProperty("lset").GetProperty("__name__").GetString()!).Distinct(StringComparer.Ordinal);
        var rig = new EncoderRig([.. families]) { TimeMs = NowMs };

        Assert.Equal(histograms.Select(Describe), rig.Encode(test.GetProperty("input").GetString()!, ParseRun.OpenMetrics));
    }

    [CorpusTheory]
    [InlineData("nhcb-TestNHCBParserOnOMParser.json")]
    [InlineData("nhcb-TestNHCBParserOMParser_MultipleHistograms.json")]
    [InlineData("nhcb-TestNHCBParserErrorHandling.json")]
    public void Page_OtherThanHistograms_GivesTheExpectedEntries(string file)
    {
        var test = Case(file);
        var run = ParseRun.Of(test.GetProperty("input_b64").GetBytesFromBase64(), ParseRun.OpenMetrics);

        Assert.True(run.IsValid, run.Verdict.ToString());
        Assert.Equal(
            Entries(test).Where(static entry => !entry.TryGetProperty("shs", out _)).Select(ExpectedEntry.Describe),
            run.Samples.Where(static sample => sample.GetProperty("type").GetString() != "histogram").Select(static sample => ExpectedEntry.DescribeSample(sample)));
    }

    [CorpusFact]
    public void ProtobufPage_HasExplicitBoundsOnlyWhereNativeBucketsAreAbsent()
    {
        var page = File.ReadAllBytes(Corpus.PathOf("fixtures", "parser-conformance", "prometheus-protobuf", "nhcb-histogram.delimited.bin"));
        var rig = new EncoderRig("test_histogram1", "test_histogram2", "test_histogram3");

        const string Native = "scale 3 zero 2 above -162:1 -153:3 -152:2 -151:1 below -163:1 -139:4 -138:2 -137:1 -136:2 sum 0.0008280461746287094";
        Assert.Equal(
            [
                "histogram test_histogram1 -0.0004899999999999998:2 -0.0003899999999999998:2 -0.0002899999999999998:12 inf:159 sum 0.0008280461746287094 since 1000",
                $"exponential test_histogram2 {Native} since 1000",
                $"exponential test_histogram3 {Native} since 1000",
            ],
            rig.Encode(page, "application/vnd.google.protobuf"));
    }

    private static IEnumerable<JsonElement> Entries(JsonElement test) => test.GetProperty("expected_entries").EnumerateArray()
        .Where(static entry => !entry.TryGetProperty("help", out _) && !entry.TryGetProperty("typ", out _) && !entry.TryGetProperty("unit", out _));

    private static string Describe(JsonElement entry)
    {
        var (histogram, labels) = (entry.GetProperty("shs"), entry.GetProperty("lset"));
        var bounds = histogram.TryGetProperty("CustomValues", out var values) ? values.EnumerateArray().Select(static value => value.GetDouble()).ToArray() : [];
        var counts = new double[bounds.Length + 1];
        foreach (var (index, count) in NativeText.Spread(histogram, "Positive", isFloat: false)) counts[index] = count;
        Assert.Equal(histogram.GetProperty("Count").GetDouble(), counts.Sum());
        var buckets = string.Concat(counts.Select((count, i) => FormattableString.Invariant($" {(i < bounds.Length ? Number(bounds[i]) : "inf")}:{count}")));
        var pairs = labels.EnumerateObject().Where(static label => label.Name != "__name__").Select(static label => $"{label.Name}={label.Value}").ToList();
        var braces = pairs.Count == 0 ? "" : $"{{{string.Join(',', pairs)}}}";
        // Deviation: a sum that the page does not have is none (Prometheus writes 0); no histogram with observations here has a sum of 0.
        var sum = histogram.GetProperty("Sum").GetDouble();
        var since = entry.TryGetProperty("st", out var start) ? $" since {start.GetInt64()}" : "";
        return $"histogram {labels.GetProperty("__name__")}{braces}{buckets} sum {(sum == 0 ? "NaN" : Number(sum))}{since}";
    }

    private static JsonElement Case(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Corpus.PathOf("fixtures", "parser-conformance", "prometheus-textparse", file))).RootElement;

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
