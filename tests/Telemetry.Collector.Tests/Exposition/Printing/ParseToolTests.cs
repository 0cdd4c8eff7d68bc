using System.IO.Compression;
using System.Text;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Printing;

public sealed class ParseToolTests
{
    [Fact]
    public void Run_OpenMetricsCounter_PrintsEveryField()
    {
        var run = Parse("# TYPE c counter\nc_total{a=\"b\"} 17 1520879607.789 # {id=\"x\"} 0.5 2\nc_created{a=\"b\"} 1520872607.123\n# EOF\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """{"name":"c_total","type":"counter","labels":{"a":"b"},"value":"17","timestamp_ms":1520879607789,"created_ms":1520872607123,"exemplar":{"labels":{"id":"x"},"value":"0.5","timestamp_ms":2000}}""",
            Assert.Single(run.Samples).GetRawText());
        Assert.Equal("""{"valid":true}""", run.Verdict.GetRawText());
    }

    [Fact]
    public void Run_TextPage_PrintsTypesAndLeavesAbsentFieldsOut()
    {
        var run = Parse("# TYPE h histogram\nh_bucket{le=\"1\"} 2\nother 1\nh_sum -Inf\nfree NaN 5\n");
        Assert.Equal(
            [
                """{"name":"h_bucket","type":"histogram","labels":{"le":"1.0"},"value":"2"}""",
                """{"name":"other","type":"untyped","labels":{},"value":"1"}""",
                """{"name":"h_sum","type":"histogram","labels":{},"value":"-Inf"}""",
                """{"name":"free","type":"untyped","labels":{},"value":"NaN","timestamp_ms":5}""",
            ],
            run.Samples.Select(static sample => sample.GetRawText()));
    }

    [Fact]
    public void Run_BadLine_CostsThatLineAndIsNamed()
    {
        var run = Parse("a 1\nb{x=1} 2\nc 3\nd\n");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["a", "c"], run.Samples.Select(static sample => sample.GetProperty("name").GetString()!));
        Assert.Equal((2, "expected label value in double quotes on one line"), (run.Line, run.Reason));
    }

    [Fact]
    public void Run_Strict_JudgesWhatLenientReadingForgives()
    {
        const string Page = "# HELP a x\n# HELP a y\na 1\n";
        Assert.Equal(0, Parse(Page).ExitCode);
        var strict = ParseRun.Of(Encoding.UTF8.GetBytes(Page), contentType: null, strict: true);
        Assert.Equal((1, 2), (strict.ExitCode, strict.Line));
        Assert.Single(strict.Samples);
    }

    [Fact]
    public void Run_CreatedLine_CountsForItsMetricOnly()
    {
        var run = Parse("# TYPE c counter\nc_total{a=\"1\"} 1\nc_created{a=\"1\"} 5\nc_total{a=\"2\"} 1\n# TYPE g_created gauge\ng_created 9\n# EOF\n");
        Assert.Equal(
            ["c_total 5000", "c_total none", "g_created none"],
            run.Samples.Select(static s => $"{s.GetProperty("name")} {(s.TryGetProperty("created_ms", out var created) ? created.GetRawText() : "none")}"));
    }

    [Fact]
    public void Run_GzippedPage_IsReadAsThePage()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            gzip.Write("a 1\n"u8);
        }

        Assert.Single(ParseRun.Of(stream.ToArray(), contentType: null).Samples);
    }

    [Fact]
    public void Run_GzipThatBreaksOff_SaysSoAndReturnsTwo()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            gzip.Write("a 1\n"u8);
        }

        var run = ParseRun.Of(stream.ToArray()[..^9], contentType: null);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("truncated", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MissingFile_SaysSoAndReturnsTwo()
    {
        var run = ParseRun.OfFile("/nowhere/page.txt");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/nowhere/page.txt", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ForeignContentType_SaysSoAndReturnsTwo()
    {
        var run = ParseRun.Of("a 1\n"u8.ToArray(), "application/json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("protobuf", run.Errors, StringComparison.Ordinal);
    }

    private static ParseRun Parse(string page) => ParseRun.Of(Encoding.UTF8.GetBytes(page), contentType: null);
}
