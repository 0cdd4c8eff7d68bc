using System.Text.Json;
using System.Xml.Linq;
using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Pictures;
using Telemetry.Backtest.Reports;
using Xunit;

namespace Telemetry.Backtest.Tests.Reports;

public sealed class ReportTests
{
    private static readonly LabelledEvent Incident = new("A1", LabelKind.Incident, "<disk> & more", 100_000, 200_000, "etcd", 150_000);

    [Fact]
    public void Picture_OfATrace_IsWellFormedAndMarksSpanAndMoments()
    {
        var book = Book();

        var svg = XDocument.Parse(new TracePicture(book, [Incident], [new Moment(160_000, "page", "page")]).Draw(book.Find("a", "lat<ency>")!)).Root!;

        var classes = svg.Descendants().Select(element => (string?)element.Attribute("class")).ToList();
        Assert.Contains("incident", classes);
        Assert.Contains("page", classes);
        Assert.Contains("band", classes);
        Assert.True(((string)svg.Descendants().Single(element => (string?)element.Attribute("class") == "value").Attribute("d")!).Length > 100, "the values were to be drawn");
    }

    [Fact]
    public void Html_OfAReport_EncodesWhatItIsGiven()
    {
        var html = HtmlReport.Of(Report());

        Assert.Contains("&lt;disk&gt; &amp; more", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("lat<ency>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_OfAReport_TellsTheMissedIncident()
    {
        var root = JsonDocument.Parse(JsonReport.Of(Report())).RootElement;

        Assert.Equal((1, 0), (root.GetProperty("incidents").GetInt32(), root.GetProperty("paged").GetInt32()));
        var missed = Assert.Single(root.GetProperty("events").EnumerateArray());
        Assert.False(missed.GetProperty("paged").GetBoolean());
        Assert.Equal(JsonValueKind.Null, missed.GetProperty("delay_s").ValueKind);
        Assert.Equal(50, missed.GetProperty("felt_s").GetDouble());
    }

    private static BacktestReport Report() => new()
    {
        Input = "in",
        FromMs = 0,
        ToMs = 300_000,
        Took = TimeSpan.FromSeconds(1),
        Events = [],
        Labels = new Labels([Incident], []),
        Traces = Book(),
    };

    private static TraceBook Book()
    {
        var book = new TraceBook(0, 300_000);
        for (var at = 0; at < 300_000; at += 1000) book.Add("a", "lat<ency>", "etcd", "s", at, 1 + (at % 7000 / 1e4), 1, at > 100_000 ? 5 : 0);
        return book;
    }
}
