using Telemetry.Alerting.Pictures;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Pictures;

public sealed class IncidentPictureTests
{
    private static readonly (int, int, int) Course = (40, 90, 200);
    private static readonly (int, int, int) Limit = (198, 40, 40);
    private static readonly (int, int, int) Forecast = (217, 119, 6);

    [Fact]
    public void Picture_OfAForetoldBreach_ShowsCourseBandLimitAndForecast()
    {
        var picture = DecodedPng.Read(IncidentPicture.Render(Record(Foretold()))!);

        Assert.Equal((960, 420), (picture.Width, picture.Height));
        Assert.True(picture.Count(Course) > 500);
        Assert.True(picture.Count(Limit) > 300);
        Assert.True(picture.Count(Forecast) > 100);
        Assert.Contains("forecast", IncidentPicture.DescribeOf(Record(Foretold())), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_WithNothingForetold_ShowsNeitherLimitNorForecast()
    {
        var picture = DecodedPng.Read(IncidentPicture.Render(Record(breach: null))!);
        Assert.True(picture.Count(Course) > 500);
        Assert.Equal(0, picture.Count(Limit));
        Assert.Equal(0, picture.Count(Forecast));
    }

    [Fact]
    public void Picture_OfARecordWithoutCourses_IsNone()
    {
        Assert.Null(IncidentPicture.Render(Incidents.Opened(Severity.Critical)));
        Assert.Null(IncidentPicture.DescribeOf(Incidents.Opened(Severity.Critical)));
    }

    [Fact]
    public void Picture_OfRandomRecords_IsAlwaysReadable()
    {
        var random = new Random(11);
        for (var i = 0; i < 40; i++)
        {
            double Any() => random.Next(8) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => 0, _ => Math.Pow(10, (random.NextDouble() * 20) - 10) };
            var points = Enumerable.Range(0, random.Next(5)).Select(at => new PicturePoint(Incidents.Began.AddSeconds(at * random.Next(3)), Any())).ToArray();
            var breach = new IncidentBreach(Incidents.Began, Any(), false, Any(), null, random.Next(2) == 0 ? null : Incidents.Began.AddSeconds(random.Next(5)), null);
            var record = Record(breach) with { Pictures = [new("etcd_wal_fsync", "etcd", "etcd-0", Any(), Any(), points)] };
            if (IncidentPicture.Render(record) is { } png) Assert.Equal(960, DecodedPng.Read(png).Width);
        }
    }

    [Fact]
    public void Letters_OfEveryAsciiSign_AreDrawn()
    {
        var box = Glyphs.Of(new System.Text.Rune('ж')).ToArray();
        for (var sign = '!'; sign <= '~'; sign++)
            if (sign is not ('\\' or '^' or '`')) Assert.NotEqual(box, Glyphs.Of(new System.Text.Rune(sign)).ToArray());
    }

    private static IncidentBreach Foretold() =>
        new(Incidents.Began.AddSeconds(90), 0.1, true, 0.9, Incidents.Began.AddSeconds(200), Incidents.Began.AddSeconds(260), Incidents.Began.AddSeconds(300));

    private static IncidentRecord Record(IncidentBreach? breach)
    {
        var record = Incidents.Opened(Severity.Critical);
        var points = Enumerable.Range(0, 30).Select(i => new PicturePoint(Incidents.Began.AddSeconds((10 * i) - 200), i < 20 ? 0.002 : 0.06)).ToArray();
        return record with { Signals = [record.Signals[0] with { Breach = breach }], Pictures = [new("etcd_wal_fsync", "etcd", "etcd-0", 0.001, 0.003, points)] };
    }
}
