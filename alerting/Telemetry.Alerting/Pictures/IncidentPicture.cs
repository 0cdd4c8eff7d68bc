using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Pictures;

/// <summary>
/// The picture that goes with a page: the course of the signal that says most, the band in which it normally lies, its limit and when that is
/// foretold to be crossed. All from the incident's own record.
/// </summary>
internal static class IncidentPicture
{
    private const int Width = 960;
    private const int Height = 420;
    private const int Margin = 24;
    private const int TitleScale = 3;
    private const int TextScale = 2;
    private const int MaxTitle = 50;
    private const int MaxSubtitle = 74;
    private const int StartWidth = 110;

    private static readonly Rgb Paper = new(255, 255, 255);
    private static readonly Rgb Ink = new(28, 36, 48);
    private static readonly Rgb Soft = new(91, 102, 117);
    private static readonly Rgb Grid = new(226, 230, 235);
    private static readonly Rgb Band = new(46, 125, 50);
    private static readonly Rgb Course = new(40, 90, 200);
    private static readonly Rgb Forecast = new(217, 119, 6);
    private static readonly Rgb Limit = new(198, 40, 40);

    /// <summary>What is drawn, in words; null where the record holds no course of two points.</summary>
    public static string? DescribeOf(IncidentRecord record) =>
        PictureCourse.Of(record) is { } course ? $"{course.Title}: course, normal band{(course.Breach is null ? "" : ", limit and forecast")}" : null;

    /// <summary>The PNG; null where the record holds no course of two points.</summary>
    public static byte[]? Render(IncidentRecord record)
    {
        if (PictureCourse.Of(record) is not { } course) return null;
        var raster = new Raster(Width, Height, Paper);
        var plot = new PicturePlot(course, Left: 150, Top: 104, Right: Width - Margin, Bottom: Height - 52);
        WriteTitle(raster, record, course);
        DrawBand(raster, course, plot);
        DrawAxes(raster, record, course, plot);
        DrawForecast(raster, course, plot);
        for (var i = 1; i < course.Points.Count; i++) raster.Line(plot.At(course.Points[i - 1]), plot.At(course.Points[i]), Course, width: 3);
        return PngWriter.Write(raster);
    }

    private static void WriteTitle(Raster raster, IncidentRecord record, PictureCourse course)
    {
        var title = $"{course.Title} at {AlertContent.Name(course.Picture.Instance)}";
        raster.Text(Margin, 18, Truncation.Cut(title, MaxTitle), Ink, TitleScale);
        var normal = course.Signal is { } signal && double.IsFinite(signal.Baseline) ? $", normal {Quantity.Format(signal.Baseline, signal.Unit)}" : "";
        raster.Text(Margin, 50, Truncation.Cut($"{AlertContent.Name(record.Cluster)}: {Quantity.Format(course.Last.Value, course.Unit)} at {ExplanationText.Clock(course.Last.At)} UTC{normal}", MaxSubtitle), Soft, TextScale);
        if (course.Breach is { } breach) raster.Text(Margin, 72, Truncation.Cut(ForecastText(course, breach), MaxSubtitle), Forecast, TextScale);
    }

    private static string ForecastText(PictureCourse course, IncidentBreach breach) => breach switch
    {
        { IsCrossed: true } => $"over its limit {Quantity.Format(breach.Limit, course.Unit)}",
        { Expected: { } expected } => $"forecast: over {Quantity.Format(breach.Limit, course.Unit)} about {ExplanationText.Clock(expected)} UTC",
        _ => $"forecast: towards its limit {Quantity.Format(breach.Limit, course.Unit)}",
    };

    private static void DrawBand(Raster raster, PictureCourse course, PicturePlot plot)
    {
        if (course.Normal is not { } normal) return;
        var (top, bottom) = (plot.Y(normal.High), plot.Y(normal.Low));
        raster.Fill(plot.Left, Math.Min(top, bottom - 3), plot.Right, bottom, Band, opacity: 0.22);
        raster.Text(plot.Left + 6, Math.Max(plot.Top, top - 18), "normal", Band, TextScale);
    }

    private static void DrawAxes(Raster raster, IncidentRecord record, PictureCourse course, PicturePlot plot)
    {
        raster.Line(new(plot.Left, plot.Bottom), new(plot.Right, plot.Bottom), Grid, width: 2);
        raster.Line(new(plot.Left, plot.Top), new(plot.Left, plot.Bottom), Grid, width: 2);
        WriteLevel(raster, plot, course.High, course.Unit, Soft);
        WriteLevel(raster, plot, course.Low, course.Unit, Soft);
        var began = plot.X(record.Began);
        raster.Line(new(began, plot.Top), new(began, plot.Bottom), Soft, width: 2, dash: 6);
        // The beginning of a course that begins with the drift is said once.
        if (began - plot.Left > StartWidth) WriteTime(raster, plot, course.Start, ExplanationText.Clock(course.Start), plot.Left);
        WriteTime(raster, plot, record.Began, $"began {ExplanationText.Clock(record.Began)}", began - plot.Left > StartWidth ? plot.Left + StartWidth : plot.Left);
        WriteTime(raster, plot, course.End, ExplanationText.Clock(course.End), plot.Left + 340);
    }

    private static void DrawForecast(Raster raster, PictureCourse course, PicturePlot plot)
    {
        if (course.Breach is not { } breach) return;
        var limit = plot.Y(breach.Limit);
        raster.Line(new(plot.Left, limit), new(plot.Right, limit), Limit, width: 2, dash: 10);
        WriteLevel(raster, plot, breach.Limit, course.Unit, Limit);
        if (breach.IsCrossed) return;
        var from = plot.At(course.Last);
        if (breach.Earliest is { } earliest) raster.Fill(from, new(plot.X(earliest), limit), new(plot.X(breach.Latest ?? course.End), limit), Forecast, opacity: 0.25);
        if (breach.Expected is { } expected) raster.Line(from, new(plot.X(expected), limit), Forecast, width: 3, dash: 9);
    }

    private static void WriteLevel(Raster raster, PicturePlot plot, double value, string unit, Rgb color)
    {
        var text = Quantity.Format(value, unit);
        raster.Text(plot.Left - 10 - Raster.WidthOf(text, TextScale), plot.Y(value) - 7, text, color, TextScale);
    }

    // Not over the text before it, and not over the edge.
    private static void WriteTime(Raster raster, PicturePlot plot, DateTimeOffset at, string text, double leastLeft)
    {
        var width = Raster.WidthOf(text, TextScale);
        raster.Text(Math.Clamp(plot.X(at) - (width / 2), leastLeft, Math.Max(leastLeft, plot.Right - width)), plot.Bottom + 14, text, Soft, TextScale);
    }
}
