using System.Text.Json;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Protobuf;

/// <summary>
/// Prometheus's own 20 protobuf families against its four tables: native buckets, those with types as labels, both forms of a histogram, classic
/// buckets. Where we differ, the test says why.
/// </summary>
public sealed class ProtobufCorpusTests
{
    private const string Protobuf = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    [CorpusFact]
    public void Families_All_GiveTheExpectedEntries()
    {
        var (native, classic) = (Table("parseClassicHistograms=false/enableTypeAndUnitLabels=false", "ignoreNativeHistograms=false"), Table("ignoreNativeHistograms=true"));
        Assert.Equal((20, 20), (native.Count, classic.Count));

        // Deviation: OTLP has no gauge histogram, so these are the gauges that their classic buckets are (ADR 60).
        var expected = native.Zip(classic).SelectMany(static pair => pair.First.Type == "gaugehistogram" ? pair.Second.Samples : pair.First.Samples);

        var run = ParseRun.OfFile(Fixture("TestProtobufParse.delimited.bin"), Protobuf);
        Assert.True(run.IsValid, run.Verdict.ToString());
        // Deviation: one exemplar a sample, the first; a record keeps none.
        Assert.Equal(expected.Select(ExpectedEntry.Describe), run.Samples.Select(static sample => ExpectedEntry.DescribeSample(sample)));
    }

    [CorpusFact]
    public void Histograms_OfBothForms_AreKeptInTheNativeOneAlone()
    {
        var run = ParseRun.OfFile(Fixture("TestProtobufParse.delimited.bin"), Protobuf);
        var kept = run.Samples.Select(static sample => ExpectedEntry.DescribeSample(sample)).ToHashSet(StringComparer.Ordinal);
        foreach (var family in Table("parseClassicHistograms=true"))
        {
            // Deviation: the same observations must not count twice, and a gauge histogram has no native form in OTLP (ADR 60). The other form is
            // left out, and nothing else is.
            var keepsNative = family.Type == "histogram" && family.Samples.Any(IsNative);
            var expected = family.Samples.Where(entry => IsNative(entry) == keepsNative).Select(ExpectedEntry.Describe);
            Assert.Subset(kept, expected.ToHashSet(StringComparer.Ordinal));
        }
    }

    [CorpusFact]
    public void Metadata_OfEveryFamily_IsKept()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        var reading = table.Read(File.ReadAllBytes(Fixture("TestProtobufParse.delimited.bin")), ExpositionFormat.Protobuf);
        Assert.Equal(0, reading.BadLines);
        // Deviation: type and unit are the metric's in a record, not labels of its points; the table that has them as labels names the same ones.
        foreach (var family in Table("enableTypeAndUnitLabels=true"))
        {
            var own = Assert.Single(table.Families, known => known.Name == family.Name);
            var labels = family.Samples[0].GetProperty("lset");
            Assert.Equal(
                (family.Type, family.Help, family.Unit),
                (FamilyTypes.Word(own.Type, ExpositionFormat.Protobuf), own.Help, own.Unit));
            Assert.Equal(
                (own.Type == FamilyType.Unknown ? null : family.Type, family.Unit), (Text(labels, "__type__"), Text(labels, "__unit__")));
        }
    }

    [CorpusFact]
    public void Page_InTextAndInProtobuf_HasTheSameSamples()
    {
        var text = SamplesOf("text", ParseRun.Text);
        Assert.NotEmpty(text);
        Assert.Equal(text, SamplesOf("text.gz", ParseRun.Text));
        Assert.Equal(text, SamplesOf("protobuf", Protobuf));
        Assert.Equal(text, SamplesOf("protobuf.gz", Protobuf));
    }

    private static List<string> SamplesOf(string file, string contentType)
    {
        var run = ParseRun.OfFile(Corpus.PathOf("fixtures", "parser-conformance", "prometheus-common-expfmt", "testdata", file), contentType);
        Assert.True(run.IsValid, run.Verdict.ToString());
        return [.. run.Samples.Select(static sample => $"{sample.GetProperty("type")} {ExpectedEntry.DescribeSample(sample)}").Order(StringComparer.Ordinal)];
    }

    private static bool IsNative(JsonElement entry) => entry.TryGetProperty("shs", out _) || entry.TryGetProperty("fhs", out _);

    private static List<ExpectedFamily> Table(params string[] options)
    {
        var tables = JsonDocument.Parse(File.ReadAllBytes(Fixture("TestProtobufParse.expected.json"))).RootElement;
        var table = Assert.Single(
            tables.EnumerateArray(),
            table => options.All(option => table.GetProperty("name").GetString()!.Contains(option, StringComparison.Ordinal)));
        return ExpectedFamily.ReadAll(table.GetProperty("expected"));
    }

    private static string? Text(JsonElement labels, string name) => labels.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Fixture(string file) => Corpus.PathOf("fixtures", "parser-conformance", "prometheus-protobuf", file);
}
