using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>The published conformance cases of both formats, judged through the parse tool.</summary>
public sealed partial class ConformanceCorpusTests
{
    [CorpusFact]
    public void OpenMetricsSuite_EveryCase_GivesTheSuitesVerdict()
    {
        var suite = Corpus.PathOf("fixtures", "parser-conformance", "openmetrics-suite");
        var failures = new List<string>();
        foreach (var test in ReadCases(Path.Combine(suite, "index.json")))
        {
            var name = test.GetProperty("case").GetString()!;
            var run = ParseRun.OfFile(Path.Combine(suite, "parsers", name, "metrics"), ParseRun.OpenMetrics, strict: true);
            if (run.IsValid != test.GetProperty("shouldParse").GetBoolean())
            {
                failures.Add($"{name}: {run.Verdict}");
            }
        }

        Assert.Empty(failures);
    }

    [CorpusFact]
    public void ExpfmtValidPages_Strict_AreValid()
    {
        foreach (var test in ReadCases(Expfmt("text-parse.json")))
        {
            var run = ParseRun.Of(Input(test), ParseRun.Text, strict: true);
            Assert.True(run.IsValid, $"{run.Verdict}: {test.GetProperty("input")}");
        }
    }

    [CorpusFact]
    public void ExpfmtErrors_Strict_NameTheDecodersLine()
    {
        foreach (var test in ReadCases(Expfmt("text-parse-errors.json")))
        {
            var run = ParseRun.Of(Input(test), ParseRun.Text, strict: true);
            var error = test.GetProperty("error_utf8_scheme").GetString()!;
            Assert.True(run.IsValid == (error.Length == 0), $"{run.Verdict}: {error}");
            if (error.Length > 0)
            {
                var line = int.Parse(LineNumber().Match(error).Groups["line"].Value, CultureInfo.InvariantCulture);
                Assert.True(line == run.Line, $"{run.Verdict}: {error}");
            }
        }
    }

    [CorpusTheory]
    [InlineData("text004-errors.json", ParseRun.Text)]
    [InlineData("text004-nullbyte.json", ParseRun.Text)]
    [InlineData("openmetrics-errors.json", ParseRun.OpenMetrics)]
    [InlineData("openmetrics-nullbyte.json", ParseRun.OpenMetrics)]
    public void TextparseErrors_Lenient_NameABadLine(string file, string contentType)
    {
        foreach (var test in ReadCases(Textparse(file)))
        {
            var run = ParseRun.Of(Input(test), contentType);
            Assert.True(run.IsValid == test.GetProperty("valid").GetBoolean(), $"{run.Verdict}: {test}");
        }
    }

    [CorpusTheory]
    [InlineData("text004-parse.json", ParseRun.Text)]
    [InlineData("text004-utf8-parse.json", ParseRun.Text)]
    [InlineData("openmetrics-parse.json", ParseRun.OpenMetrics)]
    [InlineData("openmetrics-utf8-parse.json", ParseRun.OpenMetrics)]
    [InlineData("openmetrics-created-line-known-limits.json", ParseRun.OpenMetrics)]
    public void TextparsePages_Lenient_GiveTheExpectedEntries(string file, string contentType)
    {
        foreach (var test in ReadCases(Textparse(file)))
        {
            var run = ParseRun.Of(Input(test), contentType);
            var expected = test.GetProperty("expected_entries").EnumerateArray()
                .Where(static entry => entry.TryGetProperty("m", out _)
                    && !entry.TryGetProperty("help", out _) && !entry.TryGetProperty("typ", out _) && !entry.TryGetProperty("unit", out _))
                .Select(static entry => ExpectedEntry.Describe(entry));
            Assert.True(run.IsValid, run.Verdict.ToString());
            Assert.Equal(expected, run.Samples.Select(sample => ExpectedEntry.DescribeSample(sample, test)));
        }
    }

    private static IEnumerable<JsonElement> ReadCases(string path)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        return root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];
    }

    private static byte[] Input(JsonElement test) => test.GetProperty("input_b64").GetBytesFromBase64();

    private static string Expfmt(string file) => Corpus.PathOf("fixtures", "parser-conformance", "prometheus-common-expfmt", file);

    private static string Textparse(string file) => Corpus.PathOf("fixtures", "parser-conformance", "prometheus-textparse", file);

    [GeneratedRegex("in line (?<line>[0-9]+):", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineNumber();
}
