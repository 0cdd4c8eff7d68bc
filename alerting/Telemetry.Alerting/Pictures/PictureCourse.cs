using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Pictures;

/// <summary>The course that a record is drawn with: of the signal whose limit is foretold to be crossed, else the probable root's strongest.</summary>
internal sealed class PictureCourse
{
    private static readonly TimeSpan LeastBefore = TimeSpan.FromMinutes(5);

    private PictureCourse(SignalPicture picture, IncidentSignal? signal, IReadOnlyList<PicturePoint> points)
    {
        Picture = picture;
        Signal = signal;
        Points = points;
        End = EndOf(points[^1].At, signal?.Breach, points[^1].At - points[0].At);
        Normal = NormalOf(picture, signal);
        (Low, High) = RangeOf(Normal, points, signal?.Breach);
    }

    /// <summary>What is drawn.</summary>
    public SignalPicture Picture { get; }

    /// <summary>Its signal; null where the record does not hold it.</summary>
    public IncidentSignal? Signal { get; }

    /// <summary>Its points, of the onset and as much before.</summary>
    public IReadOnlyList<PicturePoint> Points { get; }

    /// <summary>First time drawn.</summary>
    public DateTimeOffset Start => Points[0].At;

    /// <summary>Last time drawn: of the forecast where there is one.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Lowest value drawn.</summary>
    public double Low { get; }

    /// <summary>Highest value drawn.</summary>
    public double High { get; }

    /// <summary>The newest point.</summary>
    public PicturePoint Last => Points[^1];

    /// <summary>The limit that is foretold to be crossed.</summary>
    public IncidentBreach? Breach => Signal?.Breach;

    /// <summary>Unit of the values.</summary>
    public string Unit => Signal?.Unit ?? "";

    /// <summary>Where it normally lies; null where that is unknown.</summary>
    public (double Low, double High)? Normal { get; }

    /// <summary>What it is called.</summary>
    public string Title => Signal is null
        ? AlertContent.Name(Picture.Signal)
        : $"{AlertContent.Name(Signal.Component)} {ExplanationText.Title(Signal)} {AlertContent.Name(Signal.Measure)}".TrimEnd();

    /// <summary>The course that says most; null where the record holds none of two points.</summary>
    public static PictureCourse? Of(IncidentRecord record)
    {
        var root = record.Root.Count > 0 ? record.Root[0].Component : "";
        return record.Pictures.Select(picture => (Picture: picture, Signal: SignalOf(record, picture), Points: PointsOf(picture, record.Began)))
            .Where(course => course.Points.Length > 1 && course.Points[^1].At > course.Points[0].At)
            .OrderBy(course => course.Signal?.Breach is null).ThenBy(course => course.Picture.Component != root)
            .Select(course => new PictureCourse(course.Picture, course.Signal, course.Points)).FirstOrDefault();
    }

    /// <summary>The band in which a signal normally lies; while too little was seen for a band, its usual value alone; null where neither is known.</summary>
    public static (double Low, double High)? NormalOf(SignalPicture picture, IncidentSignal? signal) =>
        double.IsFinite(picture.NormalLow) && double.IsFinite(picture.NormalHigh) ? (picture.NormalLow, picture.NormalHigh)
        : signal is { } known && double.IsFinite(known.Baseline) ? (known.Baseline, known.Baseline)
        : null;

    private static IncidentSignal? SignalOf(IncidentRecord record, SignalPicture picture) =>
        record.Signals.FirstOrDefault(one => (one.Signal, one.Component, one.Instance) == (picture.Signal, picture.Component, picture.Instance));

    /// <summary>As much of what was before as of what came, and at least some minutes: hours of calm would squeeze the incident into a corner.</summary>
    public static PicturePoint[] PointsOf(SignalPicture picture, DateTimeOffset began)
    {
        var end = picture.Points.Count > 0 ? picture.Points[^1].At : began;
        var before = end - began > LeastBefore ? end - began : LeastBefore;
        return [.. picture.Points.Where(point => double.IsFinite(point.Value) && point.At >= began - before)];
    }

    // The forecast takes half of the picture at most: what is known must be seen.
    private static DateTimeOffset EndOf(DateTimeOffset last, IncidentBreach? breach, TimeSpan known)
    {
        var foretold = breach is null or { IsCrossed: true } ? last : breach.Latest ?? breach.Expected ?? breach.Earliest ?? last;
        var farthest = breach?.Expected > last + known ? breach.Expected.Value : last + known;
        return foretold < last ? last : foretold > farthest ? farthest : foretold;
    }

    private static (double Low, double High) RangeOf((double Low, double High)? normal, IReadOnlyList<PicturePoint> points, IncidentBreach? breach)
    {
        double[] marks = [normal?.Low ?? double.NaN, normal?.High ?? double.NaN, breach?.Limit ?? double.NaN];
        var levels = points.Select(point => point.Value).Concat(marks).Where(double.IsFinite).ToArray();
        var (low, high) = (levels.Min(), levels.Max());
        return high > low ? (low, high) : (low, low + 1);
    }
}
