using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Series;

/// <summary>Over a limit the catalog's priority decides, and nothing is lost without a reason.</summary>
public sealed class PageLimitsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SeriesLimit_FamilyThatMatters_IsKeptWhereverItStands(bool first)
    {
        var vital = string.Concat(Enumerable.Range(0, 10).Select(i => $"vital{{i=\"{i}\"}} {i}\n"));
        var other = string.Concat(Enumerable.Range(0, 50).Select(i => $"other{{i=\"{i}\"}} {i}\n"));
        var table = NewTable(new PageLimits { SeriesLimit = 20 });

        var reading = Read(table, first ? vital + other : other + vital);

        Assert.Equal(10, table.Families.Single(family => family.Name == "vital").SeriesCount);
        Assert.Equal(60, reading.Samples + reading.Refused);
        Assert.Equal(reading.Refused, reading.RefusedBy(RefusalReason.SeriesLimit));
    }

    [Fact]
    public void SampleLimit_PageThatShrinks_HasItsFamiliesBack()
    {
        var table = NewTable(new PageLimits { SampleLimit = 3 });
        Read(table, "other 1\nvital{i=\"1\"} 1\nvital{i=\"2\"} 1\nvital{i=\"3\"} 1\n");
        Assert.Equal(1, Read(table, "other 1\nvital{i=\"1\"} 1\n").RefusedBy(RefusalReason.SampleLimit));

        Read(table, "other 1\nvital{i=\"1\"} 1\n");
        Assert.Equal(0, Read(table, "other 1\nvital{i=\"1\"} 1\n").Refused);
    }

    [Fact]
    public void NewSeriesLimit_WithinAMinute_HoldsForAllButTheVital()
    {
        var table = NewTable(new PageLimits { NewSeriesLimit = 1 });
        Read(table, "other{i=\"0\"} 1\n");

        var second = Read(table, "other{i=\"0\"} 1\nother{i=\"1\"} 1\nother{i=\"2\"} 1\nvital 1\n", timeMs: 1000);
        var third = Read(table, "other{i=\"0\"} 1\nother{i=\"1\"} 1\nother{i=\"2\"} 1\nvital 1\n", timeMs: 120_000);

        Assert.Equal((1, 0), (second.RefusedBy(RefusalReason.NewSeriesLimit), third.Refused));
    }

    [Fact]
    public void Labels_OverTheirLimits_CostTheirSampleWithAReason()
    {
        var table = NewTable(new PageLimits { LabelLimit = 2, LabelNameLengthLimit = 4, LabelValueLengthLimit = 8 });

        var reading = Read(table, $"a{{x=\"1\",y=\"2\",z=\"3\"}} 1\nb{{longer=\"1\"}} 1\nc{{x=\"{new string('v', 1_000_000)}\"}} 1\nd{{x=\"1\"}} 1\n");

        Assert.Equal((1, 1, 1, 1), (reading.Samples, reading.RefusedBy(RefusalReason.LabelLimit),
            reading.RefusedBy(RefusalReason.LabelNameLengthLimit), reading.RefusedBy(RefusalReason.LabelValueLengthLimit)));
    }

    [Fact]
    public void Sample_OfTenThousandLabels_IsOneBadLine()
    {
        var labels = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"l{i}=\"1\""));

        var reading = Read(NewTable(new PageLimits()), $"a{{{labels}}} 1\nb 1\n");

        Assert.Equal((1, 1), (reading.Samples, reading.BadLinesOf(BadLineReason.TooManyLabels)));
    }

    [Fact]
    public void Type_ThatLies_IsTheCatalogs()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true, Type: FamilyType.Counter));
        Read(table, "# TYPE lying_total gauge\nlying_total 1\n# TYPE h histogram\nh_count 1\n");

        Assert.Equal([FamilyType.Counter, FamilyType.Histogram], table.Families.Select(family => family.Type));
    }

    private static SeriesTable NewTable(PageLimits limits) =>
        new(static name => new FamilyRule(IsWanted: true, Priority: name == "vital" ? 1 : 3), limits);

    private static PageReading Read(SeriesTable table, string page, long timeMs = 0) =>
        table.Read(Encoding.UTF8.GetBytes(page), ExpositionFormat.Text, truncated: false, timeMs);
}
