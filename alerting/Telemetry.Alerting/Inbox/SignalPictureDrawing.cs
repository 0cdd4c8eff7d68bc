using System.Globalization;
using System.Text;
using Telemetry.Alerting.Pictures;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>Draws the course of a signal over the band in which it normally lies, with a mark at the onset.</summary>
internal static class SignalPictureDrawing
{
    private const double Left = 70;
    private const double Right = 700;
    private const double Top = 18;
    private const double Bottom = 130;

    /// <summary>Writes the drawing with its caption; nothing where there are fewer than two points.</summary>
    public static void Write(HtmlWriter html, SignalPicture picture, IncidentSignal? signal, string title, DateTimeOffset began)
    {
        var points = PictureCourse.PointsOf(picture, began);
        if (points.Length < 2 || points[^1].At <= points[0].At) return;
        var unit = signal?.Unit ?? "";
        var normal = PictureCourse.NormalOf(picture, signal);
        var low = Math.Min(points.Min(point => point.Value), normal?.Low ?? double.PositiveInfinity);
        var high = Math.Max(points.Max(point => point.Value), normal?.High ?? double.NegativeInfinity);
        if (!(high > low)) high = low + 1;

        double X(DateTimeOffset at) => Left + ((Right - Left) * Math.Clamp((at - points[0].At) / (points[^1].At - points[0].At), 0, 1));
        double Y(double value) => Bottom - ((Bottom - Top) * (value - low) / (high - low));

        html.Write($"<figure><figcaption>{title} of {picture.Component} at {picture.Instance}</figcaption>");
        html.Write($"""<svg viewBox="0 0 720 152" role="img" aria-label="{title}: course and normal band">""");
        if (normal is { } band)
            html.Write($"""<rect class="band" x="{N(Left)}" y="{N(Y(band.High))}" width="{N(Right - Left)}" height="{N(Math.Max(Y(band.Low) - Y(band.High), 1.5))}"/>""");
        html.Write($"""<line class="onset" x1="{N(X(began))}" x2="{N(X(began))}" y1="{N(Top)}" y2="{N(Bottom)}"/>""");
        html.Write($"""<polyline class="course" points="{Polyline(points, X, Y)}"/>""");
        html.Write($"""<text x="{N(Left - 6)}" y="{N(Top + 4)}" text-anchor="end">{Quantity.Format(high, unit)}</text>""");
        html.Write($"""<text x="{N(Left - 6)}" y="{N(Bottom)}" text-anchor="end">{Quantity.Format(low, unit)}</text>""");
        html.Write($"""<text x="{N(Left)}" y="148">{Clock(points[0].At)}</text><text x="{N(Right)}" y="148" text-anchor="end">{Clock(points[^1].At)}</text>""");
        html.Write($"""<text x="{N(Math.Clamp(X(began), Left + 40, Right - 40))}" y="12" text-anchor="middle">began {Clock(began)}</text></svg></figure>""");
    }

    private static string Polyline(PicturePoint[] points, Func<DateTimeOffset, double> x, Func<double, double> y)
    {
        var text = new StringBuilder();
        foreach (var point in points) text.Append(CultureInfo.InvariantCulture, $"{x(point.At):0.#},{y(point.Value):0.#} ");
        return text.ToString();
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
