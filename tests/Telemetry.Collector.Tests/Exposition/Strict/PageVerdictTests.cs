using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Strict;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Strict;

/// <summary>Samples of the rules; the published suites are judged by <see cref="ConformanceCorpusTests"/>.</summary>
public sealed class PageVerdictTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a 1\n\t b { x = \"1\" , } +Inf -5\n#comment\n# HELP\n   ")]
    [InlineData("# TYPE h gauge_histogram\nh_bucket{le=\"1\"} 1.5\n# HELP h two\\nlines\n")]
    [InlineData("# TYPE s SUMMARY\ns_count 1\ns{quantile=\".5\"} -1\n{\"quoted.name\",\"l.1\"=\"x\"} 1\n")]
    public void Text_GoodPage_IsValid(string page) => Assert.Equal(PageVerdict.Valid, Judge(page, ExpositionFormat.Text));

    [Theory]
    [InlineData("a 1\nb 2", 2, "unexpected end of input stream")]
    [InlineData("a 1 \n", 1, "expected integer as timestamp")]
    [InlineData("a 1 2 \n", 1, "spurious string after timestamp")]
    [InlineData("a{x=\"1\" y=\"2\"} 1\n", 1, "expected comma or closing brace after label value")]
    [InlineData("a{x=\"\\t\"} 1\n", 1, "invalid escape sequence")]
    [InlineData("# HELP a \\t\n", 1, "invalid escape sequence")]
    [InlineData("a{__name__=\"b\"} 1\n", 1, "label name \"__name__\" is reserved")]
    [InlineData("#TYPE a thing\n", 1, "unknown metric type")]
    [InlineData("a 1\n# TYPE a gauge\n", 2, "second TYPE line for metric name, or TYPE reported after samples")]
    [InlineData("# TYPE s summary\ns{quantile=\"x\"} 1\n", 2, "expected float as value for 'quantile' label")]
    [InlineData("# TYPE h histogram\nh_count -1\n", 2, "negative count for histogram")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1\"} -1\n", 2, "negative bucket population for histogram")]
    public void Text_FaultyPage_NamesLineAndReason(string page, int line, string reason) =>
        Assert.Equal(new PageVerdict(line, reason), Judge(page, ExpositionFormat.Text));

    [Theory]
    [InlineData("# EOF")]
    [InlineData("# TYPE h histogram\n# HELP h x\nh_bucket{le=\"1\"} 1 # {t=\"x\"} 0.5 1\nh_bucket{le=\"+Inf\"} 2\nh_count 2\nh_sum 3\nh_created 1\n# EOF\n")]
    [InlineData("# TYPE i info\ni_info{v=\"1\"} 1\n# TYPE s stateset\ns{s=\"on\"} 1\ns{s=\"off\"} 0\n# EOF\n")]
    public void OpenMetrics_GoodPage_IsValid(string page) => Assert.Equal(PageVerdict.Valid, Judge(page, ExpositionFormat.OpenMetrics));

    [Theory]
    [InlineData("a 1\n", 2, "data does not end with # EOF")]
    [InlineData("a 1\n# TYPE a gauge\n# EOF\n", 2, "metadata after samples")]
    [InlineData("# TYPE a gauge\n# TYPE a gauge\n# EOF\n", 2, "more than one TYPE for metric")]
    [InlineData("# TYPE a counter\na 1\n# EOF\n", 2, "name clashes with another metric family")]
    [InlineData("a{x=\"1\",} 1\n# EOF\n", 1, "comma before closing brace")]
    [InlineData("{\"a\"} 1\n# EOF\n", 1, "quoted metric name")]
    [InlineData("# TYPE a gauge\na{x=\"1\"} 1\na{x=\"2\"} 1\na{x=\"1\"} 1\n# EOF\n", 4, "samples of one metric are not together")]
    [InlineData("# TYPE a gauge\na 1 2\na 1 1\n# EOF\n", 3, "timestamps go backwards")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1\"} 1\n# TYPE g gauge\ng 1\n# EOF\n", 2, "+Inf bucket missing")]
    [InlineData("# TYPE h histogram\nh_bucket{a=\"1\",le=\"1\"} 1\nh_bucket{a=\"2\",le=\"+Inf\"} 1\n# EOF\n", 2, "+Inf bucket missing")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"2\"} 1\nh_bucket{le=\"1\"} 1\n# EOF\n", 3, "buckets out of order")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"+INF\"} 1\n# EOF\n", 2, "invalid le label")]
    [InlineData("# TYPE s summary\ns{quantile=\"1.01\"} 1\n# EOF\n", 2, "invalid quantile label")]
    [InlineData("# TYPE s stateset\ns 1\n# EOF\n", 2, "stateset without a label of its own name")]
    [InlineData("# TYPE u_s info\n# UNIT u_s s\n# EOF\n", 2, "units are not allowed for this metric type")]
    [InlineData("# TYPE g gauge\ng 1\ng 2\n# EOF\n", 3, "second value for the same series")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1\"} 1 # {} 2\n# EOF\n", 2, "exemplar is outside its bucket")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1\"} 1.5\n# EOF\n", 2, "counts are integers")]
    [InlineData("# TYPE g gauge\ng 1 # {a=\"b\"} 1\n# EOF\n", 2, "exemplars are allowed on buckets and counter totals only")]
    public void OpenMetrics_FaultyPage_NamesLineAndReason(string page, int line, string reason) =>
        Assert.Equal(new PageVerdict(line, reason), Judge(page, ExpositionFormat.OpenMetrics));

    private static PageVerdict Judge(string page, ExpositionFormat format) => PageVerdict.Of(Encoding.UTF8.GetBytes(page), format);
}
