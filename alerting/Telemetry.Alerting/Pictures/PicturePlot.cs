using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Pictures;

/// <summary>Where times and values of a course lie on the raster.</summary>
internal sealed record PicturePlot(PictureCourse Course, double Left, double Top, double Right, double Bottom)
{
    public double X(DateTimeOffset at) => Left + ((Right - Left) * Math.Clamp((at - Course.Start) / (Course.End - Course.Start), 0, 1));

    public double Y(double value) => Bottom - ((Bottom - Top) * Math.Clamp((value - Course.Low) / (Course.High - Course.Low), 0, 1));

    public Spot At(PicturePoint point) => new(X(point.At), Y(point.Value));
}
